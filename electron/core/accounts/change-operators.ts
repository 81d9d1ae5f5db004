import { createHash, randomBytes } from 'node:crypto'
import type { OperatorChange } from '../../../shared/contract/accounts.ts'
import {
  DEFAULT_RIGHTS,
  FIXED_RIGHTS,
  foldOperatorName,
  GRANTABLE_RIGHTS,
  GrantedRight,
  type Operator,
  type Role,
} from '../../../shared/domain/operator.ts'
import type { SecretMethod } from '../../../shared/domain/secret-strength.ts'
import { canonicalJson } from '../journal/entry-hash.ts'
import type { Journal, JournalWriter, Unwritten, Written } from '../journal/journal.ts'

// Each in one transaction that reads again: two administrators at once see each other's work, and neither half of it.

type NewSecret = { method: SecretMethod; verifier: string }

export function addOperator(journal: Journal, operator: Operator, secret: NewSecret, actor: string): OperatorChange {
  const { name, role } = operator
  return valueOf(
    journal.write((tx): OperatorChange => {
      if (tx.operators.get(name) !== null) return { kind: 'name-taken' }
      tx.append({ type: 'operator-added', body: { name, role } }, actor)
      putSecret(tx, name, secret, actor)
      return { kind: 'changed', operator }
    }),
  )
}

export function changeOperator(journal: Journal, { name, role, active }: Operator, actor: string): OperatorChange {
  return valueOf(
    journal.write((tx): OperatorChange => {
      const before = tx.operators.get(name)
      if (before === null) return { kind: 'not-found' }
      // The name as it was given, however it was typed now.
      const operator = { name: before.name, role, active }
      if (canonicalJson(before) === canonicalJson(operator)) return { kind: 'changed', operator }
      const keeps = isAdministrator(operator) || !isAdministrator(before) || hasOtherAdministrator(tx, before.name)
      if (!keeps) return { kind: 'last-administrator' }
      tx.append({ type: 'operator-changed', body: operator }, actor)
      if (!active) endSessions(tx, operator.name, null)
      return { kind: 'changed', operator }
    }),
  )
}

/** Whoever knew the secret before is out at the next call, but for the session `kept`. */
export function setOperatorSecret(
  journal: Journal,
  { name }: Operator,
  secret: NewSecret,
  { actor, kept }: { actor: string; kept: string | null },
): OperatorChange {
  return valueOf(
    journal.write((tx): OperatorChange => {
      const operator = tx.operators.get(name)
      if (operator === null) return { kind: 'not-found' }
      putSecret(tx, name, secret, actor)
      endSessions(tx, name, kept)
      return { kind: 'changed', operator }
    }),
  )
}

export function setRoleRights(
  journal: Journal,
  role: Role,
  rights: readonly GrantedRight[],
  actor: string,
): { kind: 'changed' } | { kind: 'not-grantable' } | { kind: Unwritten } {
  const isGrantable = rights.every((right) => GRANTABLE_RIGHTS[role].includes(right))
  if (!isGrantable || !FIXED_RIGHTS[role].every((right) => rights.includes(right))) return { kind: 'not-grantable' }
  // One spelling of one set.
  const ordered = GrantedRight.options.filter((right) => rights.includes(right))
  const written = journal.write((tx) => {
    if (canonicalJson(tx.setting('rights')?.[role] ?? DEFAULT_RIGHTS[role]) === canonicalJson(ordered)) return
    tx.append({ type: 'rights-set', body: { role, rights: ordered } }, actor)
  })
  return written.kind === 'written' ? { kind: 'changed' } : written
}

function putSecret(tx: JournalWriter, name: string, { method, verifier }: NewSecret, actor: string): void {
  tx.append({ type: 'operator-secret-set', body: { name, method } }, actor)
  tx.beside.secrets.put(name, { method, verifier })
}

function endSessions({ beside: { sessions } }: JournalWriter, name: string, kept: string | null): void {
  for (const tokenHash of sessions.ofOperator(name)) if (tokenHash !== kept) sessions.end(tokenHash, nobodysHash())
}

/** Of a token that nobody was ever given. */
export function nobodysHash(): string {
  return createHash('sha256').update(randomBytes(32)).digest('hex')
}

/** Only this role can be given the right to configure. */
function isAdministrator({ role, active }: Operator): boolean {
  return role === 'administrator' && active
}

function hasOtherAdministrator({ operators, beside }: JournalWriter, name: string): boolean {
  return operators
    .all()
    .some(
      (other) =>
        isAdministrator(other) &&
        foldOperatorName(other.name) !== foldOperatorName(name) &&
        beside.secrets.get(other.name) !== null,
    )
}

function valueOf(written: Written<OperatorChange>): OperatorChange {
  return written.kind === 'written' ? written.value : written
}
