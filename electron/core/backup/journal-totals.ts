import type { JournalTotals } from '../../../shared/domain/journal-entry.ts'
import type { Db } from '../db/open-database.ts'

export const TOTALS_SQL = {
  entries: 'SELECT count(*) AS rows FROM entries',
  audit: 'SELECT count(*) AS rows FROM audit',
  states: 'SELECT state, count(*) AS rows FROM admissions GROUP BY state',
} as const

type State = 'guaranteed' | 'provisional' | 'umum' | 'voided'

/** What stands in the file, counted row by row. */
export function journalTotals(db: Db): JournalTotals {
  const rows = (sql: string) => db.prepare<[], { rows: number }>(sql).get()?.rows ?? 0
  const states = db.prepare<[], { state: State; rows: number }>(TOTALS_SQL.states).all()
  const inState = (state: State) => states.find((found) => found.state === state)?.rows ?? 0
  return {
    entries: rows(TOTALS_SQL.entries),
    auditRows: rows(TOTALS_SQL.audit),
    admissions: states.reduce((sum, found) => sum + found.rows, 0),
    guaranteed: inState('guaranteed'),
    provisional: inState('provisional'),
    umum: inState('umum'),
    voided: inState('voided'),
  }
}
