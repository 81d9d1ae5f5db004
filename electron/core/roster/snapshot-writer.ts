import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { openDatabase, type Db } from '../db/open-database.ts'
import {
  householdColumns,
  memberColumns,
  rosterRow,
  termsColumns,
  type Column,
  type StoredRow,
  type TermsColumns,
} from './row-codes.ts'
import {
  COUNT_PEOPLE,
  COUNT_ROWS,
  CREATE_INDEXES,
  CREATE_TABLES,
  DELETE_MEMBER,
  INSERT_CONFLICT,
  INSERT_HOUSEHOLD,
  INSERT_MEMBER,
  INSERT_MEMBERS,
  INSERT_SNAPSHOT,
  INSERT_TERMS,
  MEMBER_BATCH,
  NIKS_MORE_THAN_ONCE,
  ROWS_BY_NIK,
  SCHEMA_VERSION,
} from './snapshot-schema.ts'

export type SettledCounts = { people: number; rows: number; conflicts: number; repeatedLines: number[] }

/** Fills one new roster file. The order of the calls is the order of the members. */
export type SnapshotWriter = {
  insert(line: number, row: RosterRow): void
  buildIndexes(onDone: (done: number, all: number) => void): void
  /** Takes rows out that repeat an earlier one word for word, and lists people who stand twice in a programme with a difference. */
  settleRepeats(): SettledCounts
  finish(version: string, asOf: string, counts: SettledCounts): void
  close(): void
}

const CACHE_KIB = 32_768

export function openSnapshotWriter(path: string, key: Buffer): SnapshotWriter {
  const db = openDatabase(path, key, 'build')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  db.exec(CREATE_TABLES)
  db.exec('BEGIN')
  return writer(db)
}

function writer(db: Db): SnapshotWriter {
  const insertHousehold = db.prepare(INSERT_HOUSEHOLD)
  const insertTerms = db.prepare(INSERT_TERMS)
  const members = memberBatches(db)
  const households = recent<string>(100_000)
  const terms = recent<string | number>(50_000)
  const programmes: string[] = []
  let lastRow: RosterRow | null = null
  let lastHouseholdId = 0

  return {
    insert(line, row) {
      // Members of a family mostly stand together: then the household is the one of the row before.
      if (lastRow === null || !sameHousehold(lastRow, row)) {
        lastHouseholdId = households.id(householdColumns(row).join('|'), (id) =>
          insertHousehold.run(id, householdColumns(row)),
        )
      }
      lastRow = row
      const termsOfRow = termsColumns(row)
      const termsId = terms.id(termsKey(termsOfRow, programmes), (id) => insertTerms.run(id, termsOfRow))
      members.add(memberColumns(row, line, lastHouseholdId, termsId))
    },
    buildIndexes(onDone) {
      members.flush()
      CREATE_INDEXES.forEach((sql, index) => {
        db.exec(sql)
        onDone(index + 1, CREATE_INDEXES.length)
      })
    },
    settleRepeats: () => settleRepeats(db),
    finish(version, asOf, counts) {
      db.prepare(INSERT_SNAPSHOT).run(version, asOf, counts.people, counts.rows, counts.conflicts)
      db.pragma(`user_version = ${SCHEMA_VERSION}`)
      db.exec('COMMIT')
    },
    close: () => db.close(),
  }
}

/** Many rows in one statement: half the time of one by one. */
function memberBatches(db: Db): { add(columns: Column[]): void; flush(): void } {
  const insertOne = db.prepare(INSERT_MEMBER)
  const insertMany = db.prepare(INSERT_MEMBERS)
  let waiting: Column[][] = []
  return {
    add(columns) {
      waiting.push(columns)
      if (waiting.length < MEMBER_BATCH) return
      insertMany.run(waiting.flat())
      waiting = []
    },
    flush() {
      for (const columns of waiting) insertOne.run(columns)
      waiting = []
    },
  }
}

function settleRepeats(db: Db): SettledCounts {
  const rowsByNik = db.prepare<[string], StoredRow>(ROWS_BY_NIK)
  const repeatedLines: number[] = []
  const conflicts: [nik: string, programme: string][] = []
  for (const nik of db.prepare<[], string>(NIKS_MORE_THAN_ONCE).pluck().iterate()) {
    const seen = new Map<string, Set<string>>()
    for (const stored of rowsByNik.all(nik)) {
      const content = JSON.stringify(rosterRow(stored))
      const before = seen.get(stored.programme)
      if (before === undefined) seen.set(stored.programme, new Set([content]))
      else if (before.has(content)) repeatedLines.push(stored.id)
      else {
        if (before.size === 1) conflicts.push([nik, stored.programme])
        before.add(content)
      }
    }
  }
  const deleteMember = db.prepare(DELETE_MEMBER)
  for (const line of repeatedLines) deleteMember.run(line)
  const insertConflict = db.prepare(INSERT_CONFLICT)
  for (const conflict of conflicts) insertConflict.run(conflict)
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0
  return { people: count(COUNT_PEOPLE), rows: count(COUNT_ROWS), conflicts: conflicts.length, repeatedLines }
}

function sameHousehold(a: RosterRow, b: RosterRow): boolean {
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

/**
 * One number for the usual terms, since a number is found several times as fast as a text of 60 characters, a million times over; a text
 * where a date or the programmes' number would not fit. Takes the columns of `termsColumns`; distinct terms give distinct keys.
 */
function termsKey(columns: TermsColumns, programmes: string[]): string | number {
  const [programme, category, wardClass, validFrom, validUntil, status, jknStatus, jknSegment] = columns
  let programmeNumber = programmes.indexOf(programme)
  if (programmeNumber < 0) programmeNumber = programmes.push(programme) - 1
  const from = validFrom + 0x8000
  const until = validUntil === null ? 0 : validUntil + 0x8000
  const fits = programmeNumber < 32 && from >= 0 && from < 0x10000 && until >= 0 && until < 0x10000
  if (!fits || validUntil === -0x8000) return columns.join('|')
  const codes = [category, wardClass, status, jknStatus, (jknSegment ?? -1) + 1].reduce(
    (key, code) => key * 8 + code,
    programmeNumber,
  )
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
