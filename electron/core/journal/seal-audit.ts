import type { AuditAction } from '../../../shared/domain/audit-action.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { codeOf } from '../db/open-database.ts'
import type { Log } from '../server/log.ts'
import type { AuditTail } from './audit-table.ts'
import type { AuditEvent, Journal, JournalWriter, Written } from './journal.ts'
import type { Setting } from './settings-table.ts'

/** A person leaves the desk: what they did is put under a signature. */
const SEALING: ReadonlySet<AuditAction> = new Set<AuditAction>(['signed-out', 'screen-locked', 'handed-over'])
const SEAL_EVERY_MS = 15 * 60_000

/** Puts the audit trail's end into the signed chain when it has grown since the last seal. Every row up to there is then under a signature. */
export function sealAudit(journal: Pick<Journal, 'write'>): Written<{ sealed: boolean }> {
  return journal.write((tx) => ({ sealed: sealIn(tx) }))
}

/** The last thing before the journal is closed. Whatever keeps it from being written must not keep the program from ending. */
export function sealAtEnd(journal: Pick<Journal, 'write'>, log: Log): void {
  try {
    const { kind } = sealAudit(journal)
    if (kind !== 'written') log.write('audit-not-sealed', { code: kind })
  } catch (error) {
    log.write('audit-not-sealed', { code: codeOf(error) })
  }
}

/** Whether these rows are followed by a seal, at most every 15 minutes. */
export function isSealDue(
  events: readonly AuditEvent[],
  last: Setting<'audit-sealed'> | null,
  at: IsoInstant,
): boolean {
  if (!events.some(({ action }) => SEALING.has(action))) return false
  return last === null || Date.parse(at) - Date.parse(last.at) >= SEAL_EVERY_MS
}

export function sealIn(tx: Pick<JournalWriter, 'auditEnd' | 'setting' | 'append'>): boolean {
  const { seq, hash }: AuditTail = tx.auditEnd()
  if (seq === (tx.setting('audit-sealed')?.audit.seq ?? 0)) return false
  tx.append({ type: 'audit-sealed', body: { audit: { seq, hash } } }, 'system')
  return true
}
