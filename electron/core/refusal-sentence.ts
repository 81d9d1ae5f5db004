import { DataFolderRefused } from './data-folder.ts'
import { OpenRefused, codeOf } from './db/open-database.ts'
import { HospitalNotSet } from './desk/hospital-required.ts'
import { isDiskFull } from './journal/committer.ts'
import { JournalRefused } from './journal/journal-refused.ts'
import { KeystoreRefused } from './keys/keystore.ts'
import { NoRoster } from './roster/serving-snapshot.ts'

/** Something that a person must put right before the core can be used: a closed code for the log, and one sentence that says what to do. */
export type Refusal = { code: string; sentence: string }

/** The refusal that `error` stands for; null when nobody foresaw it. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof DataFolderRefused) return { code: 'data-folder', sentence: DATA_FOLDER }
  if (error instanceof KeystoreRefused) return { code: `keys-${error.code}`, sentence: KEYSTORE[error.code] }
  if (error instanceof OpenRefused) return { code: `database-${error.code}`, sentence: DATABASE[error.code] }
  if (error instanceof JournalRefused) return { code: `journal-${error.code}`, sentence: error.message }
  if (error instanceof HospitalNotSet) return { code: 'hospital-not-set', sentence: error.message }
  if (error instanceof NoRoster) return { code: 'no-roster', sentence: NO_ROSTER }
  const code = codeOf(error)
  if (isDiskFull(error) || code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', sentence: DISK_FULL }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { code: 'no-access', sentence: NO_ACCESS }
  if (code.startsWith('SQLITE_BUSY')) return { code: 'busy', sentence: BUSY }
  return null
}

/** One sentence for anything thrown. What nobody foresaw gives its kind and code, never its message, which may hold what a person typed. */
export function sentenceFor(error: unknown): string {
  const refusal = refusalOf(error)
  if (refusal) return refusal.sentence
  const kind = error instanceof Error ? [error.name, codeOf(error)].filter(Boolean).join(' ') : typeof error
  return `Something unexpected happened (${kind}); nothing was changed.`
}

const DATA_FOLDER =
  'The data folder cannot be written: check its owner and permissions, or name another one with --data DIR.'
const NO_ROSTER =
  'The roster is damaged and no earlier one can serve: import it again with "loket roster import FILE.csv".'
const DISK_FULL = 'The disk is full: free some space and try again; nothing was lost.'
const NO_ACCESS = 'A file in the data folder cannot be read or written: check its owner and permissions.'
const BUSY = 'Another program is writing to this data folder: wait a moment and try again.'

const KEYSTORE: Record<KeystoreRefused['code'], string> = {
  missing:
    'The key file keys/keys.json is gone, but this data folder holds a journal: put the file back from your backup; without it the data cannot be read.',
  'readable-by-others':
    'A key file in the folder keys can be read by other users: run "chmod 600" on keys/keys.json (and keys/keys.next), then give the desk new keys with "loket keys rotate" if others use this machine.',
  'staged-damaged':
    'A change of keys was broken off and its file keys/keys.next is damaged: restore this desk from its last backup with the recovery kit.',
  'both-damaged':
    'The key files keys/keys.json and keys/keys.next are both damaged: restore this desk from its last backup with the recovery kit.',
  'staged-of-another-desk':
    'The file keys/keys.next belongs to another desk: move it out of the folder keys, then start again.',
  damaged:
    'The key file keys/keys.json is damaged: put the copy from your backup back; without it the data cannot be read.',
  'not-writable': 'The key file cannot be written: check the permissions of the data folder.',
  'already-there': 'The key file is there already and is never overwritten.',
  sealed:
    'The keys of this data folder are sealed by the operating system for the desktop program: only that program can open it.',
  'unsealing-failed': 'The operating system could not unseal the keys: sign in as the user who set up this desk.',
}

const DATABASE: Record<OpenRefused['code'], string> = {
  missing: 'A database file is missing from the data folder: restore it from your backup.',
  'not-readable-with-this-key':
    'A database cannot be read with the keys of this data folder: the file is damaged or belongs to another desk.',
  'not-writable': 'A database in the data folder cannot be written: check its owner and permissions.',
  'plain-file':
    'A database in the data folder is not encrypted, so it is not used: move it away and restore from your backup.',
  'not-synchronous': 'The disk does not allow safe writing here: choose a data folder on a local disk.',
}
