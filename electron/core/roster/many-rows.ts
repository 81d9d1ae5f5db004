import type { Db } from '../db/open-database.ts'
import { MEMBER_BATCH } from './snapshot-schema.ts'

/** Inserts `MEMBER_BATCH` rows in one statement. Their values are one list that is filled again and again. */
export type ManyRows = {
  /** One row's values; a `Buffer` among them stays as it is until `waiting` is 0 again. */
  add(...values: unknown[]): void
  /** How many rows were added that are not in the file yet. */
  waiting(): number
  flush(): void
}

export function manyRows(db: Db, insertOneSql: string, insertManySql: string): ManyRows {
  const insertOne = db.prepare(insertOneSql)
  const insertMany = db.prepare(insertManySql)
  const list: unknown[] = []
  let columns = 0
  let waiting = 0
  return {
    add(...values) {
      columns = values.length
      const at = waiting * columns
      for (let column = 0; column < columns; column += 1) list[at + column] = values[column]
      waiting += 1
      if (waiting < MEMBER_BATCH) return
      insertMany.run(list)
      waiting = 0
    },
    waiting: () => waiting,
    flush() {
      for (let row = 0; row < waiting; row += 1) insertOne.run(list.slice(row * columns, (row + 1) * columns))
      waiting = 0
    },
  }
}
