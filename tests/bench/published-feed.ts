import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FEED_PORTS } from '../../electron/cli/feed-ports.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { initFeed } from '../../electron/publisher/init-feed.ts'
import type { PublishSummary } from '../../electron/publisher/publication.ts'
import { ProgrammeCode } from '../../shared/domain/identifiers.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import { writeNextDay } from '../support/next-day.ts'
import { inProcess } from './bench-process.ts'
import { count, megabytes, type Print } from './figures.ts'
import type { PublishAnswer } from './publish-process.ts'

export const PROGRAMMES = ['kbs-bekasi', 'bogor-sehat'].map((code) => ProgrammeCode.parse(code))
/** Rows drawn to change from one day to the next. Some cannot, as a card that is lost already: 26,500 of 5.3 million are left. */
const SHARE = 0.0055
const BLOCK_BYTES = 1 << 20

export type BenchFeed = {
  /** The publisher's folder. */
  dir: string
  repository: string
  rootPath: string
  identityPath: string | null
  csv: string
  first: PublishSummary
  /** Publishes the CSV of the next day. */
  publishNextDay(): Promise<PublishSummary>
}

/** Makes a feed in `dir` and publishes a roster in it; prints what each publication took. */
export async function publishedFeed(
  dir: string,
  given: string | null,
  people: number,
  print: Print,
): Promise<BenchFeed> {
  const csv = given ?? join(dir, 'roster.csv')
  if (given === null) writeDemoRoster(csv, { people, seed: 2017 })
  const feedDir = join(dir, 'feed')
  const [first, ...others] = PROGRAMMES
  const made = await initFeed(
    {
      dir: feedDir,
      issuer: 'Dinas Kesehatan Contoh',
      programmes: [first!, ...others],
      encryption: { kind: 'own' },
      passphrase: null,
    },
    FEED_PORTS,
  )
  if (made.kind !== 'made') throw new Error(`no feed: ${made.why}`)
  // The last of the days is at most today.
  const start = addDays(new Date().toISOString().slice(0, 10) as IsoDate, -9)
  let day = 0
  let today = csv
  const published = await publish(feedDir, csv, start, print)
  return {
    dir: feedDir,
    repository: made.repository,
    rootPath: made.root,
    identityPath: made.deskIdentity,
    csv,
    first: published,
    async publishNextDay() {
      day += 1
      const date = addDays(start, day)
      const next = join(dir, `roster-${day}.csv`)
      writeNextDay({ from: today, to: next, date, seed: day, share: SHARE })
      today = next
      return publish(feedDir, next, date, print)
    },
  }
}

async function publish(dir: string, csv: string, asOf: IsoDate, print: Print): Promise<PublishSummary> {
  const readSeconds = bareRead(csv)
  const { outcome, seconds, peakBytes, idleBytes } = await inProcess<PublishAnswer>('./publish-process.ts', {
    dir,
    csv,
    asOf,
  })
  if (outcome.kind !== 'published') throw new Error(`not published: ${JSON.stringify(outcome)}`)
  const { summary } = outcome
  const stages = Object.entries(outcome.seconds)
    .filter(([stage]) => stage !== 'total')
    .map(([stage, took]) => `${stage} ${took.toFixed(1)}`)
  print(
    `publish ${summary.version}: ${seconds.toFixed(1)} s (${stages.join(', ')}) for ${count(summary.rows)} rows of ${count(summary.people)} people; ` +
      `bare read of the file ${readSeconds.toFixed(2)} s, ratio ${(seconds / readSeconds).toFixed(0)}; peak ${megabytes(peakBytes)} MB, ${megabytes(peakBytes - idleBytes)} MB above the idle process`,
  )
  print(
    `  full pack ${count(summary.full.bytes)} bytes, ${(summary.full.bytes / summary.people).toFixed(2)} per person` +
      summary.deltas
        .map(({ from, bytes, changes }) => `; delta from ${from} ${count(bytes)} bytes for ${count(changes)} people`)
        .join(''),
  )
  return summary
}

function bareRead(path: string): number {
  const startedAt = performance.now()
  const file = openSync(path, 'r')
  const block = Buffer.alloc(BLOCK_BYTES)
  while (readSync(file, block, 0, BLOCK_BYTES, null) > 0);
  closeSync(file)
  return (performance.now() - startedAt) / 1000
}

/**
 * How many bytes `zstd -19` makes of the same lines without the header, families together, as the pack has them. Kept beside a CSV that
 * was given, for it takes minutes. Null where the two commands are not there.
 */
export async function zstdBytes(csv: string, keep: boolean): Promise<number | null> {
  const kept = `${csv}.zstd-19-bytes`
  if (keep && existsSync(kept)) return Number(readFileSync(kept, 'utf8'))
  // The first two columns are NIK and KK.
  const pipe = 'tail -n +2 "$1" | LC_ALL=C sort -S 1G -t, -k2,2 -k1,1 | zstd -T2 -19 -c | wc -c'
  const child = spawn('bash', ['-o', 'pipefail', '-c', pipe, 'bash', csv], { stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()))
  const code = await new Promise((resolve) => child.once('error', () => resolve(null)).once('close', resolve))
  if (code !== 0) return null
  if (keep) writeFileSync(kept, text.trim())
  return Number(text)
}
