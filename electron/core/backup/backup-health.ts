import type { BackupHealth } from '../../../shared/contract/backup.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { BackupPolicy } from '../../../shared/domain/policy.ts'

export type BackupFacts = {
  policy: BackupPolicy
  lastGoodAt: IsoInstant | null
  offSiteAt: IsoInstant | null
  now: IsoInstant
  running: boolean
  folderThere: boolean
  /** The latest try since the program was started, if it made none. */
  lastFailed: boolean
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A backup takes its time, and a desk is switched on in the morning: a little late is not yet something to say. */
const GRACE_MS = HOUR_MS

/** What the desk says of its backups. Pure. */
export function backupHealth(facts: BackupFacts): BackupHealth {
  const { lastGoodAt, offSiteAt, now, policy } = facts
  return {
    lastGoodAt,
    state: stateOf(facts),
    offSiteAt,
    // Without a backup there is nothing to take away.
    offSiteDue: lastGoodAt !== null && isOlder(offSiteAt, now, policy.offSiteDays * DAY_MS),
  }
}

function stateOf({ policy, lastGoodAt, now, running, folderThere, lastFailed }: BackupFacts): BackupHealth['state'] {
  if (running) return 'running'
  if (policy.folder === null) return 'unset'
  if (!folderThere) return 'folder-missing'
  if (lastFailed) return 'failed'
  return isOlder(lastGoodAt, now, policy.everyHours * HOUR_MS + GRACE_MS) ? 'due' : 'good'
}

/** Whether the next backup should be made now, as far as the journal's times go. */
export function isBackupDue(policy: BackupPolicy, lastGoodAt: IsoInstant | null, now: IsoInstant): boolean {
  return isOlder(lastGoodAt, now, policy.everyHours * HOUR_MS)
}

function isOlder(at: IsoInstant | null, now: IsoInstant, ms: number): boolean {
  return at === null || Date.parse(now) - Date.parse(at) >= ms
}
