import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { systemClock } from '../../electron/core/clock.ts'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { openDatabase } from '../../electron/core/db/open-database.ts'
import { deriveKey, type Secrets } from '../../electron/core/keys/keystore.ts'
import { openRoster } from '../../electron/core/roster/open-roster.ts'
import { packed } from '../../electron/core/roster/packed-number.ts'
import { fileSha256 } from '../../electron/core/roster/file-sha256.ts'
import { readPointer } from '../../electron/core/roster/pointer-file.ts'
import { fileIdOf } from '../../electron/core/roster/roster-file-names.ts'
import type { PackInstall, Roster } from '../../electron/core/roster/roster.ts'
import type { PublishSummary } from '../../electron/publisher/publication.ts'
import { publisherFolder } from '../../electron/publisher/publisher-folder.ts'
import { readRepository, targetFile } from '../../electron/publisher/repository.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'
import type { FeedName } from '../../shared/domain/feed.ts'
import { count, median, megabytes, milliseconds, summary, tableRow, type Print } from './figures.ts'
import { IN_PLACE_ROWS_BY_NIK } from './in-place-schema.ts'
import { lookUpsMeanwhile, type LookUpTimes } from './look-ups-meanwhile.ts'
import { PROGRAMMES, publishedFeed, type BenchFeed } from './published-feed.ts'
import { sampleKeys } from './sample-keys.ts'
import type { StorageAnswer, StorageTask } from './storage-worker.ts'

const FEED = 'bench' as FeedName
const HANDED_ROOT = 'a'.repeat(64)
const ROUNDS = 3
const PACE_MS = 2
const WORKER = new URL('./storage-worker.ts', import.meta.url)
const SECRETS: Secrets = {
  masterKey: Buffer.alloc(32, 1),
  lastingKey: Buffer.alloc(32, 1),
  backupKey: Buffer.alloc(32, 1),
  signingSeed: Buffer.alloc(32, 2),
  deviceId: '',
}
const KEY = Buffer.alloc(32, 9)

type Measured = StorageAnswer & { lookUps: LookUpTimes; bytesWritten: number }

/**
 * The delta of one day put onto the same roster in three ways, while people are looked up in the same process: one transaction in place,
 * a copy that is changed, and a layer over an immutable file, which is how the program does it.
 */
export async function benchStorage(given: string | null, people: number, print: Print): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-storage-bench-'))
  try {
    const feed = await publishedFeed(dir, given, people, print)
    const base = join(dir, 'base')
    await installFull(base, feed)
    const inPlace = join(dir, 'in-place.db')
    const { path, key } = baseFile(base)
    await run({ kind: 'make', source: path, sourceKey: key, path: inPlace, key: KEY })
    const next = await feed.publishNextDay()
    const pack = { pack: packPath(feed, next.deltas[0]!.from, next.version), identity: identityOf(feed) }
    const niks = sampleKeys(feed.csv).flatMap((one) => (one.kind === 'nik' ? [one.value] : []))
    const bytesPer = (file: string) => `${(statSync(file).size / feed.first.people).toFixed(0)}`
    print('')
    print(
      tableRow('', 'visible', 'settled', 'look-ups meanwhile, from when each was due', 'written', 'bytes per person'),
    )
    print('|---|---|---|---|---|---|')
    const ways: [string, (round: string) => Promise<Measured>, string][] = [
      [
        'one transaction in place (WAL), then its checkpoint',
        (round) => byWal(inPlace, round, pack, niks),
        bytesPer(inPlace),
      ],
      ['copy, change, rename', (round) => byCopy(inPlace, round, pack, niks), bytesPer(inPlace)],
      ['a layer over it', (round) => byLayer(base, round, next, pack, niks), bytesPer(path)],
    ]
    // In turns, so that what else the machine does falls on all of them.
    const measured = ways.map((): Measured[] => [])
    for (let n = 0; n < ROUNDS; n += 1) {
      for (const [index, [, way]] of ways.entries()) {
        const round = mkdtempSync(join(dir, 'round-'))
        measured[index]?.push(await way(round))
        rmSync(round, { recursive: true })
      }
    }
    for (const [index, [name, , bytes]] of ways.entries()) print(told(name, measured[index] ?? [], bytes))
    print(`delta: ${count(next.deltas[0]?.changes ?? 0)} people of ${count(next.people)}; medians of ${ROUNDS}`)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function told(name: string, rounds: readonly Measured[], bytes: string): string {
  const seconds = (of: (one: Measured) => number) => `${median(rounds.map(of)).toFixed(2)} s`
  return tableRow(
    name,
    seconds((one) => one.visibleSeconds),
    seconds((one) => one.settledSeconds),
    milliseconds(summary(rounds.flatMap((one) => one.lookUps.waited))),
    `${megabytes(median(rounds.map((one) => one.bytesWritten)))} MB`,
    bytes,
  )
}

type Pack = { pack: string; identity: string | null }

async function byWal(pristine: string, round: string, pack: Pack, niks: readonly string[]): Promise<Measured> {
  const path = join(round, 'roster.db')
  copyFileSync(pristine, path)
  openDatabase(path, KEY, 'journal').close()
  return inPlaceMeanwhile(path, niks, { kind: 'wal', path, key: KEY, ...pack })
}

async function byCopy(pristine: string, round: string, pack: Pack, niks: readonly string[]): Promise<Measured> {
  return inPlaceMeanwhile(pristine, niks, {
    kind: 'copy',
    path: pristine,
    key: KEY,
    ...pack,
    to: join(round, 'next.db'),
  })
}

async function inPlaceMeanwhile(path: string, niks: readonly string[], task: StorageTask): Promise<Measured> {
  const db = openDatabase(path, KEY, 'read')
  db.pragma('cache_size = -16384')
  const rows = db.prepare<[Buffer]>(IN_PLACE_ROWS_BY_NIK)
  const measured = await meanwhile(
    niks,
    (nik) => rows.all(packed(nik)),
    () => run(task),
  )
  db.close()
  return measured
}

async function byLayer(
  base: string,
  round: string,
  next: PublishSummary,
  { pack, identity }: Pack,
  niks: readonly string[],
): Promise<Measured> {
  cpSync(base, round, { recursive: true })
  const roster = openedRoster(round)
  const from = next.deltas[0]!.from
  const job = installOf(
    next,
    [{ path: pack, sha256: fileSha256(pack), kind: 'delta', from, to: next.version }],
    identity,
  )
  const measured = await meanwhile(
    niks,
    (nik) => roster.find({ kind: 'nik', value: nik } as Parameters<Roster['find']>[0]),
    async () => {
      const startedAt = performance.now()
      let visibleSeconds = 0
      roster.onChange(() => (visibleSeconds ||= (performance.now() - startedAt) / 1000))
      const outcome = await roster.installPacks(job, () => undefined)
      if (outcome.kind !== 'done') throw new Error(outcome.refusal.code)
      return { visibleSeconds, settledSeconds: (performance.now() - startedAt) / 1000 }
    },
  )
  roster.close()
  return measured
}

async function meanwhile(
  niks: readonly string[],
  ask: (nik: string) => unknown,
  work: () => Promise<StorageAnswer>,
): Promise<Measured> {
  for (const nik of niks.slice(0, 2000)) ask(nik)
  const writtenBefore = writtenBytes()
  let done = false
  const working = work().finally(() => (done = true))
  const lookUps = await lookUpsMeanwhile(niks, ask, PACE_MS, () => done)
  const answer = await working
  return { ...answer, lookUps, bytesWritten: writtenBytes() - writtenBefore }
}

/** What this process has handed to the disk so far. Linux tells; elsewhere 0. */
function writtenBytes(): number {
  try {
    return Number(/^write_bytes: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

function run(task: StorageTask): Promise<StorageAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: { task, startedAtMs: performance.timeOrigin + performance.now() } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

async function installFull(dataFolder: string, feed: BenchFeed): Promise<void> {
  const roster = openedRoster(dataFolder)
  const { version } = feed.first
  const path = packPath(feed, null, version)
  const packs = [{ path, sha256: fileSha256(path), kind: 'full' as const, from: null, to: version }]
  const outcome = await roster.installPacks(installOf(feed.first, packs, identityOf(feed)), () => undefined)
  roster.close()
  if (outcome.kind !== 'done') throw new Error(outcome.refusal.code)
}

function openedRoster(dataFolder: string): Roster {
  const roster = openRoster({
    folder: openDataFolder(dataFolder),
    secrets: SECRETS,
    clock: systemClock,
    workerUrl: SOURCE_WORKERS.snapshot,
    checkAfterMs: 3_600_000,
  })
  roster.setFeeds([{ name: FEED, programmes: PROGRAMMES, handedRoot: HANDED_ROOT }])
  return roster
}

function installOf(
  { version, asOf, people, rows, conflicting }: PublishSummary,
  packs: PackInstall['packs'],
  identity: string | null,
): PackInstall {
  const counts = { people, rows, conflicts: conflicting }
  const publication = { feed: 'f'.repeat(32), handedRoot: HANDED_ROOT, rootVersion: 1, fullSha256: '0'.repeat(64) }
  const more = { identity, companion: null, publication }
  return { source: FEED, programmes: PROGRAMMES, version, asOf, ...counts, packs, ...more }
}

function baseFile(dataFolder: string): { path: string; key: Buffer } {
  const { rosterDir } = openDataFolder(dataFolder)
  const reading = readPointer(rosterDir)
  const file = reading.kind === 'read' ? reading.pointer.sources[FEED]?.current.layers[0]?.file : undefined
  if (file === undefined) throw new Error('nothing was installed')
  return { path: join(rosterDir, file), key: deriveKey(SECRETS, `roster/${fileIdOf(file) ?? ''}`) }
}

/** Where the pack lies in the repository. */
function packPath({ dir }: BenchFeed, from: string | null, to: string): string {
  const folder = publisherFolder(dir)
  const published = readRepository(folder).published
  const { full, deltas } = published!.catalogue
  const name = from === null ? full.target : deltas.find((one) => one.from === from && one.to === to)?.target
  const hash = published?.targets.signed.targets[name ?? '']?.hashes['sha256'] ?? ''
  return join(folder.targets, targetFile(name ?? '', hash))
}

function identityOf({ identityPath }: BenchFeed): string | null {
  return identityPath === null ? null : readFileSync(identityPath, 'utf8').trim()
}
