import { join } from 'node:path'
import Database from 'better-sqlite3'
import { codeOf } from '../db/open-database.ts'
import { LOCK_FILE } from './pointer-file.ts'

/**
 * Keeps two imports apart, also of two processes. SQLite's lock on an empty file is used because the operating system drops it when the
 * process dies, however it dies. The file holds nothing. Null when another import runs.
 */
export function lockImport(rosterDir: string): { release(): void } | null {
  const lock = new Database(join(rosterDir, LOCK_FILE), { timeout: 0 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) return null
    throw error
  }
  return { release: () => lock.close() }
}
