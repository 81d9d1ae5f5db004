import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { auditHash, type AuditTable } from './audit-table.ts'
import type { AuditEvent } from './journal.ts'
import type { SubjectHasher } from './subject-hash.ts'

/** Adds rows to the audit trail's end. Only inside a transaction: their place is read here. The trail's time never goes back. */
export function appendAudit(
  auditTrail: AuditTable,
  events: readonly AuditEvent[],
  hashOf: SubjectHasher,
  now: IsoInstant,
): number {
  const last = auditTrail.last()
  const at = now < last.at ? (last.at as IsoInstant) : now
  let { seq, hash: prevHash } = last
  for (const { actor, action, subject, facts } of events) {
    seq += 1
    const row = { seq, at, actor, action, subject: subject && hashOf(subject), facts, prevHash }
    prevHash = auditHash(row)
    auditTrail.insert({ ...row, hash: prevHash })
  }
  return events.length
}
