import Database from 'better-sqlite3'
import { codeOf, OpenRefused } from './open-database.ts'

/** Ends with the process at the latest, however that ends. */
export type HeldLock = { release(): void }

export type SharedLock = HeldLock & {
  /** Whether nobody else shares it at this moment. */
  isAlone(): boolean
}

// The first read takes the lock, and a transaction that never ends keeps it.
const SHARE = 'BEGIN; SELECT count(*) FROM sqlite_schema'

/** Holds `path`, a file that holds nothing, together with others who share it. @throws SQLITE_BUSY when somebody has it alone for all of `waitMs` */
export function lockShared(path: string, waitMs: number): SharedLock {
  const lock = open(path, waitMs)
  try {
    lock.exec(SHARE)
  } catch (error) {
    lock.close()
    throw error
  }
  return { ...held(lock), isAlone: () => isAlone(lock, waitMs) }
}

function isAlone(lock: Database.Database, waitMs: number): boolean {
  lock.exec('COMMIT')
  lock.pragma('busy_timeout = 0')
  try {
    lock.exec('BEGIN EXCLUSIVE; COMMIT')
    return true
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return false
    throw error
  } finally {
    lock.pragma(`busy_timeout = ${waitMs}`)
    lock.exec(SHARE)
  }
}

/** Null when others hold it for all of `waitMs`. */
export function lockAlone(path: string, waitMs: number): HeldLock | null {
  const lock = open(path, waitMs)
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) return null
    throw error
  }
  return held(lock)
}

function open(path: string, timeout: number): Database.Database {
  try {
    return new Database(path, { timeout })
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_CANTOPEN')) throw new OpenRefused('not-writable')
    throw error
  }
}

function held(lock: Database.Database): HeldLock {
  return {
    release: () => {
      if (lock.open) lock.close()
    },
  }
}
