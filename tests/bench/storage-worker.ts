import { closeSync, copyFileSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../electron/core/db/open-database.ts'
import type { CodedRow } from '../../electron/roster-files/coded-row.ts'
import { openPackFile } from '../../electron/roster-files/pack/open-pack-file.ts'
import { applyInPlace, IN_PLACE_INDEXES, IN_PLACE_TABLES, INSERT_IN_PLACE } from './in-place-schema.ts'

export type StorageTask =
  /** Writes the rows of a roster file into tables that can be changed in place. */
  | { kind: 'make'; source: string; sourceKey: Uint8Array; path: string; key: Uint8Array }
  /** One transaction in place, then its checkpoint. */
  | { kind: 'wal'; path: string; key: Uint8Array; pack: string; identity: string | null }
  /** A copy that is changed and renamed. */
  | { kind: 'copy'; path: string; key: Uint8Array; pack: string; identity: string | null; to: string }

export type StorageAnswer = { visibleSeconds: number; settledSeconds: number }

// From when it was asked for: starting a thread belongs to it.
const { task, startedAtMs } = workerData as { task: StorageTask; startedAtMs: number }
const since = () => (performance.timeOrigin + performance.now() - startedAtMs) / 1000
const answer = task.kind === 'make' ? make(task) : task.kind === 'wal' ? await wal(task) : await copy(task)
parentPort?.postMessage(answer)

function make({ source, sourceKey, path, key }: Extract<StorageTask, { kind: 'make' }>): StorageAnswer {
  const from = openDatabase(source, Buffer.from(sourceKey), 'read')
  const to = openDatabase(path, Buffer.from(key), 'build')
  to.exec(IN_PLACE_TABLES)
  to.exec('BEGIN')
  const member = `SELECT id, nik, name, sex, birth_date, terms_id, status_since, resident_since, jkn_number,
    (SELECT max(h.id) FROM household h WHERE h.id <= member.id) FROM member`
  const places = (count: number) => Array.from({ length: count }, () => '?').join(', ')
  const tables: [select: string, insert: string][] = [
    ['SELECT * FROM address', `INSERT INTO address VALUES (${places(5)})`],
    ['SELECT * FROM card', `INSERT INTO card VALUES (${places(4)})`],
    ['SELECT * FROM terms', `INSERT INTO terms VALUES (${places(9)})`],
    ['SELECT * FROM household', `INSERT INTO household VALUES (${places(6)})`],
    [member, INSERT_IN_PLACE],
  ]
  for (const [select, insert] of tables) {
    const statement = to.prepare(insert)
    for (const row of from.prepare(select).raw().iterate() as Iterable<unknown[]>) statement.run(row)
  }
  to.exec(IN_PLACE_INDEXES)
  to.exec('COMMIT')
  from.close()
  to.close()
  return { visibleSeconds: since(), settledSeconds: since() }
}

async function wal({ path, key, pack, identity }: Extract<StorageTask, { kind: 'wal' }>): Promise<StorageAnswer> {
  const { rows, gone } = await readDelta(pack, identity)
  const db = openDatabase(path, Buffer.from(key), 'journal')
  db.pragma('wal_autocheckpoint = 0')
  db.transaction(() => applyInPlace(db, rows, gone)).immediate()
  const visibleSeconds = since()
  db.pragma('wal_checkpoint(RESTART)')
  const settledSeconds = since()
  db.close()
  return { visibleSeconds, settledSeconds }
}

async function copy(job: Extract<StorageTask, { kind: 'copy' }>): Promise<StorageAnswer> {
  const { rows, gone } = await readDelta(job.pack, job.identity)
  const building = `${job.to}.building`
  copyFileSync(job.path, building)
  const db = openDatabase(building, Buffer.from(job.key), 'build')
  db.transaction(() => applyInPlace(db, rows, gone))()
  db.close()
  const file = openSync(building, 'r+')
  fsyncSync(file)
  closeSync(file)
  renameSync(building, job.to)
  return { visibleSeconds: since(), settledSeconds: since() }
}

async function readDelta(path: string, identity: string | null): Promise<{ rows: CodedRow[]; gone: string[] }> {
  const { parts } = await openPackFile(path, identity)
  const delta: { rows: CodedRow[]; gone: string[] } = { rows: [], gone: [] }
  for await (const part of parts) {
    if (part.kind === 'rows') for (const row of part.rows) delta.rows.push(row)
    else for (const nik of part.niks) delta.gone.push(nik)
  }
  return delta
}
