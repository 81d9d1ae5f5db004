import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { AuditAction } from '../../../shared/domain/audit-action.ts'
import type { Db } from '../db/open-database.ts'
import { canonicalJson, sha256Hex } from './entry-hash.ts'
import { FIRST_PREV_HASH } from '../../../shared/domain/journal-entry.ts'

export const AUDIT_SQL = {
  insert: `INSERT INTO audit (seq, at, actor, action, subject, facts, prev_hash, hash)
           VALUES (@seq, @at, @actor, @action, @subject, @facts, @prevHash, @hash)`,
  last: 'SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1',
  from: 'SELECT seq, at, actor, action, subject, facts, prev_hash AS prevHash, hash FROM audit WHERE seq >= ? ORDER BY seq',
  hashAt: 'SELECT hash FROM audit WHERE seq = ?',
} as const

/** Codes, counts and versions. Never a number, a name or a date of a person. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One line of the audit trail. `subject`: the keyed hash of the NIK or KK it is about. */
export type AuditRow = {
  seq: number
  at: IsoInstant
  actor: string
  action: AuditAction
  subject: string | null
  facts: AuditFacts
  prevHash: string
  hash: string
}

export type AuditTail = { seq: number; hash: string; at: string }

export type AuditTable = ReturnType<typeof auditTable>

export function auditTable(db: Db) {
  const insert = db.prepare(AUDIT_SQL.insert)
  const last = db.prepare<[], AuditTail>(AUDIT_SQL.last)
  const from = db.prepare<[number], Omit<AuditRow, 'facts'> & { facts: string }>(AUDIT_SQL.from)
  const hashAt = db.prepare<[number], { hash: string }>(AUDIT_SQL.hashAt)
  return {
    insert(row: AuditRow): void {
      insert.run({ ...row, facts: canonicalJson(row.facts) })
    },
    last: (): AuditTail => last.get() ?? { seq: 0, hash: FIRST_PREV_HASH, at: '' },
    from: (seq: number) => from.iterate(seq),
    hashAt: (seq: number): string | undefined => hashAt.get(seq)?.hash,
  }
}

/** SHA-256 of the row's canonical JSON without `hash`. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  return sha256Hex(canonicalJson(row))
}
