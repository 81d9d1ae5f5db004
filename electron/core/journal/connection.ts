import { openDatabase, type Db } from '../db/open-database.ts'
import { admissionsTable } from './admissions-table.ts'
import { auditTable, type AuditTable } from './audit-table.ts'
import { beside, type Beside } from './beside.ts'
import { entriesTable, type EntriesTable } from './entries-table.ts'
import { letterNumbersTable } from './letter-numbers-table.ts'
import { letterSequencesTable } from './letter-sequences-table.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations.ts'
import { operatorsTable } from './operators-table.ts'
import type { Projections } from './project.ts'
import { rosterHighsTable } from './roster-highs-table.ts'
import { settingsTable } from './settings-table.ts'

export type Connection = Projections & { db: Db; entries: EntriesTable; auditTrail: AuditTable; beside: Beside }

/** Opens the journal's file, migrates it and prepares every statement. @throws {OpenRefused | JournalRefused} */
export function connect(path: string, key: Buffer): Connection {
  const db = openDatabase(path, key, 'journal')
  try {
    migrate(db, MIGRATIONS)
    return { db, entries: entriesTable(db), auditTrail: auditTable(db), beside: beside(db), ...projections(db) }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Statements on the projections that `db` shows now: temporary tables of the same name hide the stored ones. */
export function projections(db: Db): Projections {
  return {
    settings: settingsTable(db),
    rosterHighs: rosterHighsTable(db),
    letterSequences: letterSequencesTable(db),
    letterNumbers: letterNumbersTable(db),
    admissions: admissionsTable(db),
    operators: operatorsTable(db),
  }
}
