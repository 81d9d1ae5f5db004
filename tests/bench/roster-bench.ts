import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../electron/core/clock.ts'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { openDatabase } from '../../electron/core/db/open-database.ts'
import { createRandom } from '../../electron/core/demo/random.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { deriveKey, type Secrets } from '../../electron/core/keys/keystore.ts'
import { openRoster } from '../../electron/core/roster/open-roster.ts'
import { packed, unpacked } from '../../electron/core/roster/packed-number.ts'
import { readPointer } from '../../electron/core/roster/pointer-file.ts'
import { fileIdOf } from '../../electron/core/roster/roster-file-names.ts'
import type { Roster } from '../../electron/core/roster/roster.ts'
import { ROW_BY_ID } from '../../electron/core/roster/snapshot-schema.ts'
import type { LookupKey } from '../../shared/domain/reading.ts'
import { bareInserts } from './bare-insert.ts'
import { count, megabytes, quantiles, summary, type Print, type Quantiles } from './figures.ts'

const SECRETS: Secrets = {
  masterKey: Buffer.alloc(32, 1),
  lastingKey: Buffer.alloc(32, 1),
  backupKey: Buffer.alloc(32, 1),
  signingSeed: Buffer.alloc(32, 2),
  deviceId: '',
}
const WORKER_URL = new URL('../../electron/core/roster/snapshot-worker.ts', import.meta.url)
const LOOK_UPS = 20_000

/**
 * Imports a made-up roster of `people` and looks people up; prints each figure beside a baseline of the same run: the same rows inserted
 * by bare prepared statements into the same encrypted schema with the same indexes, and the same look-up by a bare prepared statement.
 */
export async function benchRoster(people: number, print: Print): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-roster-bench-'))
  try {
    await bench(dir, people, print)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function bench(dir: string, people: number, print: Print): Promise<void> {
  const csv = join(dir, 'roster.csv')
  const generated = timed(() => writeDemoRoster(csv, { people, seed: 2017 }))
  print(
    `generate: ${count(generated.value)} rows in ${generated.seconds.toFixed(1)} s, ${megabytes(statSync(csv).size)} MB of CSV`,
  )

  const folder = openDataFolder(join(dir, 'data'))
  const roster = openRoster({
    folder,
    secrets: SECRETS,
    clock: systemClock,
    workerUrl: WORKER_URL,
    checkAfterMs: 3_600_000,
  })
  try {
    const before = process.memoryUsage.rss()
    const memory = watchMemory()
    const cpuBefore = process.cpuUsage()
    const startedAt = performance.now()
    const outcome = await roster.import(csv, {}, () => {})
    const seconds = (performance.now() - startedAt) / 1000
    const cpu = cpuSeconds(cpuBefore)
    const peak = memory.stop()
    if (outcome.kind !== 'done') throw new Error(`import refused: ${outcome.refusal.code}`)
    const rows = outcome.report.rowsAccepted
    const bytes = rosterBytes(folder.rosterDir)

    const file = baseFile(folder.rosterDir)
    const path = join(folder.rosterDir, file)
    const key = deriveKey(SECRETS, `roster/${fileIdOf(file) ?? ''}`)
    const indexed = join(dir, 'indexed.db')
    const bare = await bareInserts(path, key, dir, indexed)
    print(
      `import: ${seconds.toFixed(1)} s, ${count(rows / seconds)} rows/s; bare insert of the same rows with finished look-up pages ` +
        `${bare.pages.seconds.toFixed(1)} s, ratio ${(seconds / bare.pages.seconds).toFixed(2)}; with SQLite's own indexes ` +
        `${bare.indexes.seconds.toFixed(1)} s, ratio ${(seconds / bare.indexes.seconds).toFixed(2)}`,
    )
    print(
      `import, processor time: ${cpu.toFixed(1)} s, bare ${bare.pages.cpuSeconds.toFixed(1)} and ${bare.indexes.cpuSeconds.toFixed(1)} s; ` +
        `ratio ${(cpu / bare.pages.cpuSeconds).toFixed(2)} and ${(cpu / bare.indexes.cpuSeconds).toFixed(2)}`,
    )
    print(`import memory: peak ${megabytes(peak)} MB of the process, ${megabytes(peak - before)} MB more than before`)
    print(
      `file: ${megabytes(bytes)} MB, ${(bytes / people).toFixed(1)} bytes per person; with SQLite's own indexes ${(bare.indexes.bytes / people).toFixed(1)}`,
    )
    const keys = lookUpKeys(indexed, key)
    benchLookUps(roster, indexed, key, keys, print)
    await benchDuringImport(roster, csv, keys.nik, print)
  } finally {
    roster.close()
  }
}

function baseFile(rosterDir: string): string {
  const reading = readPointer(rosterDir)
  const layer = reading.kind === 'read' ? reading.pointer.sources['local']?.current.layers[0] : undefined
  if (layer === undefined) throw new Error('nothing was imported')
  return layer.file
}

type Keys = Record<LookupKey['kind'], string[]>

/** Some of each kind that are there, spread over the file. */
function lookUpKeys(path: string, key: Buffer): Keys {
  const db = openDatabase(path, key, 'read')
  const random = createRandom(1)
  const pick = (table: string, column: string, text: (value: never) => string): string[] => {
    const all = db
      .prepare<[], never>(`SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL AND id % 17 = 0 LIMIT 50000`)
      .pluck()
      .all()
    return Array.from({ length: LOOK_UPS }, () => text(all[random.below(all.length)]!))
  }
  const keys: Keys = {
    nik: pick('member', 'nik', (value: Buffer) => unpacked(value)),
    kk: pick('household', 'kk', (value: Buffer) => unpacked(value)),
    jkn: pick('member', 'jkn_number', (value: number) => String(value).padStart(13, '0')),
    card: pick('household', 'card_number', String),
    uid: pick('household', 'card_uid', (value: Buffer) => value.toString('hex').toUpperCase()),
  }
  db.close()
  return keys
}

const BARE_ROWS_BY_NIK = ROW_BY_ID.replace('WHERE m.id = ?', 'WHERE m.nik = ? ORDER BY m.id')
const BARE_FAMILY = `
FROM household h JOIN member m ON m.id >= h.id
  AND m.id < coalesce((SELECT min(next.id) FROM household next WHERE next.id > h.id), 9007199254740991)`

/** Beside bare prepared statements on the same rows under SQLite's own indexes. */
function benchLookUps(roster: Roster, path: string, key: Buffer, keys: Keys, print: Print): void {
  const db = openDatabase(path, key, 'read')
  db.pragma('cache_size = -16384')
  const rowsByNik = db.prepare<[Buffer]>(BARE_ROWS_BY_NIK)
  /** The numbers of the family, then the rows of each: what a look-up by anything but a NIK has to read. */
  const family = (where: string, bound: (value: string) => unknown) => {
    const niks = db.prepare<[unknown], Buffer>(`SELECT DISTINCT m.nik ${where}`).pluck()
    return (value: string) => niks.all(bound(value)).map((nik) => rowsByNik.all(nik))
  }
  const bare: Record<LookupKey['kind'], (value: string) => unknown> = {
    nik: (value) => rowsByNik.all(packed(value)),
    kk: family(`${BARE_FAMILY} WHERE h.kk = ?`, packed),
    jkn: family('FROM member m WHERE m.jkn_number = ?', Number),
    card: family(`${BARE_FAMILY} WHERE h.card_number = ?`, String),
    uid: family(`${BARE_FAMILY} WHERE h.card_uid = ?`, (value) => Buffer.from(value, 'hex')),
  }
  for (const kind of Object.keys(bare) as LookupKey['kind'][]) {
    const ask = (value: string) => roster.find({ kind, value } as LookupKey)
    for (const value of keys[kind].slice(0, 2000)) {
      ask(value)
      bare[kind](value)
    }
    const [own, base] = measureBoth(keys[kind], ask, bare[kind])
    print(
      `look-up by ${kind}: ${quantiles(own)}; bare prepared statements ${quantiles(base)}; ` +
        `ratio p50 ${(own.p50 / base.p50).toFixed(2)}, p99 ${(own.p99 / base.p99).toFixed(2)}`,
    )
  }
  db.close()
}

async function benchDuringImport(roster: Roster, csv: string, niks: string[], print: Print): Promise<void> {
  const random = createRandom(2)
  const times: number[] = []
  let done = false
  const importing = roster
    .import(csv, {}, () => {})
    .finally(() => {
      done = true
    })
  while (!done) {
    const value = niks[random.below(niks.length)]!
    const startedAt = performance.now()
    roster.find({ kind: 'nik', value } as LookupKey)
    times.push(performance.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await importing
  print(`look-up by nik while an import runs (${count(times.length)}): ${quantiles(summary(times))}`)
}

/** In turn, and each first as often as the other: what disturbs the machine disturbs both, and so does a warm page. */
function measureBoth(
  values: string[],
  own: (value: string) => unknown,
  base: (value: string) => unknown,
): [Quantiles, Quantiles] {
  const times: [number[], number[]] = [[], []]
  const take = (which: 0 | 1, value: string): void => {
    const startedAt = performance.now()
    if (which === 0) own(value)
    else base(value)
    times[which].push(performance.now() - startedAt)
  }
  values.forEach((value, index) => {
    const first = index % 2 === 0 ? 0 : 1
    take(first, value)
    take(first === 0 ? 1 : 0, value)
  })
  return [summary(times[0]), summary(times[1])]
}

/** Memory of the whole process, worker threads included. */
function watchMemory(): { stop(): number } {
  let peak = 0
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 20)
  return {
    stop() {
      look()
      clearInterval(timer)
      return peak
    },
  }
}

function rosterBytes(rosterDir: string): number {
  return readdirSync(rosterDir)
    .filter((name) => name.endsWith('.db'))
    .reduce((sum, name) => sum + statSync(join(rosterDir, name)).size, 0)
}

/** Of all threads of this process. */
function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

function timed<T>(work: () => T): { value: T; seconds: number } {
  const startedAt = performance.now()
  const value = work()
  return { value, seconds: (performance.now() - startedAt) / 1000 }
}

if (process.argv[1] === import.meta.filename) {
  await benchRoster(Number(process.argv[2] ?? 1_200_000), (line) => console.log(line))
}
