import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { openDatabase, type Db } from '../db/open-database.ts'
import { householdColumns, memberColumns, rosterRow, termsColumns, type Column, type StoredRow } from './row-codes.ts'
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
  const households = recent(100_000)
  const terms = recent(20_000)
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
      const termsId = terms.id(termsKey(row), (id) => insertTerms.run(id, termsColumns(row)))
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

function termsKey(row: RosterRow): string {
  return (
    `${row.programme}|${row.category}|${row.wardClass}|${row.validFrom}|${row.validUntil}|` +
    `${row.status}|${row.jknStatus}|${row.jknSegment}`
  )
}

/** Numbers for texts, remembered for at least the last `size` different ones; an older text may get a second number. */
function recent(size: number): { id(text: string, insert: (id: number) => void): number } {
  let young = new Map<string, number>()
  let old = new Map<string, number>()
  let last = 0
  return {
    id(text, insert) {
      let id = young.get(text)
      if (id !== undefined) return id
      id = old.get(text)
      if (id === undefined) {
        last += 1
        id = last
        insert(id)
      }
      if (young.size >= size) {
        old = young
        young = new Map()
      }
      young.set(text, id)
      return id
    },
  }
}
