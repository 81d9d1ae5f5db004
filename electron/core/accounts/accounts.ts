import type { HandOver, SecretRefused, SignInName, SignedIn } from '../../../shared/contract/session.ts'
import type { OperatorChange, OperatorState } from '../../../shared/contract/accounts.ts'
import type { Approval, ApprovalPurpose } from '../../../shared/domain/approval.ts'
import type { GrantedRight, Operator, Role } from '../../../shared/domain/operator.ts'
import type { Unwritten } from '../journal/journal.ts'

export type SecretCheck = { kind: 'right'; operator: Operator } | SecretRefused | { kind: 'busy' }

/** What a secret is asked for: it stands in the audit line of a refusal. */
export type AskedFor = 'sign-in' | 'approval' | 'confirmation' | 'command'

/** Operators, their rights and their secrets. `actor` is who does it, as written in journal and audit trail. */
export type Accounts = {
  all(): OperatorState[]
  get(name: string): Operator | null
  /** Active operators for the sign-in screen, the last who signed in here first. */
  signInNames(): SignInName[]
  rightsOf(role: Role): GrantedRight[]
  add(input: { name: string; role: Role; secret: string }, actor: string): Promise<OperatorChange>
  change(operator: Operator, actor: string): OperatorChange
  /** Ends every session of this operator, but for the one of `keep`: whoever knew the old secret is out. */
  resetSecret(input: { name: string; secret: string; keep?: Caller }, actor: string): Promise<OperatorChange>
  setRights(
    input: { role: Role; rights: readonly GrantedRight[] },
    actor: string,
  ): { kind: 'changed' } | { kind: 'not-grantable' } | { kind: Unwritten }
  /** Whether this is that operator: counts wrong tries, and waits are kept over restarts and turned clocks. Writes the audit line of a refusal. */
  checkSecret(name: string, secret: string, asked?: AskedFor): Promise<SecretCheck>
}

/** Who signed in on one connection, now. Rights are looked up at each call: a change holds at once. */
export type Session = SignedIn

/** One connection's place in the accounts. */
export type Caller = {
  /** Null: nobody, locked, or disabled since. */
  session(): Session | null
  lockedBy(): string | null
}

export type SignInOutcome =
  | { kind: 'signed-in'; operator: SignedIn; token: string }
  | Exclude<SecretCheck, { kind: 'right' }>

/** Who is signed in where. Every call takes the caller that `newCaller` gave to the connection. */
export type Sessions = {
  newCaller(): Caller
  /** Which session this is, for as long as it lasts; null while nobody is signed in. Not the token. */
  idOf(caller: Caller): string | null
  signIn(caller: Caller, name: string, secret: string): Promise<SignInOutcome>
  /** Grows each time that somebody signs in or touches anything on any connection, and outlives a restart. A page that resumes was not used by that. */
  lastUse(caller: Caller): number
  /** Null: signed out, locked, idle for too long, or disabled since. */
  resume(caller: Caller, token: string): SignedIn | null
  touch(caller: Caller): void
  lock(caller: Caller): void
  signOut(caller: Caller): void
  /** Calls `changed` after the core itself has locked or ended a session. Returns the stopper. */
  watch(changed: () => void): () => void
}

export type Approvals = {
  /** Good once, for five minutes. `subject`: of `agreedInput`, what it was given for. `asker` is the session that asked, of `Sessions.idOf`: the edge lets no other one bring it. */
  grant(approval: Approval, subject: string, asker: string): string
  /** What `take` would give, left as it is: a write that fails must not use up what somebody agreed to. */
  find(approvalId: string | null, purpose: ApprovalPurpose, subject: string): Approval | null
  /** Uses it up; null when there is none for this purpose and subject. */
  take(approvalId: string | null, purpose: ApprovalPurpose, subject: string): Approval | null
  /** What it is for and which session asked for it; null when it does not stand. */
  origin(approvalId: string): { purpose: ApprovalPurpose; asker: string } | null
}

export type HandOvers = {
  note(note: string, actor: string): { kind: 'noted' } | { kind: Unwritten }
  /** Null: none, or this operator wrote or read it. */
  unreadFor(name: string): HandOver | null
  read(seq: number, name: string): void
}
