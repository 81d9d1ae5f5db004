import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_SEED } from '../../electron/core/demo/demo-hospital.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { publishFeed } from '../../electron/publisher/publish-feed.ts'
import { ProgrammeCode } from '../../shared/domain/identifiers.ts'
import { feedServer, type FeedServer } from '../support/feed-server.ts'
import { madeFeed, portsAt, publishJob } from '../support/publisher.ts'
import { SHOWN_AT, SHOWN_DAY } from './day-at-work.ts'

export type ShownFeed = { root: string; identity: string; server: FeedServer; remove(): Promise<void> }

/** The demo's members of one programme, published on the day that the pictures show. */
export async function shownFeed(issuer: string, programme: string): Promise<ShownFeed> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-shown-feed-'))
  const csv = join(dir, 'roster.csv')
  writeDemoRoster(csv, { people: 50_000, seed: DEMO_SEED })
  const [header = '', ...rows] = readFileSync(csv, 'utf8').split('\n')
  writeFileSync(csv, [header, ...rows.filter((row) => row.includes(`,${programme},`)), ''].join('\n'))
  const feed = join(dir, 'feed')
  const ports = portsAt(SHOWN_AT)
  const made = await madeFeed(feed, { issuer, programmes: [ProgrammeCode.parse(programme)] }, ports)
  const outcome = await publishFeed(publishJob(feed, csv, { asOf: SHOWN_DAY }), ports)
  if (outcome.kind !== 'published') throw new Error(`not published: ${outcome.kind}`)
  const server = await feedServer(made.repository)
  return {
    root: made.root,
    identity: made.deskIdentity ?? '',
    server,
    async remove() {
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
