import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FEED_PORTS } from '../../electron/cli/feed-ports.ts'
import { publishFeed } from '../../electron/publisher/publish-feed.ts'
import { ProgrammeCode } from '../../shared/domain/identifiers.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { today } from './data-folders.ts'
import { feedServer, type FeedServer } from './feed-server.ts'
import { madeFeed, publishJob } from './publisher.ts'
import { refusedPeople, rosterCsv } from './refused-people.ts'

/** A feed of Bogor Sehat on this machine, encrypted, published with data of today. */
export type BogorFeed = {
  issuer: string
  /** Of a member whose JKN the regency pays. Synthetic. */
  member: string
  root: string
  rootSha256: string
  identity: string
  server: FeedServer
  /** Publishes again, with one member more and the known member as `changed`; the version. */
  publish(changed?: Record<string, string>): Promise<string>
  remove(): Promise<void>
}

const MEMBER = '3201011508909971'

export async function bogorFeed(): Promise<BogorFeed> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-bogor-'))
  const issuer = 'Dinas Kesehatan Kabupaten Bogor (contoh)'
  const made = await madeFeed(join(dir, 'feed'), { issuer, programmes: [ProgrammeCode.parse('bogor-sehat')] })
  let published = 0
  const publish = async (changed: Record<string, string> = {}) => {
    const csv = join(dir, 'roster.csv')
    const [member, ...others] = members(40 + published++)
    writeFileSync(csv, rosterCsv([{ ...member, ...changed }, ...others]))
    const outcome = await publishFeed(publishJob(join(dir, 'feed'), csv, { asOf: today() }), FEED_PORTS)
    if (outcome.kind !== 'published') throw new Error(`not published: ${JSON.stringify(outcome)}`)
    return outcome.summary.version
  }
  await publish()
  const server = await feedServer(made.repository)
  return {
    issuer,
    member: MEMBER,
    root: made.root,
    rootSha256: made.rootSha256,
    identity: made.deskIdentity ?? '',
    server,
    publish,
    async remove() {
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

function members(count: number) {
  const sample = refusedPeople(today()).find(({ programme }) => programme === 'bogor-sehat')
  return Array.from({ length: count }, (_, index) => ({
    ...sample,
    nik: index === 0 ? MEMBER : `320101${String(10 + (index % 18))}0890${String(9900 + index)}`,
    name: `Warga Contoh ${index}`,
    birth_date: index === 0 ? '1990-08-15' : `1990-08-${String(10 + (index % 18))}`,
    kk_number: `32010112031${String(59_000 + index)}`,
    valid_from: addDays(today(), -400),
    jkn_number: `00099000${String(10_000 + index)}`,
    jkn_status: 'active',
  }))
}
