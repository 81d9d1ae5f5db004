import type { HealthItem } from '../../../shared/contract/health.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { JournalReport } from '../journal/verify-journal.ts'
import type { Core } from '../open-core.ts'
import { dueRosters, type RosterPlace } from '../retention/due-rosters.ts'
import { megabytes } from '../retention/purge-rosters.ts'
import { notice, trouble, well } from './health-item.ts'

const DAY_MS = 86_400_000
const SEAL_OLD_DAYS = 2

/**
 * `full`: what the check from the first line to the last said; null: only the ends of both chains were checked, as at each opening.
 * `missing`: the first entry that backups know and the journal does not hold, though it may be sound by itself.
 */
export function journalItem(entries: number, full: JournalReport | null, missing: number | null = null): HealthItem {
  if (missing !== null && (full === null || full.fault === null || full.fault.where === 'audit'))
    return trouble('journal', 'shorter-than-head', { seq: missing })
  if (full === null) return well('journal', 'sound', { entries })
  const { fault } = full
  if (fault === null) return well('journal', 'verified', { entries: full.entries, auditRows: full.auditRows })
  if (fault.where === 'audit') return well('journal', 'sound', { entries: full.entries })
  const where = 'seq' in fault ? fault.seq : null
  return trouble('journal', fault.fault === 'missing' ? 'missing' : 'damaged', { where: fault.where, seq: where })
}

export function auditItem(
  { journal, clock, audit }: Pick<Core, 'journal' | 'clock' | 'audit'>,
  full: JournalReport | null,
): HealthItem {
  if (full?.fault?.where === 'audit') return trouble('audit', 'damaged', { seq: full.fault.seq })
  const waiting = audit.waiting()
  if (waiting > 0) return trouble('audit', 'rows-waiting', { rows: waiting })
  const seal = journal.setting('audit-sealed')
  const rows = journal.ends().auditRows
  if (rows === 0) return well('audit', 'empty')
  if (seal === null) return notice('audit', 'never-sealed', { rows })
  const unsealed = rows - seal.audit.seq
  const days = Math.floor((Date.parse(clock.now()) - Date.parse(seal.at)) / DAY_MS)
  const facts = { sealedAt: seal.at, unsealed, rows, days }
  return unsealed > 0 && days > SEAL_OLD_DAYS ? notice('audit', 'seal-old', facts) : well('audit', 'sealed', facts)
}

export function backupItem({ backups }: Pick<Core, 'backups'>): HealthItem {
  const { state, lastGoodAt } = backups.health()
  switch (state) {
    case 'good':
    case 'running':
      return well('backup', state, { lastGoodAt })
    case 'due':
      return lastGoodAt === null ? trouble('backup', 'never') : trouble('backup', 'due', { lastGoodAt })
    case 'folder-missing':
    case 'failed':
    case 'unset':
      return trouble('backup', state, { lastGoodAt })
    default:
      return unreachable(state)
  }
}

export function offSiteItem({ backups }: Pick<Core, 'backups'>): HealthItem {
  const { lastGoodAt, offSiteAt, offSiteDue } = backups.health()
  if (lastGoodAt === null) return notice('off-site', 'no-backup')
  if (offSiteAt === null) return notice('off-site', 'never')
  return offSiteDue ? notice('off-site', 'due', { offSiteAt }) : well('off-site', 'taken', { offSiteAt })
}

/** A kit from before a change of keys opens no backup that was made after it. Of two at the same instant nobody knows which was first. */
export function kitItem({ journal }: Pick<Core, 'journal'>): HealthItem {
  const printed = journal.setting('kit-printed')
  if (printed === null) return trouble('recovery-kit', 'never')
  const rotated = journal.setting('keys-rotated')
  return rotated !== null && rotated.at >= printed.at
    ? trouble('recovery-kit', 'outdated', { printedAt: printed.at, rotatedAt: rotated.at })
    : well('recovery-kit', 'printed', { printedAt: printed.at })
}

export function retentionItem(place: RosterPlace): HealthItem {
  const { rosterDays, beyond, short } = dueRosters(place)
  if (short !== null) {
    const facts = { freeMb: megabytes(short.freeBytes), neededMb: megabytes(short.neededBytes), rosterDays }
    return notice('retention', 'short-of-space', facts)
  }
  return beyond.length > 0
    ? notice('retention', 'rosters-due', { count: beyond.length, rosterDays })
    : well('retention', 'kept', { rosterDays })
}
