import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase, type Db } from '../../electron/core/db/open-database.ts'
import {
  CREATE_INDEXES,
  CREATE_TABLES,
  INSERT_ADDRESS,
  INSERT_BIRTH_DAY,
  INSERT_CARD,
  INSERT_HOUSEHOLD,
  INSERT_KEY_PAGE,
  INSERT_MEMBER,
  INSERT_MEMBERS,
  INSERT_TERMS,
  MEMBER_BATCH,
} from '../../electron/core/roster/snapshot-schema.ts'

export type BaselineTask = {
  source: string
  key: Uint8Array
  target: string
  /**
   * What look-ups go by. `pages`: those of the finished file, copied as they are, so that nothing is left to sort; `indexes`: SQLite's own
   * over the same keys.
   */
  lookUps: 'pages' | 'indexes'
}

export type BaselineAnswer = { seconds: number; cpuSeconds: number; rows: number; bytes: number }

const BLOCK = MEMBER_BATCH * 1000
const OWN_INDEXES = [
  'CREATE INDEX bare_nik ON member (nik)',
  'CREATE INDEX bare_jkn ON member (jkn_number) WHERE jkn_number IS NOT NULL',
  'CREATE INDEX bare_kk ON household (kk)',
  'CREATE INDEX bare_birth_date ON member (birth_date)',
]

// What SQLite alone needs for the rows of a finished roster file. Only inserting, indexing and committing are timed, not the reading.
const { source, key, target, lookUps } = workerData as BaselineTask
const from = openDatabase(source, Buffer.from(key), 'read')
const to = openDatabase(target, Buffer.from(key), 'build')
to.pragma('cache_size = -32768')

let ms = 0
let cpuMicros = 0
let rows = 0
timed(() => {
  to.exec(CREATE_TABLES)
  to.exec('BEGIN')
})
copy('SELECT * FROM address', INSERT_ADDRESS)
copy('SELECT * FROM card', INSERT_CARD)
copy('SELECT * FROM terms', INSERT_TERMS)
copy('SELECT * FROM household', INSERT_HOUSEHOLD)
rows = copyMembers(from)
if (lookUps === 'pages') {
  copy('SELECT kind, first, entries FROM key_page ORDER BY id', INSERT_KEY_PAGE)
  copy('SELECT * FROM birth_day', INSERT_BIRTH_DAY)
}
for (const index of [...CREATE_INDEXES, ...(lookUps === 'indexes' ? OWN_INDEXES : [])]) timed(() => to.exec(index))
timed(() => to.exec('COMMIT'))
const bytes = Number(to.pragma('page_count', { simple: true })) * Number(to.pragma('page_size', { simple: true }))
const answer: BaselineAnswer = { seconds: ms / 1000, cpuSeconds: cpuMicros / 1e6, rows, bytes }
from.close()
to.close()
parentPort?.postMessage(answer)

function copy(select: string, insert: string): number {
  const statement = to.prepare(insert)
  let copied = 0
  for (const block of blocks(from, select)) {
    timed(() => {
      for (const row of block) statement.run(row)
    })
    copied += block.length
  }
  return copied
}

function copyMembers(db: Db): number {
  const [many, one] = [to.prepare(INSERT_MEMBERS), to.prepare(INSERT_MEMBER)]
  let copied = 0
  for (const block of blocks(db, 'SELECT * FROM member')) {
    const whole = block.length - (block.length % MEMBER_BATCH)
    const batches: unknown[][] = []
    for (let at = 0; at < whole; at += MEMBER_BATCH) batches.push(block.slice(at, at + MEMBER_BATCH).flat())
    timed(() => {
      for (const batch of batches) many.run(batch)
      for (const row of block.slice(whole)) one.run(row)
    })
    copied += block.length
  }
  return copied
}

function* blocks(db: Db, select: string): Generator<unknown[][]> {
  let block: unknown[][] = []
  for (const row of db.prepare(select).raw().iterate() as IterableIterator<unknown[]>) {
    block.push(row)
    if (block.length < BLOCK) continue
    yield block
    block = []
  }
  yield block
}

function timed(work: () => unknown): void {
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  work()
  ms += performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpuBefore)
  cpuMicros += user + system
}
