import { codeOf } from '../db/open-database.ts'
import type { Log } from '../server/log.ts'
import type { Connection } from './connection.ts'
import { FIRST_PREV_HASH } from '../../../shared/domain/journal-entry.ts'
import type { Head, HeadFile } from './head-file.ts'
import type { Written } from './journal.ts'

export type Committer = {
  /** The connection to read through. Ask again each time: a full disk replaces it. */
  current(): Connection
  commit<T>(work: (connection: Connection) => T): Written<T>
  close(): void
}

/** Commits one transaction at a time, keeps the head file behind it, and turns a full disk and another process's long write into outcomes. */
export function committer(deps: { connect: () => Connection; headFile: HeadFile; log: Log }): Committer {
  const { connect, headFile, log } = deps
  let connection = connect()

  // SQLite advises against going on with a connection whose write or sync failed. The new one is opened first: on a full disk
  // the files that the last closing connection would remove could not be made again, and then nothing could be read either.
  function replaceConnection(): void {
    const failed = connection
    try {
      connection = connect()
    } catch (error) {
      log.write('journal-reopen-failed', { code: codeOf(error) })
      return
    }
    failed.db.close()
  }

  return {
    current: () => connection,
    commit(work) {
      const used = connection
      try {
        const value = used.db.transaction(() => work(used)).immediate()
        if (!headFile.write(headOf(used))) log.write('journal-head-not-written')
        return { kind: 'written', value }
      } catch (error) {
        // Thrown by BEGIN alone: then the work has not run.
        if (codeOf(error).startsWith('SQLITE_BUSY')) {
          log.write('journal-busy', { code: codeOf(error) })
          return { kind: 'busy' }
        }
        if (!isDiskFull(error)) throw error
        log.write('journal-disk-full', { code: codeOf(error) })
        replaceConnection()
        return { kind: 'disk-full' }
      }
    },
    close() {
      connection.db.close()
      headFile.close()
    },
  }
}

/** What is committed and synced, by whichever process: others may have added to it by now, which is as good. */
export function headOf({ entries, auditTrail }: Connection): Head {
  const entry = entries.last() ?? { seq: 0, hash: FIRST_PREV_HASH }
  const audit = auditTrail.last()
  return { seq: entry.seq, hash: entry.hash, auditSeq: audit.seq, auditHash: audit.hash }
}

// A read error is not among them: that is a broken disk, not a full one.
const DISK_FULL = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_DIR_FSYNC',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
])

export function isDiskFull(error: unknown): boolean {
  return DISK_FULL.has(codeOf(error))
}
