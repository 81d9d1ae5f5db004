import { chmodSync, closeSync, copyFileSync, constants, fsyncSync, openSync } from 'node:fs'
import { assertEncrypted, openDatabase, OpenRefused } from './open-database.ts'

export type KeyChange = { from: Buffer; to: Buffer }

/**
 * Copies a database that nobody writes to, gives the copy another key and reads it back. The original stays as it is, so that whatever
 * breaks off leaves a file that is wholly of one key. @throws OpenRefused, SQLite's error for a damaged page, system errors
 */
export function rekeyCopy(original: string, copy: string, key: KeyChange): void {
  copyFileSync(original, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  chmodSync(copy, 0o600)
  const db = openDatabase(copy, key.from, 'build')
  try {
    // A log beside the copy would hold it twice.
    db.pragma('journal_mode = DELETE')
    db.pragma(`rekey = 'raw:${key.to.toString('hex')}'`)
  } finally {
    db.close()
  }
  assertEncrypted(copy)
  openDatabase(copy, key.to, 'read').close()
  sync(copy)
}

function sync(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Whether the database has this key; false also where there is none. @throws what says neither, as the errors of a full disk */
export function opensWith(path: string, key: Buffer): boolean {
  try {
    openDatabase(path, key, 'read').close()
    return true
  } catch (error) {
    if (!(error instanceof OpenRefused)) throw error
    if (error.code === 'missing' || error.code === 'not-readable-with-this-key') return false
    throw error
  }
}
