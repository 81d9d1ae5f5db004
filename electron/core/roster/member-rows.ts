import type { CodedRow } from '../../roster-files/coded-row.ts'
import type { Db } from '../db/open-database.ts'
import { PACKED_BYTES } from './packed-number.ts'
import { INSERT_MEMBER, INSERT_MEMBERS, MEMBER_BATCH, MEMBER_COLUMNS } from './snapshot-schema.ts'

/** Many rows in one statement: half the time of one by one. Their parameters are one list that is filled again and again. */
export type MemberRows = {
  /** `packNik` writes the NIK where it is told. */
  add(id: number, row: CodedRow, termsId: number, packNik: (into: Buffer, at: number) => void): void
  flush(): void
}

export function memberRows(db: Db): MemberRows {
  const insertOne = db.prepare(INSERT_MEMBER)
  const insertMany = db.prepare(INSERT_MEMBERS)
  const niks = Array.from({ length: MEMBER_BATCH }, () => Buffer.alloc(PACKED_BYTES))
  const values: unknown[] = Array.from({ length: MEMBER_BATCH * MEMBER_COLUMNS }, () => null)
  let waiting = 0
  return {
    add(id, row, termsId, packNik) {
      const nik = niks[waiting] ?? Buffer.alloc(PACKED_BYTES)
      packNik(nik, 0)
      const at = waiting * MEMBER_COLUMNS
      values[at] = id
      values[at + 1] = nik
      values[at + 2] = row.name
      values[at + 3] = row.sex
      values[at + 4] = row.birthDate
      values[at + 5] = termsId
      values[at + 6] = row.statusSince
      values[at + 7] = row.residentSince
      values[at + 8] = row.jknNumber
      waiting += 1
      if (waiting < MEMBER_BATCH) return
      insertMany.run(values)
      waiting = 0
    },
    flush() {
      for (let row = 0; row < waiting; row += 1)
        insertOne.run(values.slice(row * MEMBER_COLUMNS, (row + 1) * MEMBER_COLUMNS))
      waiting = 0
    },
  }
}
