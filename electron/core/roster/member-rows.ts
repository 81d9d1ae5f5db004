import type { CodedRow } from '../../roster-files/coded-row.ts'
import type { Db } from '../db/open-database.ts'
import { manyRows } from './many-rows.ts'
import { PACKED_BYTES } from './packed-number.ts'
import { INSERT_MEMBER, INSERT_MEMBERS, MEMBER_BATCH } from './snapshot-schema.ts'

export type MemberRows = {
  /** `packNik` writes the NIK where it is told. */
  add(id: number, row: CodedRow, termsId: number, packNik: (into: Buffer, at: number) => void): void
  flush(): void
}

export function memberRows(db: Db): MemberRows {
  const rows = manyRows(db, INSERT_MEMBER, INSERT_MEMBERS)
  const niks = Array.from({ length: MEMBER_BATCH }, () => Buffer.alloc(PACKED_BYTES))
  return {
    add(id, row, termsId, packNik) {
      const nik = niks[rows.waiting()] ?? Buffer.alloc(PACKED_BYTES)
      packNik(nik, 0)
      const { name, sex, birthDate, statusSince, residentSince, jknNumber } = row
      rows.add(id, nik, name, sex, birthDate, termsId, statusSince, residentSince, jknNumber)
    },
    flush: rows.flush,
  }
}
