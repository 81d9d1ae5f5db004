import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../electron/core/db/open-database.ts'
import {
  CREATE_INDEXES,
  CREATE_TABLES,
  INSERT_HOUSEHOLD,
  INSERT_MEMBER,
  INSERT_TERMS,
} from '../../electron/core/roster/snapshot-schema.ts'

export type BaselineAnswer = { seconds: number; cpuSeconds: number; niks: string[] }

// What SQLite alone needs for the rows of a finished roster: read before the clock starts, inserted by bare prepared statements, indexed.
const { source, key, target } = workerData as { source: string; key: Uint8Array; target: string }
const from = openDatabase(source, Buffer.from(key), 'read')
const rowsOf = (table: string): unknown[][] => from.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][]
const tables = [
  { insert: INSERT_HOUSEHOLD, rows: rowsOf('household') },
  { insert: INSERT_TERMS, rows: rowsOf('terms') },
  { insert: INSERT_MEMBER, rows: rowsOf('member') },
]
const niks = from.prepare<[], string>('SELECT nik FROM member WHERE id % 23 = 0').pluck().all()
from.close()

const to = openDatabase(target, Buffer.from(key), 'build')
to.pragma('cache_size = -32768')
to.exec(CREATE_TABLES)
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
to.exec('BEGIN')
for (const { insert, rows } of tables) {
  const statement = to.prepare(insert)
  for (const row of rows) statement.run(row)
}
for (const index of CREATE_INDEXES) to.exec(index)
to.exec('COMMIT')
const seconds = (performance.now() - startedAt) / 1000
const { user, system } = process.cpuUsage(cpuBefore)
const answer: BaselineAnswer = { seconds, cpuSeconds: (user + system) / 1e6, niks }
to.close()
parentPort?.postMessage(answer)
