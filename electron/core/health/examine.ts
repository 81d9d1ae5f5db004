import type { HealthItem, HealthReport } from '../../../shared/contract/health.ts'
import type { JournalReport } from '../journal/verify-journal.ts'
import type { Core } from '../open-core.ts'
import { diskItem, folderItem, hasSealedKeys, keysItem, logsItem } from './folder-items.ts'
import { feedsItem } from './feeds-item.ts'
import { readersItem } from './readers-item.ts'
import { auditItem, backupItem, journalItem, kitItem, offSiteItem, retentionItem } from './safety-items.ts'
import { clockItem, hospitalItem, operatorsItem, rosterItem } from './work-items.ts'

type Desk = Pick<
  Core,
  | 'folder'
  | 'freeBytes'
  | 'clock'
  | 'journal'
  | 'audit'
  | 'accounts'
  | 'roster'
  | 'feeds'
  | 'readers'
  | 'programmes'
  | 'backups'
>

/**
 * Everything about a desk that is open, one item for each topic. `full`: what a check of the whole journal said, if there was one. `missing`:
 * what `Backups.missingHere` said, if it was asked.
 */
export function examine(desk: Desk, full: JournalReport | null = null, missing: number | null = null): HealthReport {
  const { folder, clock, journal } = desk
  const { entries } = journal.ends()
  const items: HealthItem[] = [
    folderItem(folder.root),
    diskItem(desk.freeBytes(folder.root)),
    keysItem(folder, hasSealedKeys(folder)),
    journalItem(entries.seq, full, missing),
    auditItem(desk, full),
    clockItem(desk, entries.at),
    hospitalItem(journal.hospital(), journal.now()),
    operatorsItem(desk),
    rosterItem(desk),
    feedsItem(desk.feeds.list(), journal.now()),
    readersItem(desk.readers.history()),
    backupItem(desk),
    offSiteItem(desk),
    kitItem(desk),
    retentionItem(desk),
    logsItem(folder.logDir),
  ]
  return { checkedAt: clock.now(), items: journal.demo ? items.map(forDemo) : items }
}

const FOR_REAL_DESKS = new Set(['backup', 'off-site', 'recovery-kit'])

/** What a demo would lose nobody needs. */
function forDemo(item: HealthItem): HealthItem {
  return item.level === 'trouble' && FOR_REAL_DESKS.has(item.topic) ? { ...item, level: 'notice' } : item
}
