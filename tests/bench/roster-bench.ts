import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { systemClock } from '../../electron/core/clock.ts'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { openDatabase } from '../../electron/core/db/open-database.ts'
import { createRandom } from '../../electron/core/demo/random.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { deriveKey, type Secrets } from '../../electron/core/keys/keystore.ts'
import { openRoster } from '../../electron/core/roster/open-roster.ts'
import type { Roster } from '../../electron/core/roster/roster.ts'
import * as sql from '../../electron/core/roster/snapshot-schema.ts'
import type { LookupKey } from '../../shared/domain/reading.ts'
import type { BaselineAnswer } from './roster-baseline-worker.ts'

const SECRETS: Secrets = {
  masterKey: Buffer.alloc(32, 1),
  lastingKey: Buffer.alloc(32, 1),
  backupKey: Buffer.alloc(32, 1),
  signingSeed: Buffer.alloc(32, 2),
  deviceId: '',
}
const WORKER_URL = new URL('../../electron/core/roster/snapshot-worker.ts', import.meta.url)
const BASELINE_URL = new URL('./roster-baseline-worker.ts', import.meta.url)
const LOOK_UPS = 20_000

type Quantiles = { p50: number; p99: number; p999: number; max: number }

/**
 * Imports a made-up roster of `people` and looks people up; prints each figure beside a baseline of the same run: the same rows inserted
 * by bare prepared statements into the same encrypted schema with the same indexes, and the same look-up by a bare prepared statement.
 */
export async function benchRoster(people: number, print: (line: string) => void): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-roster-bench-'))
  try {
    await bench(dir, people, print)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function bench(dir: string, people: number, print: (line: string) => void): Promise<void> {
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

    const path = join(folder.rosterDir, `roster-${outcome.report.version}.db`)
    const key = deriveKey(SECRETS, `roster/${outcome.report.version}`)
    const baseline = await baselineInsert(path, key, join(dir, 'baseline.db'))
    print(
      `import: ${seconds.toFixed(1)} s, ${count(rows / seconds)} rows/s; bare insert and index of the same rows ` +
        `${baseline.seconds.toFixed(1)} s; ratio ${(seconds / baseline.seconds).toFixed(2)}`,
    )
    print(
      `import, processor time: ${cpu.toFixed(1)} s, baseline ${baseline.cpuSeconds.toFixed(1)} s; ` +
        `ratio ${(cpu / baseline.cpuSeconds).toFixed(2)}`,
    )
    print(`import memory: peak ${megabytes(peak)} MB of the process, ${megabytes(peak - before)} MB more than before`)
    print(`file: ${megabytes(bytes)} MB, ${(bytes / people).toFixed(0)} bytes per person`)
    benchLookUps(roster, path, key, print)
    await benchDuringImport(roster, csv, baseline.niks, print)
  } finally {
    roster.close()
  }
}

function benchLookUps(roster: Roster, path: string, key: Buffer, print: (line: string) => void): void {
  const db = openDatabase(path, key, 'read')
  db.pragma('cache_size = -16384')
  const random = createRandom(1)
  const pick = (query: string): string[] => {
    const all = db.prepare<[], string | number>(query).pluck().all()
    return Array.from({ length: LOOK_UPS }, () => String(all[random.below(all.length)]))
  }
  const rowsByNik = db.prepare(sql.ROWS_BY_NIK)
  const keysOf = (table: string, column: string) =>
    pick(`SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL AND id % 17 = 0 LIMIT 50000`)
  const kinds: [LookupKey['kind'], string[], (value: string) => unknown][] = [
    ['nik', keysOf('member', 'nik'), (value) => rowsByNik.all(value)],
    ['kk', keysOf('household', 'kk_number'), family(db.prepare(sql.NIKS_BY_KK))],
    [
      'jkn',
      keysOf('member', 'jkn_number').map((value) => value.padStart(13, '0')),
      family(db.prepare(sql.NIKS_BY_JKN_NUMBER)),
    ],
    ['card', keysOf('household', 'card_number'), family(db.prepare(sql.NIKS_BY_CARD_NUMBER))],
    ['uid', keysOf('household', 'card_uid'), family(db.prepare(sql.NIKS_BY_CARD_UID))],
  ]
  for (const [kind, values, bare] of kinds) {
    const ask = (value: string) => roster.find({ kind, value } as LookupKey)
    for (const value of values.slice(0, 2000)) {
      ask(value)
      bare(value)
    }
    const [own, base] = measureBoth(values, ask, bare)
    print(
      `look-up by ${kind}: ${quantiles(own)}; bare prepared statements ${quantiles(base)}; ` +
        `ratio p50 ${(own.p50 / base.p50).toFixed(2)}, p99 ${(own.p99 / base.p99).toFixed(2)}`,
    )
  }
  db.close()

  /** The numbers of the family, then the rows of each: what a look-up by anything but a NIK has to read. */
  function family(numbers: { all(value: string | number): unknown[] }): (value: string) => unknown {
    return (value) => {
      const found = numbers.all(value.length === 13 && value.startsWith('000') ? Number(value) : value) as {
        nik: string
      }[]
      return found.map(({ nik }) => rowsByNik.all(nik))
    }
  }
}

async function benchDuringImport(
  roster: Roster,
  csv: string,
  niks: string[],
  print: (line: string) => void,
): Promise<void> {
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

function baselineInsert(source: string, key: Buffer, target: string): Promise<BaselineAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(BASELINE_URL, { workerData: { source, key, target } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
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

function summary(times: number[]): Quantiles {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: sorted.at(-1) ?? 0 }
}

function quantiles({ p50, p99, p999, max }: Quantiles): string {
  const us = (ms: number) => (ms * 1000).toFixed(0)
  return `p50 ${us(p50)} p99 ${us(p99)} p99.9 ${us(p999)} max ${us(max)} us`
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

function count(number: number): string {
  return Math.round(number).toLocaleString('en-US')
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

if (process.argv[1] === import.meta.filename) {
  await benchRoster(Number(process.argv[2] ?? 1_200_000), (line) => console.log(line))
}
