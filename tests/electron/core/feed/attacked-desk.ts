import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, type FeedRepository } from '../../../support/feed-repository.ts'
import { feedServer, type FeedServer } from '../../../support/feed-server.ts'

export type AttackedDesk = {
  desk: FeedDesk
  repository: FeedRepository
  server: FeedServer
  /** For whatever an attack prepares. */
  aside: string
  /** A document in the repository. */
  metadata(name: string): string
  /** The same on the desk. */
  local(name?: string): string
  /** Publishes the next version. */
  next(): void
  /** A refusal's code, or the route. */
  said(): Promise<string>
  /** The code of a refusal, when it is shown as well, and what served goes on. */
  refusal(): Promise<string>
}

/** For each test of the file that calls this: a feed on a server, and a desk that serves its first version. */
export function attackedDesk(): AttackedDesk {
  const at = {
    metadata: (name: string) => join(at.repository.dir, 'metadata', name),
    local: (name = '') => join(at.desk.place.folder.root, 'feeds', 'bekasi', 'metadata', name),
    next: () => void at.repository.publish({ version: '2026-11-22-1' }),
    async said() {
      const outcome = await at.desk.pull('bekasi')
      return outcome.kind === 'refused' ? outcome.refusal.code : outcome.report.route
    },
    async refusal() {
      const code = await at.said()
      const [shown] = at.desk.feeds().list()
      const serves = shown?.source.kind === 'serving' && shown.source.version === '2026-11-21-1'
      const goesOn = serves && at.desk.jobs.length === 1
      return shown?.refusal?.code === code && goesOn ? code : `${code}, and not as it should be`
    },
  } as AttackedDesk
  beforeEach(async () => {
    at.aside = mkdtempSync(join(tmpdir(), 'loket-aside-'))
    at.repository = feedRepository(mkdtempSync(join(tmpdir(), 'loket-repository-')))
    at.repository.publish({ version: '2026-11-21-1' })
    at.server = await feedServer(at.repository.dir)
    at.desk = feedDesk()
    await at.desk.add('bekasi', at.server.url, at.repository.root)
    await at.said()
  })
  afterEach(async () => {
    at.desk.close()
    await at.server.close()
    at.repository.remove()
    rmSync(at.aside, { recursive: true })
  })
  return at
}
