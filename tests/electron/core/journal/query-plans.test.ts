import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../../../electron/core/db/open-database.ts'
import { ADMISSIONS_SQL } from '../../../../electron/core/journal/admissions-table.ts'
import { AUDIT_SQL } from '../../../../electron/core/journal/audit-table.ts'
import { ENTRIES_SQL } from '../../../../electron/core/journal/entries-table.ts'
import { FEED_IDENTITIES_SQL } from '../../../../electron/core/journal/feed-identities-table.ts'
import { HAND_OVER_READS_SQL } from '../../../../electron/core/journal/hand-over-reads-table.ts'
import { LETTER_NUMBERS_SQL } from '../../../../electron/core/journal/letter-numbers-table.ts'
import { LETTER_SEQUENCES_SQL } from '../../../../electron/core/journal/letter-sequences-table.ts'
import { OPERATOR_SECRETS_SQL } from '../../../../electron/core/journal/operator-secrets-table.ts'
import { OPERATORS_SQL } from '../../../../electron/core/journal/operators-table.ts'
import { ROSTER_HIGHS_SQL } from '../../../../electron/core/journal/roster-highs-table.ts'
import { SESSIONS_SQL } from '../../../../electron/core/journal/sessions-table.ts'
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
  'an operator': OPERATORS_SQL.get,
  'what proves an operator': OPERATOR_SECRETS_SQL.get,
  'a session': SESSIONS_SQL.get,
  'what an operator has read': HAND_OVER_READS_SQL.get,
  'what opens the packs of a feed': FEED_IDENTITIES_SQL.get,
  'the highest roster of a source': ROSTER_HIGHS_SQL.get,
  'the hash of an entry': ENTRIES_SQL.hashAt,
  'entries from a place on': ENTRIES_SQL.from,
  'the hash of an audit row': AUDIT_SQL.hashAt,
}

it.each(Object.entries(SEARCHES))('%s is found by an index, without sorting', (_name, sql) => {
  const plan = planOf(sql)
  expect(plan).toHaveLength(1)
  expect(plan[0]).toMatch(/^SEARCH .* USING (?:COVERING )?(?:INDEX|INTEGER PRIMARY KEY|PRIMARY KEY)/)
})

const FILTERS = {
  all: 'INTEGER PRIMARY KEY',
  action: 'INDEX audit_by_action',
  actor: 'INDEX audit_by_actor',
  actorAndAction: 'INDEX audit_by_actor_and_action',
  subject: 'INDEX audit_by_subject',
} as const
type Filter = keyof typeof FILTERS

describe.each(Object.keys(FILTERS) as Filter[])('lines of the audit trail by %s', (filter) => {
  it.each(['newest', 'oldest', 'count'] as const)('%s: one index in the order shown, without sorting', (how) => {
    expect(planOf(AUDIT_SQL[how][filter])).toEqual([expect.stringMatching(/^SEARCH audit USING/)])
    expect(planOf(AUDIT_SQL[how][filter])[0]).toContain(`${FILTERS[filter]} (`)
  })
})

it('the lines of an operator, and of one action, are counted in the index alone', () => {
  for (const filter of ['action', 'actor', 'actorAndAction'] as const)
    expect(planOf(AUDIT_SQL.count[filter])[0]).toContain('USING COVERING INDEX')
})

it.each([
  ['first', AUDIT_SQL.firstSince],
  ['last', AUDIT_SQL.lastBefore],
])('the %s line of a period is one step into the index of times', (_name, sql) => {
  expect(planOf(sql)).toEqual([expect.stringMatching(/^SEARCH audit USING COVERING INDEX audit_by_time \(at[<>]\?\)$/)])
})

it('the operators of the trail are found by steps through their index, not by reading its lines', () => {
  const plan = planOf(AUDIT_SQL.actors).filter((step) => step.includes('audit'))
  expect(plan).toHaveLength(2)
  for (const step of plan) expect(step).toMatch(/^SEARCH audit USING COVERING INDEX audit_by_actor/)
})

it('open deadlines are read in the order of their index', () => {
  expect(planOf(ADMISSIONS_SQL.provisional)).toEqual(['SCAN admissions USING INDEX admissions_provisional'])
})

it.each([ENTRIES_SQL.last, AUDIT_SQL.last])('the end of a chain is one step back from its end: %s', (sql) => {
  // No sorter: the rowid is walked backwards and LIMIT stops at the first.
  expect(planOf(sql)).toEqual([expect.stringMatching(/^SCAN (?:entries|audit)$/)])
})
