import { FIRST_PREV_HASH } from '../../../shared/domain/journal-entry.ts'
import { auditHash, type AuditFacts, type AuditTable, type StoredAuditRow } from './audit-table.ts'
import type { EntriesTable } from './entries-table.ts'
import { canonicalJson } from './entry-hash.ts'
import { parseStored } from './stored-entry.ts'

export type AuditFault =
  | {
      where: 'audit'
      seq: number
      fault: 'malformed' | 'seq-not-next' | 'prev-hash-differs' | 'hash-differs' | 'time-goes-back'
    }
  /** The rows are a chain, but not the one that a signed entry speaks of: some after row `after` and up to row `seq` were written anew, or are gone. */
  | { where: 'seal'; seq: number; after: number; fault: 'differs' | 'missing' }

/** Whether every row stands in its place, unchanged since it was chained. */
export function verifyAuditChain(auditTrail: AuditTable): AuditFault | null {
  let seq = 0
  let hash = FIRST_PREV_HASH
  let at = ''
  for (const stored of auditTrail.from(1)) {
    seq += 1
    const fault = rowFault(stored, seq, hash, at)
    if (fault !== null) return { where: 'audit', seq, fault }
    ;({ hash, at } = stored)
  }
  return null
}

function rowFault(stored: StoredAuditRow, seq: number, prevHash: string, at: string) {
  if (stored.seq !== seq) return 'seq-not-next'
  if (stored.prevHash !== prevHash) return 'prev-hash-differs'
  const facts = canonicalFacts(stored.facts)
  if (facts === null) return 'malformed'
  const { hash, ...unsealed } = stored
  if (auditHash({ ...unsealed, facts }) !== hash) return 'hash-differs'
  return stored.at < at ? 'time-goes-back' : null
}

/** Null for any text but the one form in which the facts were hashed. */
function canonicalFacts(text: string): AuditFacts | null {
  try {
    const facts = JSON.parse(text) as AuditFacts
    return canonicalJson(facts) === text ? facts : null
  } catch {
    return null
  }
}

/** Whether the trail is the one that the signed entries saw. The chain of the entries must have been verified. */
export function verifySeals(entries: EntriesTable, auditTrail: AuditTable): AuditFault | null {
  let after = 0
  for (const stored of entries.sealing()) {
    const entry = parseStored(stored)
    if (entry === null || !('audit' in entry.body)) throw new Error('an entry changed while it was read')
    const { seq, hash } = entry.body.audit
    const found = seq === 0 ? FIRST_PREV_HASH : auditTrail.hashAt(seq)
    if (found === undefined) return { where: 'seal', seq, after, fault: 'missing' }
    if (found !== hash) return { where: 'seal', seq, after, fault: 'differs' }
    after = Math.max(after, seq)
  }
  return null
}
