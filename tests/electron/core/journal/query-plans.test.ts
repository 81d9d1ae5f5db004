import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../../../electron/core/db/open-database.ts'
import { ADMISSIONS_SQL } from '../../../../electron/core/journal/admissions-table.ts'
import { AUDIT_SQL } from '../../../../electron/core/journal/audit-table.ts'
import { ENTRIES_SQL } from '../../../../electron/core/journal/entries-table.ts'
import { LETTER_NUMBERS_SQL } from '../../../../electron/core/journal/letter-numbers-table.ts'
import { LETTER_SEQUENCES_SQL } from '../../../../electron/core/journal/letter-sequences-table.ts'
import { SETTINGS_SQL } from '../../../../electron/core/journal/settings-table.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { journalPlace, type JournalPlace } from '../../../support/journal.ts'

let place: JournalPlace
let db: Db
beforeAll(() => {
  place = journalPlace()
  place.open().close()
  db = openDatabase(place.folder.journal, deriveKey(place.secrets, 'journal'), 'journal')
})
afterAll(() => {
  db.close()
  place.remove()
})

function planOf(sql: string): string[] {
  // Unbound parameters are NULL to the planner: the plan does not depend on them.
  const names = [...new Set(sql.match(/@\w+/g) ?? [])].map((name) => name.slice(1))
  const places = sql.match(/\?/g)?.length ?? 0
  const statement = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
  const rows =
    names.length > 0
      ? statement.all(Object.fromEntries(names.map((name) => [name, null])))
      : statement.all(...Array.from({ length: places }, () => null))
  return rows.map(({ detail }) => detail)
}

const SEARCHES = {
  'an admission': ADMISSIONS_SQL.get,
  'an admission of a request': ADMISSIONS_SQL.byRequest,
  'what stands for a person, care and date': ADMISSIONS_SQL.standing,
  'a period': ADMISSIONS_SQL.between,
  'a list': ADMISSIONS_SQL.list,
  'the length of a list': ADMISSIONS_SQL.count,
  'a letter number': LETTER_NUMBERS_SQL.find,
  'the last number of a desk': LETTER_SEQUENCES_SQL.last,
  'a setting': SETTINGS_SQL.get,
  'the hash of an entry': ENTRIES_SQL.hashAt,
  'entries from a place on': ENTRIES_SQL.from,
  'the hash of an audit row': AUDIT_SQL.hashAt,
}

it.each(Object.entries(SEARCHES))('%s is found by an index, without sorting', (_name, sql) => {
  const plan = planOf(sql)
  expect(plan).toHaveLength(1)
  expect(plan[0]).toMatch(/^SEARCH .* USING (?:COVERING )?(?:INDEX|INTEGER PRIMARY KEY|PRIMARY KEY)/)
})

it('open deadlines are read in the order of their index', () => {
  expect(planOf(ADMISSIONS_SQL.provisional)).toEqual(['SCAN admissions USING INDEX admissions_provisional'])
})

it.each([ENTRIES_SQL.last, AUDIT_SQL.last])('the end of a chain is one step back from its end: %s', (sql) => {
  // No sorter: the rowid is walked backwards and LIMIT stops at the first.
  expect(planOf(sql)).toEqual([expect.stringMatching(/^SCAN (?:entries|audit)$/)])
})
