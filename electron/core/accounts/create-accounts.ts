import type { OperatorChange, OperatorState } from '../../../shared/contract/accounts.ts'
import type { SignInName } from '../../../shared/contract/session.ts'
import {
  DEFAULT_RIGHTS,
  foldOperatorName,
  OperatorName,
  type GrantedRight,
  type Role,
} from '../../../shared/domain/operator.ts'
import { judgeSecret } from '../../../shared/domain/secret-strength.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import type { Journal } from '../journal/journal.ts'
import type { Accounts, Caller } from './accounts.ts'
import { addOperator, changeOperator, setOperatorSecret, setRoleRights } from './change-operators.ts'
import { secretChecker } from './check-secret.ts'
import { waitLeftMs } from './lock-out.ts'
import { tryCounter } from './try-counter.ts'
import { turnstile } from './turnstile.ts'
import { createVerifiers } from './verifier.ts'

export type AccountsDeps = {
  journal: Journal
  /** 32 bytes that no rotation changes. */
  pepper: Buffer
  audit: AuditQueue
  /** Since the machine was started. */
  uptimeMs: () => number
  /** The session that a change of its own secret leaves open. */
  sessionIdOf: (caller: Caller) => string | null
}

/** scrypt takes 64 MiB at a time, and a page can ask without end. */
const HASHING = { running: 2, waiting: 20 }

export function createAccounts({ journal, pepper, audit, uptimeMs, sessionIdOf }: AccountsDeps): Accounts {
  const verifiers = createVerifiers(pepper)
  const tries = tryCounter(journal)
  const hashing = turnstile(HASHING)
  const lockedOutForMs = (name: string): number => {
    const secret = tries.read(name)
    return secret === null ? 0 : waitLeftMs(secret, uptimeMs())
  }
  /** Judged, then made; what is not taken costs no hashing. */
  const newSecret = async (name: string, secret: string) => {
    const judgement = judgeSecret(secret)
    if (judgement.kind !== 'ok') return judgement
    const made = await hashing(() => verifiers.make(name, secret))
    return made.kind === 'full'
      ? { kind: 'busy' as const }
      : { kind: 'made' as const, method: judgement.method, verifier: made.value }
  }
  const noted = <T extends { kind: string }>(result: T, actor: string, facts: Record<string, string | string[]>): T => {
    if (result.kind === 'changed') audit.record([{ actor, action: 'configured', subject: null, facts }])
    return result
  }

  return {
    all: () =>
      journal.operators.all().map((operator): OperatorState => ({
        ...operator,
        method: journal.beside.secrets.get(operator.name)?.method ?? null,
        lockedOutForMs: lockedOutForMs(operator.name),
      })),
    get: (name) => journal.operators.get(name),
    signInNames: () => signInNames(journal, lockedOutForMs),
    rightsOf: (role) => rightsOf(journal, role),
    async add({ name, role, secret }, actor): Promise<OperatorChange> {
      const parsed = OperatorName.safeParse(name)
      if (!parsed.success) return { kind: 'name-bad' }
      if (journal.operators.get(parsed.data) !== null) return { kind: 'name-taken' }
      const made = await newSecret(parsed.data, secret)
      if (made.kind !== 'made') return made
      const result = addOperator(journal, { name: parsed.data, role, active: true }, made, actor)
      return noted(result, actor, { what: 'operator-added', operator: parsed.data, role })
    },
    change(operator, actor) {
      const { role, active } = operator
      const before = journal.operators.get(operator.name)
      const result = changeOperator(journal, operator, actor)
      if (before?.role === role && before.active === active) return result
      return noted(result, actor, {
        what: active ? 'operator-changed' : 'operator-disabled',
        operator: operator.name,
        role,
      })
    },
    async resetSecret({ name, secret, keep }, actor) {
      const known = journal.operators.get(name)
      if (known === null) return { kind: 'not-found' }
      const made = await newSecret(known.name, secret)
      if (made.kind !== 'made') return made
      const kept = keep === undefined ? null : sessionIdOf(keep)
      const result = setOperatorSecret(journal, known, made, { actor, kept })
      return noted(result, actor, { what: 'operator-secret-set', operator: known.name })
    },
    setRights({ role, rights }, actor) {
      const before = rightsOf(journal, role)
      const result = setRoleRights(journal, role, rights, actor)
      const after = rightsOf(journal, role)
      return before.join() === after.join() ? result : noted(result, actor, { what: 'rights-set', role, rights: after })
    },
    checkSecret: secretChecker({ journal, tries, verifiers, turnstile: hashing, audit, uptimeMs }),
  }
}

/** What this role may do now. */
export function rightsOf(journal: Pick<Journal, 'setting'>, role: Role): GrantedRight[] {
  return [...(journal.setting('rights')?.[role] ?? DEFAULT_RIGHTS[role])]
}

function signInNames(journal: Journal, lockedOutForMs: (name: string) => number): SignInName[] {
  const lastOpened = journal.beside.sessions.lastOpened()
  const openedAt = (name: string) => lastOpened.get(foldOperatorName(name)) ?? ''
  return journal.operators
    .all()
    .filter(({ name, active }) => active && journal.beside.secrets.get(name) !== null)
    .toSorted((a, b) => openedAt(b.name).localeCompare(openedAt(a.name)))
    .map(({ name, role }) => ({ name, role, lockedOutForMs: lockedOutForMs(name) }))
}
