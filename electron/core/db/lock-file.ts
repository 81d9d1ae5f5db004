import Database from 'better-sqlite3'
import { codeOf } from './open-database.ts'

/**
 * Locks `path`, a file that holds nothing, for this process; null while another one has it. SQLite's lock is used because the operating
 * system drops it when the process dies, however it dies.
 */
export function lockFile(path: string): { release(): void } | null {
  const lock = new Database(path, { timeout: 0 })
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
