import type { FeedSettings } from '../../../shared/domain/feed.ts'
import type { Desk, Hospital } from '../../../shared/domain/hospital.ts'
import type { JournalEvent } from '../../../shared/domain/journal-entry.ts'
import type { RetentionPolicy, SessionPolicy } from '../../../shared/domain/policy.ts'
import { canonicalJson } from './entry-hash.ts'
import { DEFAULT_READERS, type ReadersPolicy } from '../../../shared/domain/reader.ts'
import type { Journal, JournalWriter, Unwritten } from './journal.ts'

/** `unchanged`: it was so already, and no entry was written. */
export type SettingChange = 'changed' | 'unchanged' | Unwritten

/** Says which hospital this is. A demo keeps its demo hospital: who calls this asks `journal.demo` first. */
export function setHospital(journal: Journal, hospital: Hospital, actor: string): SettingChange {
  return change(journal, { type: 'hospital-set', body: { hospital } }, journal.hospital(), hospital, actor)
}

/** Says which window this is. */
export function setDesk(journal: Journal, desk: Desk, actor: string): SettingChange {
  return change(journal, { type: 'desk-set', body: { desk } }, journal.desk(), desk, actor)
}

export function setSessionPolicy(journal: Journal, policy: SessionPolicy, actor: string): SettingChange {
  const before = journal.setting('session-policy')
  return change(journal, { type: 'session-policy-set', body: { policy } }, before, policy, actor)
}

export function setRetentionPolicy(journal: Journal, policy: RetentionPolicy, actor: string): SettingChange {
  const before = journal.setting('retention-policy')
  return change(journal, { type: 'retention-policy-set', body: { policy } }, before, policy, actor)
}

export function setReaders(journal: Journal, policy: ReadersPolicy, actor: string): SettingChange {
  const before = journal.setting('readers') ?? DEFAULT_READERS
  return change(journal, { type: 'readers-set', body: { policy } }, before, policy, actor)
}

/**
 * `amend` sees the feeds as they are when it is written; null: nothing to change. `beside` goes with the entry, or not at all; given with
 * `alone`, also when the settings stay as they are.
 */
export function setFeeds(
  journal: Journal,
  amend: (feeds: readonly FeedSettings[]) => FeedSettings[] | null,
  actor: string,
  beside: (tx: JournalWriter) => void = () => undefined,
  { alone = false }: { alone?: boolean } = {},
): SettingChange {
  const outcome = journal.write((tx): SettingChange => {
    const before = tx.setting('feeds')?.feeds ?? []
    const feeds = amend(before)
    if (feeds === null || (!alone && canonicalJson(feeds) === canonicalJson(before))) return 'unchanged'
    tx.append({ type: 'feeds-set', body: { policy: { feeds } } }, actor)
    beside(tx)
    return 'changed'
  })
  return outcome.kind === 'written' ? outcome.value : outcome.kind
}

function change<T>(journal: Journal, event: JournalEvent, before: T | null, after: T, actor: string): SettingChange {
  if (before !== null && canonicalJson(before) === canonicalJson(after)) return 'unchanged'
  const { kind } = journal.write((tx) => tx.append(event, actor))
  return kind === 'written' ? 'changed' : kind
}
