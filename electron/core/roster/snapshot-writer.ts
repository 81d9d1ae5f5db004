import type { CodedRow } from '../../roster-files/coded-row.ts'
import { openDatabase, type Db } from '../db/open-database.ts'
import { birthDays } from './birth-days.ts'
import { writeKeyPages } from './key-pages.ts'
import { manyRows } from './many-rows.ts'
import { memberRows } from './member-rows.ts'
import { overriddenWriter } from './nik-set.ts'
import {
  highHalf,
  joinedHalves,
  jknHighHalf,
  jknLowHalf,
  lowHalf,
  packed,
  packHalves,
  packJknHalves,
} from './packed-number.ts'
import { sharedRows } from './shared-rows.ts'
import {
  CREATE_INDEXES,
  CREATE_TABLES,
  INSERT_HOUSEHOLD,
  INSERT_HOUSEHOLDS,
  INSERT_SNAPSHOT,
  PROGRAMME_BY_ID,
  SCHEMA_VERSION,
} from './snapshot-schema.ts'
import { freed, keyedPlaces, type KeyedPlaces } from './sorted-places.ts'

export type RowCounts = { people: number; rows: number; conflicts: number }

/** Of one file. `overridden`: people for whom it speaks instead of the files below. */
export type IndexedCounts = RowCounts & { overridden: number }

/** Fills one new roster file: a base, or a layer when `override` is called. `add` and `override` first, then `index`, then `finish`. */
export type SnapshotWriter = {
  /** In the order of `compareRows`, none twice. */
  add(row: CodedRow): void
  /** This file speaks for this person instead of the files below, with rows or without. In any order, also more than once. */
  override(nik: string): void
  /** Everything that look-ups need, and what is in this file. */
  index(onDone: (part: number) => void): IndexedCounts
  /** After `index`: for whom this file speaks, ascending. */
  overridden(): Generator<string, void, void>
  /** `counts`: of the whole version. */
  finish(version: string, asOf: string, counts: RowCounts): void
  close(): void
}

/** Rows come in order: what was written is not read again. */
const CACHE_KIB = 8192
/** A number that only a broken file has: nothing is set aside for more at once. */
const MOST_EXPECTED = 8_000_000

/** `expected`: how many rows will come. It only saves memory. */
export function openSnapshotWriter(path: string, key: Buffer, expected: number): SnapshotWriter {
  const db = openDatabase(path, key, 'build')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  db.exec(CREATE_TABLES)
  db.exec('BEGIN')
  return writer(db, Math.min(expected, MOST_EXPECTED))
}

function writer(db: Db, expected: number): SnapshotWriter {
  const households = manyRows(db, INSERT_HOUSEHOLD, INSERT_HOUSEHOLDS)
  const shared = sharedRows(db)
  const members = memberRows(db)
  const days = birthDays(expected)
  const niks = keyedPlaces(expected, 'counted')
  const kks = keyedPlaces(expected)
  const jkns = keyedPlaces(expected)
  const overriding = keyedPlaces(0)
  let last: CodedRow | null = null
  let rows = 0
  let overridden = 0
  let indexed = false

  return {
    add(row) {
      const order = last === null ? -1 : orderOf(last, row)
      if (order > 0) throw new Error('rows of a roster file are not in order')
      rows += 1
      if (last === null || !sameHousehold(last, row)) {
        households.add(rows, packed(row.kkNumber), shared.address(row), shared.card(row), row.cardNumber, uid(row))
        kks.add(highHalf(row.kkNumber), lowHalf(row.kkNumber), rows)
      }
      last = row
      const [high, low] = [highHalf(row.nik), lowHalf(row.nik)]
      niks.add(high, low, rows)
      if (row.jknNumber !== null) jkns.add(jknHighHalf(row.jknNumber), jknLowHalf(row.jknNumber), rows)
      days.add(row.birthDate)
      members.add(rows, row, shared.terms(row), (into, at) => packHalves(into, at, high, low))
    },
    override(nik) {
      overriding.add(highHalf(nik), lowHalf(nik), 0)
    },
    index(onDone) {
      for (const waiting of [members, households, shared]) waiting.flush()
      if (indexed) throw new Error('roster file has its indexes already')
      indexed = true
      // Each list goes before the next one needs room to be sorted; the longest stands alone at last.
      writeInOrder(db, 'kk', kks)
      kks.free()
      onDone(0.1)
      writeInOrder(db, 'jkn', jkns)
      jkns.free()
      onDone(0.3)
      days.write(db)
      onDone(0.4)
      const counts = writeNiks(db, niks)
      niks.free()
      onDone(0.8)
      overridden = writeOverridden(db, overriding)
      for (const sql of CREATE_INDEXES) db.exec(sql)
      onDone(1)
      return { ...counts, overridden }
    },
    *overridden() {
      for (const one of distinct(overriding)) yield joinedHalves(overriding.high(one), overriding.low(one))
    },
    finish(version, asOf, counts) {
      const { people, conflicts } = counts
      const programmes = shared.programmes().join(' ')
      db.prepare(INSERT_SNAPSHOT).run(version, asOf, people, counts.rows, conflicts, overridden, programmes)
      db.pragma(`user_version = ${SCHEMA_VERSION}`)
      db.exec('COMMIT')
    },
    close: () => db.close(),
  }
}

/** Each key once, ascending. */
function* distinct(keys: KeyedPlaces): Generator<number, void, void> {
  let last = -1
  for (const one of keys.order()) {
    if (last < 0 || !sameKey(keys, last, one)) yield one
    last = one
  }
}

/** How many people that are. */
function writeOverridden(db: Db, overriding: KeyedPlaces): number {
  const writing = overriddenWriter(db)
  for (const one of distinct(overriding)) writing.add(overriding.high(one), overriding.low(one))
  return writing.end()
}

/** The NIKs' pages; on the way, how many people there are, and who has two rows in one programme. */
function writeNiks(db: Db, niks: KeyedPlaces): RowCounts {
  const order = niks.order()
  writeKeyPages(db, 'nik', {
    length: niks.length,
    read(index, into, at) {
      const one = order[index]!
      packHalves(into, at, niks.high(one), niks.low(one))
      return niks.place(one)
    },
  })
  const programmeById = db.prepare<[number], string>(PROGRAMME_BY_ID).pluck()
  let people = 0
  let conflicts = 0
  for (let start = 0; start < order.length;) {
    const first = order[start]!
    let end = start + 1
    while (end < order.length && sameKey(niks, first, order[end]!)) end += 1
    people += 1
    if (end - start > 1) {
      const programmes = Array.from(order.subarray(start, end), (one) => programmeById.get(niks.place(one)) ?? '')
      conflicts += conflictsIn(programmes)
    }
    start = end
  }
  freed(order)
  return { people, rows: niks.length, conflicts }
}

/** In how many programmes a person stands more than once, given the programme of each of the rows. */
export function conflictsIn(programmes: readonly string[]): number {
  const seen = new Map<string, number>()
  for (const programme of programmes) seen.set(programme, (seen.get(programme) ?? 0) + 1)
  return [...seen.values()].filter((count) => count > 1).length
}

function sameKey(keys: KeyedPlaces, a: number, b: number): boolean {
  return keys.high(a) === keys.high(b) && keys.low(a) === keys.low(b)
}

function writeInOrder(db: Db, kind: 'kk' | 'jkn', keys: KeyedPlaces): void {
  const order = keys.order()
  const pack = kind === 'jkn' ? packJknHalves : packHalves
  writeKeyPages(db, kind, {
    length: keys.length,
    read(index, into, at) {
      const one = order[index]!
      pack(into, at, keys.high(one), keys.low(one))
      return keys.place(one)
    },
  })
  freed(order)
}

function orderOf(a: CodedRow, b: CodedRow): number {
  if (a.kkNumber !== b.kkNumber) return a.kkNumber < b.kkNumber ? -1 : 1
  return a.nik === b.nik ? 0 : a.nik < b.nik ? -1 : 1
}

function sameHousehold(a: CodedRow, b: CodedRow): boolean {
  return (
    a.kkNumber === b.kkNumber &&
    a.villageCode === b.villageCode &&
    a.districtCode === b.districtCode &&
    a.rw === b.rw &&
    a.rt === b.rt &&
    a.cardNumber === b.cardNumber &&
    a.cardUid === b.cardUid &&
    a.cardStatus === b.cardStatus &&
    a.cardSubmittedOn === b.cardSubmittedOn &&
    a.cardDistributedOn === b.cardDistributedOn
  )
}

function uid(row: CodedRow): Buffer | null {
  return row.cardUid === null ? null : Buffer.from(row.cardUid, 'hex')
}
