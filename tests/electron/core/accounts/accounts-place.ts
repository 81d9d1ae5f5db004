import type { Accounts, Approvals, Caller, HandOvers, Sessions } from '../../../../electron/core/accounts/accounts.ts'
import { createApprovals } from '../../../../electron/core/accounts/approvals.ts'
import { createAccounts } from '../../../../electron/core/accounts/create-accounts.ts'
import { createHandOvers } from '../../../../electron/core/accounts/hand-overs.ts'
import { createSessions } from '../../../../electron/core/accounts/sessions.ts'
import { startAccounts } from '../../../../electron/core/accounts/start-accounts.ts'
import { auditQueue, type AuditQueue } from '../../../../electron/core/audit/audit-queue.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import type { Journal } from '../../../../electron/core/journal/journal.ts'
import { deriveKey, deriveLastingKey } from '../../../../electron/core/keys/keystore.ts'
import { silentLog } from '../../../../electron/core/server/log.ts'
import type { Role } from '../../../../shared/domain/operator.ts'
import { journalPlace, type JournalPlace } from '../../../support/journal.ts'

export const MINUTE_MS = 60_000
export const PIN = '246810'
export const WRONG = '135790'

/** One process's accounts on a journal. */
export type Desk = {
  journal: Journal
  accounts: Accounts
  sessions: Sessions
  approvals: Approvals
  handOvers: HandOvers
  audit: AuditQueue
}

export type AccountsPlace = Desk & {
  place: JournalPlace
  /** Since the machine was started; a test lets it go on, or starts the machine again. */
  uptime: { ms: number }
  /** The program ends and is started again. */
  restart(): void
  /** Another process on the same folder; closed with the place. */
  another(): Desk
  add(role: Role, name: string, secret?: string): Promise<void>
  signedIn(name: string, secret?: string): Promise<Caller>
  /** Every line of the audit trail. */
  trail(): { actor: string; action: string; facts: Record<string, unknown> }[]
  remove(): void
}

/** Operators on a real journal; time is the test's. */
export function accountsPlace(): AccountsPlace {
  const place = journalPlace()
  const uptime = { ms: 3 * 60 * MINUTE_MS }
  const open = () => openDesk(place, () => uptime.ms)
  const others: Desk[] = []
  const at: AccountsPlace = {
    ...open(),
    place,
    uptime,
    restart() {
      at.journal.close()
      Object.assign(at, open())
    },
    another() {
      const desk = open()
      others.push(desk)
      return desk
    },
    async add(role, name, secret = PIN) {
      const { kind } = await at.accounts.add({ name, role, secret }, 'test')
      if (kind !== 'changed') throw new Error(`the operator was not added: ${kind}`)
    },
    async signedIn(name, secret = PIN) {
      const caller = at.sessions.newCaller()
      const { kind } = await at.sessions.signIn(caller, name, secret)
      if (kind !== 'signed-in') throw new Error(`the operator could not sign in: ${kind}`)
      return caller
    },
    trail: () => trailOf(place),
    remove() {
      for (const { journal } of [at, ...others]) journal.close()
      place.remove()
    },
  }
  return at
}

function openDesk(place: JournalPlace, uptimeMs: () => number): Desk {
  const journal = place.open()
  const audit = auditQueue({ journal, log: silentLog })
  startAccounts(journal, uptimeMs())
  const sessions: Sessions = createSessions({ journal, accounts: () => accounts, audit, uptimeMs })
  const accounts = createAccounts({
    journal,
    pepper: deriveLastingKey(place.secrets, 'pin-pepper'),
    audit,
    uptimeMs,
    sessionIdOf: (caller) => sessions.idOf(caller),
  })
  const approvals = createApprovals(uptimeMs)
  return { journal, accounts, sessions, approvals, handOvers: createHandOvers(journal), audit }
}

function trailOf({ folder, secrets }: JournalPlace): ReturnType<AccountsPlace['trail']> {
  const { db, auditTrail } = connect(folder.journal, deriveKey(secrets, 'journal'))
  try {
    return [...auditTrail.from(1)].map(({ actor, action, facts }) => ({
      actor,
      action,
      facts: JSON.parse(facts) as Record<string, unknown>,
    }))
  } finally {
    db.close()
  }
}
