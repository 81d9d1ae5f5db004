import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { noteMemory } from '../../electron/core/feed/state-file.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../electron/core/keys/keystore.ts'
import { readPointer, type SnapshotEntry } from '../../electron/core/roster/pointer-file.ts'
import { fileIdOf } from '../../electron/core/roster/roster-file-names.ts'
import type { LookupKey } from '../../shared/domain/reading.ts'
import { bareInserts, type BareInserts } from './bare-insert.ts'
import { inProcess } from './bench-process.ts'
import { FEED, type DeskAnswer, type DeskTask, type Pulled } from './desk-process.ts'
import { count, median, megabytes, milliseconds, tableRow, type Print } from './figures.ts'
import { publishedFeed, zstdBytes, type BenchFeed } from './published-feed.ts'
import { sampleKeys } from './sample-keys.ts'

const STARTS = 5

export type FeedBench = { csv: string | null; people: number; days: number }

/**
 * A roster on its whole way: published, pulled whole, pulled the day after, and asked meanwhile. Every part runs in a process of its own,
 * so that the memory of each is its own. Prints a table at the end, as the documents hold it.
 */
export async function benchFeed({ csv, people, days }: FeedBench, print: Print): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-feed-bench-'))
  const rows: string[] = []
  const measured = (what: string, value: string, baseline: string, aim: string) => {
    rows.push(tableRow(what, value, baseline, aim))
    print(`${what}: ${value}${baseline === '' ? '' : `; ${baseline}`}`)
  }
  try {
    const feed = await publishedFeed(dir, csv, people, print)
    const zstd = await zstdBytes(feed.csv, csv !== null)
    const { full } = feed.first
    measured(
      'full pack',
      `${megabytes(full.bytes)} MB`,
      zstd === null ? '' : `\`zstd -19\` ${megabytes(zstd)} MB: ${(full.bytes / zstd).toFixed(3)} x`,
      '<= 1.3 x, aim 1.0 x',
    )
    const desk = join(dir, 'desk')
    const keys = sampleKeys(feed.csv)
    const whole = await pulled({ dataFolder: desk, add: feedToAdd(feed), keys: [], pull: true })
    const bare = await bareInsertsOf(desk, dir)
    wholeFigures(whole, bare, feed, measured)
    const asked = join(dir, 'asked')
    cpSync(desk, asked, { recursive: true })
    await starts(desk, keys, measured)
    for (let day = 1; day <= days; day += 1) await nextDay(feed, desk, keys, day, measured)
    // A desk that takes the whole although it has yesterday's, so that there is something to ask meanwhile.
    noteMemory(join(asked, 'feeds', FEED), { takeFull: true })
    const again = await pulled({ dataFolder: asked, add: null, keys, pull: true })
    lookUpFigures('full pack is installed', again, measured)
    print('')
    for (const row of [tableRow('', 'measured', 'baseline', 'aim'), '|---|---|---|---|', ...rows]) print(row)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

type Measured = (what: string, value: string, baseline: string, aim: string) => void
type PulledAnswer = DeskAnswer & { pulled: Pulled }

async function pulled(task: DeskTask): Promise<PulledAnswer> {
  const answer = await inProcess<DeskAnswer>('./desk-process.ts', task)
  if (answer.pulled === null) throw new Error('nothing was pulled')
  return { ...answer, pulled: answer.pulled }
}

function feedToAdd({ repository, rootPath, identityPath }: BenchFeed): DeskTask['add'] {
  return { from: repository, rootPath, identityPath }
}

function wholeFigures(answer: PulledAnswer, bare: BareInserts, { first }: BenchFeed, measured: Measured): void {
  const { report } = answer.pulled
  const seconds = report.installSeconds
  const perSecond = (took: number) => `${count(first.rows / took)} rows/s`
  measured('full pack fetched from a folder, verified', `${report.fetchSeconds.toFixed(1)} s`, '', '')
  measured('full pack opened, imported, checked', `${seconds.toFixed(1)} s, ${perSecond(seconds)}`, '', '<= 60 s')
  for (const [name, { seconds: took }] of [
    ['bare insert of the same rows, finished look-up pages', bare.pages],
    ["the same, SQLite's own indexes", bare.indexes],
  ] as const)
    measured(
      'the same against a bare insert',
      `${(took / seconds).toFixed(2)} x its rows/s`,
      `${name}: ${took.toFixed(1)} s, ${perSecond(took)}`,
      '>= 0.5 x',
    )
  measured(
    'memory meanwhile, above the idle core',
    `${megabytes(answer.peakBytes - answer.idleBytes)} MB`,
    `idle ${megabytes(answer.idleBytes)} MB, peak ${megabytes(answer.peakBytes)} MB`,
    '<= 300 MB',
  )
}

async function bareInsertsOf(desk: string, dir: string): Promise<BareInserts> {
  const { folder, entry, keyOf } = installed(desk)
  const [base] = entry.layers
  if (base === undefined) throw new Error('nothing was installed')
  return bareInserts(join(folder.rosterDir, base.file), keyOf(base.file), dir)
}

/** What the desk's pointer says of the feed, and the keys of its files. */
export function installed(desk: string) {
  const folder = openDataFolder(desk)
  const reading = readPointer(folder.rosterDir)
  const entry: SnapshotEntry | undefined = reading.kind === 'read' ? reading.pointer.sources[FEED]?.current : undefined
  const secrets = keyFile(folder.keyFile).load()
  if (entry === undefined || secrets === null) throw new Error('nothing was installed')
  return { folder, entry, keyOf: (file: string) => deriveKey(secrets, `roster/${fileIdOf(file) ?? ''}`) }
}

async function starts(desk: string, keys: LookupKey[], measured: Measured): Promise<void> {
  const { entry } = installed(desk)
  const bytes = entry.layers.reduce((sum, layer) => sum + layer.bytes, 0)
  measured(
    'encrypted file',
    `${(bytes / entry.people).toFixed(1)} bytes for each person`,
    `${megabytes(bytes)} MB`,
    '<= 100',
  )
  const seconds: number[] = []
  const memory: number[] = []
  for (let n = 0; n < STARTS; n += 1) {
    const answer = await inProcess<DeskAnswer>('./desk-process.ts', { dataFolder: desk, add: null, keys, pull: false })
    seconds.push(answer.answerSeconds)
    memory.push(answer.peakBytes)
    if (n === STARTS - 1) measured('look-ups, nothing else running', milliseconds(answer.quiet.took), '', '')
  }
  const bareStart = Array.from({ length: STARTS }, () => {
    const startedAt = performance.now()
    spawnSync(process.execPath, ['-e', '0'])
    return (performance.now() - startedAt) / 1000
  })
  measured(
    'start of the core to the first answer',
    `${median(seconds).toFixed(2)} s`,
    `\`node -e 0\` ${median(bareStart).toFixed(2)} s`,
    '',
  )
  measured('memory of the core after 3 s of look-ups', `${megabytes(Math.max(...memory))} MB`, '', '<= 250 MB')
}

async function nextDay(
  feed: BenchFeed,
  desk: string,
  keys: LookupKey[],
  day: number,
  measured: Measured,
): Promise<void> {
  const summary = await feed.publishNextDay()
  const [delta] = summary.deltas
  const answer = await pulled({ dataFolder: desk, add: null, keys, pull: true })
  const { report, visibleSeconds, settledSeconds } = answer.pulled
  if (report.route !== 'delta') throw new Error('the next day did not come as a delta')
  const layers = installed(desk).entry.layers.length
  const name = day === 1 ? 'next day' : `day ${day + 1}`
  measured(
    `${name}: delta of ${count(delta?.changes ?? 0)} people`,
    `${count(delta?.bytes ?? 0)} bytes, ${count(report.bytes)} moved`,
    '',
    '<= 1 MB',
  )
  measured(
    `${name}: visible, and settled with ${layers - 1} layers`,
    `${report.installSeconds.toFixed(2)} s; ${visibleSeconds.toFixed(2)} s and ${settledSeconds.toFixed(2)} s from the question to the feed on`,
    '',
    '<= 1.5 s, <= 2.5 s',
  )
  lookUpFigures(`delta of ${name} is installed`, answer, measured)
}

function lookUpFigures(while_: string, answer: PulledAnswer, measured: Measured): void {
  const { took, waited } = answer.pulled.meanwhile
  measured(
    `${count(took.count)} look-ups while a ${while_}, the call`,
    milliseconds(took),
    `quiet: ${milliseconds(answer.quiet.took)}`,
    '',
  )
  measured(
    'the same, from when each was due',
    milliseconds(waited),
    `quiet: ${milliseconds(answer.quiet.waited)}`,
    'p99.9 <= 100 ms',
  )
  measured(
    'memory meanwhile, above the idle core',
    `${megabytes(answer.peakBytes - answer.idleBytes)} MB`,
    '',
    '<= 300 MB',
  )
}
