import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock } from '../clock.ts'
import { openDatabase } from '../db/open-database.ts'
import { opensWith, rekeyCopy } from '../db/rekey-copy.ts'
import { deriveKey, type Secrets, type StagedSecrets } from '../keys/keystore.ts'
import type { Log } from '../server/log.ts'
import { syncFolder } from '../sync-folder.ts'
import { openJournal, type JournalFiles } from './open-journal.ts'
import { unwrittenError } from './unwritten-error.ts'

export type JournalRekeying = {
  folder: JournalFiles
  /** Null: they cannot be read any more. */
  current: Secrets | null
  staged: StagedSecrets
  clock: Clock
  log: Log
  programVersion: string
}

/** A journal with the next key, ready to take its place. Null: it has that key already, or there is none. */
export type RekeyedJournal = { install(): void } | null

/**
 * Builds the journal with its next key aside, with the entry that says so in it: the file that takes the journal's place has both or
 * neither. Nobody else may have the journal open. @throws OpenRefused, JournalRefused, and the errors of a full disk
 */
export function rekeyJournal(deps: JournalRekeying): RekeyedJournal {
  const { folder, current, staged } = deps
  const aside = join(dirname(folder.journal), 'journal.next.db')
  const asideHead = join(dirname(folder.journal), 'head.next')
  discardRekeyed(folder)
  const key = deriveKey(staged.secrets, 'journal')
  if (!existsSync(folder.journal) || opensWith(folder.journal, key)) return null
  const from = deriveKey(current ?? staged.secrets, 'journal')
  foldLog(folder.journal, from)
  rekeyCopy(folder.journal, aside, { from, to: key })
  copyFileSync(folder.journalHead, asideHead)
  note({ ...deps, folder: { journal: aside, journalHead: asideHead } })
  rmSync(asideHead)
  requireNoLog(aside)
  return {
    install() {
      // SQLite would read a log of the former key into the new file.
      requireNoLog(folder.journal)
      renameSync(aside, folder.journal)
      syncFolder(dirname(folder.journal))
    },
  }
}

/** Removes what a rotation built that was broken off. */
export function discardRekeyed({ journal }: JournalFiles): void {
  const aside = join(dirname(journal), 'journal.next.db')
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${aside}${end}`, { force: true })
  rmSync(join(dirname(journal), 'head.next'), { force: true })
}

/** The opening also proves that the copy goes as far as the head file says and ends in sound entries. */
function note({ folder, staged, clock, log, programVersion }: JournalRekeying): void {
  const journal = openJournal({ folder, secrets: staged.secrets, clock, log, programVersion, demo: false })
  try {
    const { askedBy: actor } = staged
    const written = journal.write((tx) => tx.append({ type: 'keys-rotated', body: {} }, actor).seq)
    if (written.kind !== 'written') throw unwrittenError(written.kind)
    const facts = { entry: written.value }
    const noted = journal.audit([{ actor, action: 'keys-rotated', subject: null, facts }])
    if (noted.kind !== 'written') throw unwrittenError(noted.kind)
  } finally {
    journal.close()
  }
}

/** All that was committed into the file itself; the log goes with the last connection. */
function foldLog(path: string, key: Buffer): void {
  const db = openDatabase(path, key, 'journal')
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
  requireNoLog(path)
}

function requireNoLog(path: string): void {
  const bytes = ['-wal', '-journal'].map((end) => statSync(path + end, { throwIfNoEntry: false })?.size ?? 0)
  if (bytes.some((size) => size > 0)) throw unwrittenError('busy')
}
