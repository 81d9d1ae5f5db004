import { randomUUID } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBatch } from '../../electron/cli/check-batch.ts'
import { openDatabase } from '../../electron/core/db/open-database.ts'
import { sampleRows } from '../../electron/core/demo/samples.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { setHospital } from '../../electron/core/journal/change-settings.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../electron/core/keys/keystore.ts'
import { openCore, type Core } from '../../electron/core/open-core.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import type { Nik } from '../../shared/domain/identifiers.ts'
import { testHospital, turnedClock } from '../support/journal.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'

const AHMAD = '3275021508909901' as Nik
const ADMISSIONS = 300
const CHECKS = 2000
const QUESTIONS = 20_000

type Print = (line: string) => void

/**
 * Admits, checks and answers a batch on a roster of `people`; prints each figure beside a baseline of the same run: a bare insert of as
 * many bytes, committed and synced in the same encrypted file, and the look-up alone.
 */
export async function benchJournal(people: number, print: Print): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-journal-bench-'))
  const core = openCore({
    dataFolder: join(dir, 'data'),
    version: '0.0.0-bench',
    demo: false,
    workers: SOURCE_WORKERS,
    deliver: () => Promise.resolve({ kind: 'printer' }),
    clock: turnedClock(),
  })
  try {
    setHospital(core.journal, testHospital, 'bench')
    const csv = join(dir, 'roster.csv')
    writeDemoRoster(csv, { people, seed: 2017 })
    await core.importRoster(csv, { asOf: '2026-11-21' as IsoDate }, () => undefined, 'bench')
    benchAdmissions(core, print)
    benchChecks(core, print)
    await benchBatch(core, dir, csv, print)
  } finally {
    core.close()
  }
  countSyncs(join(dir, 'data'), dir, print)
  rmSync(dir, { recursive: true, force: true })
}

function benchAdmissions(core: Core, print: Print): void {
  const secrets = keyFile(core.folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  const db = openDatabase(core.folder.journal, deriveKey(secrets, 'journal'), 'journal')
  db.exec('CREATE TABLE bench_rows (n INTEGER PRIMARY KEY, filler TEXT NOT NULL) STRICT')
  const insert = db.prepare('INSERT INTO bench_rows (filler) VALUES (?)')
  let bytes = 5000
  const bare: number[] = []
  const admits: number[] = []
  // In turns, so that what else the machine does falls on both.
  for (let n = 0; n < ADMISSIONS; n++) {
    admits.push(
      timed(() => {
        const result = core.desk.admit(admission(n), 'bench')
        if (result.kind !== 'admitted') throw new Error(result.kind)
        bytes = JSON.stringify(result.admission).length * 2
      }),
    )
    bare.push(timed(() => insert.run('x'.repeat(bytes))))
  }
  db.exec('DROP TABLE bench_rows')
  db.close()
  print(`insert and commit, bare, same size: ${figures(bare)}`)
  print(`admission, decided and durable:     ${figures(admits)} (promise: p99 5 ms); ${ratio(admits, bare)}`)
}

function admission(n: number): Parameters<Core['desk']['admit']>[0] {
  return {
    requestId: randomUUID(),
    patient: { kind: 'member', nik: AHMAD, choice: null },
    text: AHMAD,
    source: 'wedge',
    question: {
      serviceDate: addDays('2026-01-01' as IsoDate, n),
      care: 'igd',
      wardClass: null,
      referral: null,
      otherPayer: false,
      accident: 'none',
    },
    shown: null,
    details: { medicalRecordNumber: '', referralFrom: '', referralNumber: '', documents: [], note: '' },
    identityConfirmed: false,
    basis: 'guaranteed',
    approvalId: null,
  }
}

function benchChecks(core: Core, print: Print): void {
  const niks = sampleRows().map(({ nik }) => nik)
  const checks: number[] = []
  const lookUps: number[] = []
  for (let n = 0; n < CHECKS; n++) {
    const nik = niks[n % niks.length] ?? AHMAD
    checks.push(timed(() => core.desk.check({ text: nik, source: 'wedge', question: {} }, 'bench')))
    lookUps.push(timed(() => core.roster.find({ kind: 'nik', value: nik })))
  }
  print(`look-up alone:                      ${figures(lookUps)}`)
  print(`check, audit row synced:            ${figures(checks)} (promise: 2 ms beside the look-up)`)
}

async function benchBatch(core: Core, dir: string, csv: string, print: Print): Promise<void> {
  const niks = readFileSync(csv, 'utf8')
    .split('\n')
    .slice(1, QUESTIONS + 1)
    .map((line) => line.slice(0, 16))
  const file = join(dir, 'batch.csv')
  writeFileSync(file, `key,care\n${niks.map((nik) => `${nik},igd`).join('\n')}\n`)
  let answers = 0
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  await checkBatch({ core, actor: 'bench' }, file, (lines) => {
    answers += lines.split('\n').length
  })
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = process.cpuUsage(cpuBefore)
  const cpuSeconds = (cpu.user + cpu.system) / 1e6
  print(
    `batch: ${answers} questions in ${seconds.toFixed(2)} s = ${Math.round(answers / seconds)}/s, audit included (promise: 5000/s); ${Math.round(answers / cpuSeconds)} for each second of processor time`,
  )
}

/** Counts the kernel's syncs of the journal's log under strace, where that is there. */
function countSyncs(dataFolder: string, dir: string, print: Print): void {
  const trace = join(dir, 'trace')
  const script = join(import.meta.dirname, '..', 'faults', 'admit-loop.ts')
  // Days beyond those admitted above; the loop takes four admissions a day.
  const [first, last] = [ADMISSIONS * 4, ADMISSIONS * 4 + 49]
  const run = spawnSync(
    'strace',
    [
      '-f',
      '-y',
      '-e',
      'trace=fsync,fdatasync',
      '-o',
      trace,
      process.execPath,
      script,
      dataFolder,
      String(first),
      String(last),
    ],
    { encoding: 'utf8' },
  )
  if (run.error !== undefined) return print('syncs per admission: not counted, strace is not installed')
  const admitted = run.stdout.split('\n').filter((line) => line.includes('"admitted"')).length
  const syncs = readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => /f(?:data)?sync\(\d+<[^>]*journal\.db-wal>/.test(line)).length
  print(
    `syncs of the log: ${syncs} for ${admitted} acknowledged admissions = ${(syncs / admitted).toFixed(2)} (promise: at least 1)`,
  )
}

function timed(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
}

function figures(ms: readonly number[]): string {
  return `p50 ${quantile(ms, 0.5).toFixed(2)} ms, p99 ${quantile(ms, 0.99).toFixed(2)} ms`
}

function ratio(ours: readonly number[], bare: readonly number[]): string {
  const times = (share: number) => (quantile(ours, share) / quantile(bare, share)).toFixed(1)
  return `${times(0.5)} and ${times(0.99)} times the bare one`
}
