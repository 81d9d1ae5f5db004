import type { Db } from '../db/open-database.ts'
import { JournalRefused } from './journal-refused.ts'

/** Brings a journal file to this program's version, each step whole or not at all. @throws {JournalRefused} when the file is newer. */
export function migrate(db: Db, migrations: readonly string[]): void {
  if (versionOf(db) > migrations.length) throw new JournalRefused('newer-than-program')
  if (versionOf(db) === migrations.length) return
  // Read again inside: another process may have migrated since.
  db.transaction(() => {
    for (let version = versionOf(db); version < migrations.length; version++) {
      db.exec(migrations[version] ?? '')
      db.pragma(`user_version = ${version + 1}`)
    }
  }).immediate()
}

function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }))
}
