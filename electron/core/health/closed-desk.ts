import type { HealthItem, HealthReport } from '../../../shared/contract/health.ts'
import type { Clock } from '../clock.ts'
import { DataFolderRefused, type DataFolder } from '../data-folder.ts'
import { OpenRefused } from '../db/open-database.ts'
import { freeBytesOf } from '../free-bytes.ts'
import { JournalRefused, type JournalRefusal } from '../journal/journal-refused.ts'
import type { JournalReport } from '../journal/verify-journal.ts'
import { KeystoreRefused } from '../keys/keystore.ts'
import { diskItem, folderItem, keysFault, keysItem, logsItem } from './folder-items.ts'
import { notice, trouble } from './health-item.ts'
import { journalItem } from './safety-items.ts'

/** `no-desk`: nobody has used this folder. Else what opening it threw. */
export type WhyClosed = { kind: 'no-desk' } | { kind: 'refused'; error: unknown }

/** What can be said of a data folder whose desk cannot be opened: what is wrong, and that the rest is not known before that is put right. */
export function examineClosed(
  folder: DataFolder,
  why: WhyClosed,
  clock: Clock,
  full: JournalReport | null = null,
): HealthReport {
  const error = why.kind === 'refused' ? why.error : null
  const noClock = error instanceof JournalRefused && error.code === 'clock-before-program'
  const isFaulty = full !== null && full.fault !== null
  const items: HealthItem[] = [
    error instanceof DataFolderRefused ? trouble('data-folder', 'not-writable') : folderItem(folder.root),
    diskItem(freeBytesOf(folder.root)),
    keysOf(folder, why),
    isFaulty ? journalItem(full.entries, full) : journalFault(why),
    notice('audit', 'not-known'),
    noClock ? trouble('clock', 'before-program') : notice('clock', 'not-known'),
    notice('hospital', 'not-known'),
    notice('operators', 'not-known'),
    notice('roster', 'not-known'),
    notice('feeds', 'not-known'),
    notice('readers', 'not-known'),
    notice('backup', 'not-known'),
    notice('off-site', 'not-known'),
    notice('recovery-kit', 'not-known'),
    notice('retention', 'not-known'),
    logsItem(folder.logDir),
  ]
  return { checkedAt: clock.now(), items }
}

function keysOf(folder: DataFolder, why: WhyClosed): HealthItem {
  if (why.kind === 'no-desk') return notice('keys', 'not-known')
  return why.error instanceof KeystoreRefused ? keysFault(why.error) : keysItem(folder, false)
}

function journalFault(why: WhyClosed): HealthItem {
  if (why.kind === 'no-desk') return trouble('journal', 'no-desk')
  const { error } = why
  if (error instanceof KeystoreRefused || error instanceof DataFolderRefused) return notice('journal', 'not-known')
  if (error instanceof JournalRefused) {
    const code = REFUSED[error.code]
    return code === null ? notice('journal', 'not-known') : trouble('journal', code, { seq: error.seq })
  }
  if (error instanceof OpenRefused) {
    if (error.code === 'missing') return trouble('journal', 'missing')
    if (error.code === 'not-readable-with-this-key') return trouble('journal', 'not-readable-with-keys')
    return trouble('journal', error.code === 'plain-file' ? 'plain-file' : 'cannot-be-opened', { why: error.code })
  }
  return trouble('journal', 'cannot-be-opened')
}

/** Null: it is not the journal that is wrong. */
const REFUSED = {
  missing: 'missing',
  damaged: 'damaged',
  'shorter-than-head': 'shorter-than-head',
  'other-device': 'other-desk',
  'newer-than-program': 'newer-than-program',
  'demo-and-real-mixed': 'cannot-be-opened',
  'clock-before-program': null,
} as const satisfies Record<JournalRefusal, string | null>
