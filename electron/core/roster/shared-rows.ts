import type { CodedRow } from '../../roster-files/coded-row.ts'
import type { Db } from '../db/open-database.ts'
import { manyRows } from './many-rows.ts'
import { INSERT_ADDRESS, INSERT_ADDRESSES, INSERT_CARD, INSERT_TERMS } from './snapshot-schema.ts'

/** Numbers of what many rows share; each content is written when it is first seen. */
export type SharedRows = {
  address(row: CodedRow): number
  card(row: CodedRow): number
  terms(row: CodedRow): number
  /** Of the terms, ascending. */
  programmes(): string[]
  flush(): void
}

export function sharedRows(db: Db): SharedRows {
  // Nearly every family of a small file has one of its own.
  const insertAddress = manyRows(db, INSERT_ADDRESS, INSERT_ADDRESSES)
  const insertCard = db.prepare(INSERT_CARD)
  const insertTerms = db.prepare(INSERT_TERMS)
  const addresses = recent<string>(100_000)
  const cards = recent<string>(50_000)
  const terms = recent<string | number>(50_000)
  const programmes: string[] = []
  return {
    address: ({ districtCode, villageCode, rw, rt }) =>
      addresses.id(`${districtCode}|${villageCode}|${rw}|${rt}`, (id) =>
        insertAddress.add(id, districtCode, villageCode, rw, rt),
      ),
    card: ({ cardStatus, cardSubmittedOn, cardDistributedOn }) =>
      cards.id(`${cardStatus}|${cardSubmittedOn}|${cardDistributedOn}`, (id) =>
        insertCard.run(id, cardStatus, cardSubmittedOn, cardDistributedOn),
      ),
    terms: (row) => terms.id(termsKey(row, programmes), (id) => insertTerms.run(id, ...termsOf(row))),
    programmes: () => programmes.toSorted(),
    flush: insertAddress.flush,
  }
}

function termsOf(row: CodedRow): (string | number | null)[] {
  const { programme, category, wardClass, validFrom, validUntil, status, jknStatus, jknSegment } = row
  return [programme, category, wardClass, validFrom, validUntil, status, jknStatus, jknSegment]
}

/**
 * One number for the usual terms, since a number is found several times as fast as a text, millions of times over; a text where a date or
 * the programmes' number would not fit. Distinct terms give distinct keys.
 */
function termsKey(row: CodedRow, programmes: string[]): string | number {
  let programmeNumber = programmes.indexOf(row.programme)
  if (programmeNumber < 0) programmeNumber = programmes.push(row.programme) - 1
  const from = row.validFrom + 0x8000
  const until = row.validUntil === null ? 0 : row.validUntil + 0x8000
  const fits = programmeNumber < 32 && from >= 0 && from < 0x10000 && until >= 0 && until < 0x10000
  if (!fits || row.validUntil === -0x8000) return termsOf(row).join('|')
  let codes = programmeNumber * 8 + row.category
  codes = codes * 8 + row.wardClass
  codes = codes * 8 + row.status
  codes = codes * 8 + row.jknStatus
  codes = codes * 8 + (row.jknSegment ?? -1) + 1
  return (codes * 0x10000 + from) * 0x10000 + until
}

/** Numbers for keys, remembered for at least the last `size` different ones; an older key may get a second number. */
function recent<Key extends string | number>(size: number): { id(key: Key, insert: (id: number) => void): number } {
  let young = new Map<Key, number>()
  let old = new Map<Key, number>()
  let last = 0
  return {
    id(key, insert) {
      let id = young.get(key)
      if (id !== undefined) return id
      id = old.get(key)
      if (id === undefined) {
        last += 1
        id = last
        insert(id)
      }
      if (young.size >= size) {
        old = young
        young = new Map()
      }
      young.set(key, id)
      return id
    },
  }
}
