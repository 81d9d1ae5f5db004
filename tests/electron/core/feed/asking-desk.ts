import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, type FeedRepository } from '../../../support/feed-repository.ts'
import { feedServer, type FeedServer } from '../../../support/feed-server.ts'

export type AskingDesk = {
  desk: FeedDesk
  repository: FeedRepository
  server: FeedServer
  /** Of a feed on this desk. */
  dirOf(name: string): string
  added(): ReturnType<FeedDesk['add']>
  /** A refusal's code, or the route. */
  code(actor?: string): Promise<string>
  /** Of the trail. */
  actions(): string[]
}

/** For each test of the file that calls this: a feed on a server, and a desk that does not have it yet. */
export function askingDesk(): AskingDesk {
  const at = {
    dirOf: (name: string) => join(at.desk.place.folder.root, 'feeds', name),
    added: () => at.desk.add('bekasi', at.server.url, at.repository.root),
    async code(actor = 'petugas') {
      const outcome = await at.desk.pull('bekasi', actor)
      return outcome.kind === 'refused' ? outcome.refusal.code : outcome.report.route
    },
    actions: () => at.desk.trail.map(({ action }) => action),
  } as AskingDesk
  beforeEach(async () => {
    at.repository = feedRepository(mkdtempSync(join(tmpdir(), 'loket-repository-')))
    at.repository.publish({ version: '2026-11-21-1' })
    at.server = await feedServer(at.repository.dir)
    at.desk = feedDesk()
  })
  afterEach(async () => {
    at.desk.close()
    await at.server.close()
    at.repository.remove()
  })
  return at
}
