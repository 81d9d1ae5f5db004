import { closeSync, copyFileSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BackupResults, BackupTask } from '../../electron/core/backup/backup-task.ts'
import { runTask } from '../../electron/core/backup/run-task.ts'
import { systemClock } from '../../electron/core/clock.ts'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { openJournal } from '../../electron/core/journal/open-journal.ts'
import { sealAudit } from '../../electron/core/journal/seal-audit.ts'
import type { Journal } from '../../electron/core/journal/journal.ts'
import { backupIdentity } from '../../electron/core/keys/backup-identity.ts'
import { freshSecrets } from '../../electron/core/keys/fresh-secrets.ts'
import { deriveKey } from '../../electron/core/keys/keystore.ts'
import { writeSecrets } from '../../electron/core/keys/secrets-text.ts'
import { silentLog } from '../../electron/core/server/log.ts'
import { SOURCE_WORKERS } from '../../electron/core/source-workers.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import { openingEvent, testHospital, testNik } from '../support/journal.ts'

const FIRST_DAY = '2000-01-01' as IsoDate
/** So many of the made-up people differ. */
const PEOPLE = 700
const IN_ONE_TRANSACTION = 500
const PAUSE_MS = 20

type Print = (line: string) => void

/**
 * Backs up, proves and restores a journal of so many admissions, each printed and every fourth voided, with three audit rows each; beside
 * a plain copy of the file and SQLite's own `VACUUM INTO` alone.
 */
export async function benchBackup(admissions: number, print: Print): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'loket-backup-bench-'))
  const folder = openDataFolder(join(root, 'data'))
  const secrets = freshSecrets()
  const journal = openJournal({ folder, secrets, clock: systemClock, log: silentLog, programVersion: '0', demo: false })
  try {
    fill(journal, admissions)
    const stick = join(root, 'stick')
    mkdirSync(stick)
    const copySeconds = await seconds(() => plainCopy(folder.journal, join(root, 'copy.db')))
    const megabytes = statSync(join(root, 'copy.db')).size / 1e6
    const vacuumSeconds = await seconds(() =>
      vacuumInto(folder.journal, deriveKey(secrets, 'journal'), join(root, 'v.db')),
    )
    for (const name of ['copy.db', 'v.db']) rmSync(join(root, name))
    print(
      `journal of ${admissions} admissions: ${journal.setting('audit-sealed')?.audit.seq ?? 0} sealed audit rows, ${megabytes.toFixed(0)} MB`,
    )
    print(`plain copy of the file, synced:      ${copySeconds.toFixed(1)} s`)
    print(`VACUUM INTO alone, in a thread:      ${vacuumSeconds.toFixed(1)} s`)

    const quiet = await commits(journal, new Promise((resolve) => setTimeout(resolve, 5000)), admissions)
    const job = {
      dataFolder: folder.root,
      journal: folder.journal,
      folder: stick,
      deskCode: 'A1',
      at: systemClock.now(),
      programVersion: '0',
    }
    let made: BackupResults['create'] | null = null
    let busy: number[] = []
    const createSeconds = await seconds(async () => {
      const running = run<'create'>({ kind: 'create', secrets: writeSecrets(secrets), job })
      busy = await commits(journal, running, admissions + quiet.length)
      made = await running
    })
    const file = join(stick, nameOf(made))
    print(
      `backup, read back and proved:        ${createSeconds.toFixed(1)} s = ${(createSeconds / vacuumSeconds).toFixed(1)} times VACUUM INTO`,
    )
    print(`commits of the desk without backup:  ${figures(quiet)}`)
    print(`commits of the desk during backup:   ${figures(busy)}`)

    const identities = [backupIdentity(secrets)]
    const expected = { hospitalCode: null, device: null }
    const verifySeconds = await seconds(() =>
      run<'verify'>({
        kind: 'verify',
        job: { path: file, identities, expected, place: folder.root, programVersion: '0' },
      }),
    )
    print(`verify (a restore but for installing): ${verifySeconds.toFixed(1)} s`)
    const restoreJob = {
      path: file,
      identities,
      expected,
      into: join(root, 'restored'),
      actor: 'bench',
      programVersion: '0',
    }
    let entries = 0
    const restoreSeconds = await seconds(async () => {
      const outcome = await run<'restore'>({ kind: 'restore', job: restoreJob })
      if (outcome.kind !== 'restored') throw new Error(outcome.fault)
      entries = outcome.manifest.totals.entries
    })
    print(
      `restore with proof:                  ${restoreSeconds.toFixed(1)} s for ${entries} entries = ${(restoreSeconds / copySeconds).toFixed(1)} times the plain copy (promise: 60 s for 100,000 admissions)`,
    )
  } finally {
    journal.close()
    rmSync(root, { recursive: true, force: true })
  }
}

function run<K extends BackupTask['kind']>(task: Extract<BackupTask, { kind: K }>): Promise<BackupResults[K]> {
  return runTask<K>(SOURCE_WORKERS.backup, task).result
}

function nameOf(made: BackupResults['create'] | null): string {
  if (made?.kind !== 'made') throw new Error(`no backup: ${made?.why ?? 'none'}`)
  return made.fileName
}

function fill(journal: Journal, admissions: number): void {
  journal.write((tx) => void tx.append({ type: 'hospital-set', body: { hospital: testHospital } }, 'bench'))
  for (let done = 0; done < admissions; done += IN_ONE_TRANSACTION) {
    const count = Math.min(IN_ONE_TRANSACTION, admissions - done)
    journal.write((tx) => {
      for (let n = done; n < done + count; n++) {
        const event = openingEvent(tx, { serviceDate: addDays(FIRST_DAY, Math.floor(n / PEOPLE)) })
        const admissionId = event.body.admission.id
        tx.append(event, 'Rina')
        tx.append({ type: 'letter-printed', body: { admissionId, copy: 1 } }, 'Rina')
        if (n % 4 === 0) tx.append({ type: 'admission-voided', body: { admissionId, reason: 'salah orang' } }, 'Sari')
      }
    })
    journal.audit(
      Array.from({ length: 3 * count }, (_, n) => ({
        actor: 'Rina',
        action: 'look-up' as const,
        subject: { kind: 'nik' as const, value: testNik(n) },
        facts: { answer: 'people', source: 'wedge' },
      })),
    )
  }
  sealAudit(journal)
}

/** One admission after the other, as a desk would, until `until` settles: how long each took. */
async function commits(journal: Journal, until: Promise<unknown>, first: number): Promise<number[]> {
  const took: number[] = []
  let isDone = false
  const settled = until.finally(() => (isDone = true))
  while (!isDone) {
    const startedAt = performance.now()
    const serviceDate = addDays(FIRST_DAY, Math.ceil(first / PEOPLE) + 10_000 + took.length)
    const { kind } = journal.write((tx) => tx.append(openingEvent(tx, { serviceDate }), 'Rina'))
    if (kind !== 'written') throw new Error(kind)
    took.push(performance.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  await settled
  return took
}

function plainCopy(from: string, to: string): void {
  copyFileSync(from, to)
  const file = openSync(to, 'r+')
  fsyncSync(file)
  closeSync(file)
}

function vacuumInto(path: string, key: Buffer, to: string): Promise<void> {
  const source = `
    import { workerData } from 'node:worker_threads'
    const { openDatabase } = await import(workerData.module)
    const db = openDatabase(workerData.path, Buffer.from(workerData.key), 'read')
    db.prepare('VACUUM INTO ?').run(workerData.to)
    db.close()`
  const module = new URL('../../electron/core/db/open-database.ts', import.meta.url).href
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
    workerData: { module, path, key, to },
  })
  return new Promise((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => resolve())
  })
}

async function seconds(work: () => unknown): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

function figures(ms: readonly number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return `p50 ${quantile(0.5).toFixed(2)} ms, p99 ${quantile(0.99).toFixed(2)} ms, most ${quantile(1).toFixed(1)} ms (${ms.length})`
}
