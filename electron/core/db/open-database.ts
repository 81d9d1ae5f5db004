import { existsSync, openSync, readSync, closeSync } from 'node:fs'
import Database from 'better-sqlite3'

export type Db = Database.Database

/**
 * `journal`: created if missing, WAL, every commit synced.
 * `build`: a new snapshot written aside: no journal on the disk, no sync (the builder syncs the finished file itself).
 * `read`: an existing file that nobody changes.
 */
export type OpenMode = 'journal' | 'build' | 'read'

export type OpenRefusal = 'missing' | 'not-readable-with-this-key' | 'not-writable' | 'plain-file' | 'not-synchronous'

export class OpenRefused extends Error {
  readonly code: OpenRefusal
  constructor(code: OpenRefusal) {
    super(`database refused: ${code}`)
    this.code = code
  }
}

/**
 * Opens one encrypted database, in the only order that is safe: cipher, key, temp store, synchronous, journal mode, then a first read.
 * The key is raw, 32 bytes, and belongs to this file alone (a shared raw key would let pages travel between files unnoticed).
 * @throws {OpenRefused} with a code a person can act on; anything else is a bug.
 */
export function openDatabase(path: string, key: Buffer, mode: OpenMode): Db {
  // A raw key of another length would silently be taken as a passphrase, an empty one would make a plain file.
  if (key.length !== 32) throw new Error('database key must be 32 bytes')
  if (mode === 'read' && !existsSync(path)) throw new OpenRefused('missing')
  let db: Db
  try {
    db = new Database(path, { readonly: mode === 'read', fileMustExist: mode === 'read' })
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_CANTOPEN') || codeOf(error) === 'SQLITE_READONLY')
      throw new OpenRefused('not-writable')
    throw error
  }
  try {
    db.pragma(`cipher = 'chacha20'`)
    db.pragma(`key = 'raw:${key.toString('hex')}'`)
    db.pragma('temp_store = MEMORY')
    prepareFor(db, mode)
    db.pragma('foreign_keys = ON')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    if (mode === 'journal') assertSynchronous(db)
  } catch (error) {
    db.close()
    const code = codeOf(error)
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
      throw new OpenRefused('not-readable-with-this-key')
    if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) throw new OpenRefused('not-writable')
    throw error
  }
  return db
}

/** Throws when the file's first bytes are SQLite's own: then it was written without encryption. Call after the first commit of a new file. */
export function assertEncrypted(path: string): void {
  const head = Buffer.alloc(15)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, 15, 0)
  } finally {
    closeSync(file)
  }
  if (head.toString('latin1') === 'SQLite format 3') throw new OpenRefused('plain-file')
}

/** SQLite's own code of an error, or ''. `SQLITE_FULL`, `SQLITE_IOERR_*`: the caller decides; a full disk is an outcome, not a bug. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function prepareFor(db: Db, mode: OpenMode): void {
  if (mode === 'journal') {
    db.pragma('synchronous = FULL')
    db.pragma('journal_mode = WAL')
    db.pragma('busy_timeout = 5000')
  } else if (mode === 'build') {
    // OFF is not to be had: the driver opens defensively, and it would quietly stay a file.
    db.pragma('journal_mode = MEMORY')
    db.pragma('synchronous = OFF')
    db.pragma('locking_mode = EXCLUSIVE')
  }
}

/** WAL falls back to NORMAL at every reopen, so it is read back at every open, after the first read of the file. */
function assertSynchronous(db: Db): void {
  if (db.pragma('synchronous', { simple: true }) !== 2) db.pragma('synchronous = FULL')
  const full = db.pragma('synchronous', { simple: true }) === 2
  const wal = db.pragma('journal_mode', { simple: true }) === 'wal'
  if (!full || !wal) throw new OpenRefused('not-synchronous')
}
