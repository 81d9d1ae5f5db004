import { createHash, randomBytes } from 'node:crypto'
import type { SignedIn } from '../../../shared/contract/session.ts'
import { DEFAULT_POLICIES } from '../../../shared/domain/policy.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import type { Journal } from '../journal/journal.ts'
import type { Accounts, Caller, Sessions } from './accounts.ts'
import { nobodysHash } from './change-operators.ts'
import type { LiveSession } from './live-session.ts'

export type SessionsDeps = {
  journal: Pick<Journal, 'beside' | 'write' | 'setting' | 'now' | 'clockBehindSince'>
  accounts: () => Pick<Accounts, 'get' | 'rightsOf' | 'checkSecret'>
  audit: AuditQueue
  /** Since the machine was started: a turned clock keeps no session open. */
  uptimeMs: () => number
}

const MINUTE_MS = 60_000
const SWEEP_EVERY_MS = 5_000
const KEPT_MS = 4 * 60 * MINUTE_MS

type Place = { session: LiveSession | null }

type EndedBy = 'operator' | 'idle' | 'core' | 'next-operator'

/** One place at the desk for each connection. What ends a session ends it at once, at the next call or the next sweep. */
export function createSessions(deps: SessionsDeps): Sessions {
  const { journal, audit, uptimeMs } = deps
  const live = new Map<string, LiveSession>()
  const places = new WeakMap<Caller, Place>()
  const startedMs = uptimeMs()
  let uses = 0
  let changed = () => {}

  const placeOf = (caller: Caller) => {
    const place = places.get(caller)
    if (place === undefined) throw new Error('this caller belongs to no connection')
    return place
  }

  function end(session: LiveSession, how: 'locked' | 'ended', by: EndedBy): void {
    if (session.ended !== null) return
    session.ended = how
    strikeOut(session)
    const action = how === 'locked' ? 'screen-locked' : 'signed-out'
    audit.record([{ actor: session.operator, action, subject: null, facts: { by } }])
  }

  /** What could not be struck out now is tried again at each sweep: no restart may bring back what has ended. */
  function strikeOut(session: LiveSession): void {
    if (!session.stored) return
    const { kind } = journal.write(({ beside }) => beside.sessions.end(session.id, nobodysHash()))
    session.stored = kind !== 'written'
  }

  /** Ends what has been idle for too long though no call asks, and forgets what ended long ago. A locked one is kept for a while: its page may come back for the name. */
  function sweep(): void {
    for (const [id, session] of live) {
      if (session.ended === null) current(session)
      else strikeOut(session)
      const isOld = session.ended !== null && uptimeMs() - session.activeMs > KEPT_MS
      if (isOld && !session.stored) live.delete(id)
    }
  }

  /** The operator, when the session still holds; else it is ended here. */
  function holder(session: LiveSession): SignedIn | null {
    if (session.ended !== null) return null
    const operator = deps.accounts().get(session.operator)
    const isGone = session.stored && journal.beside.sessions.get(session.id) === null
    if (operator === null || !operator.active || isGone) {
      end(session, 'ended', 'core')
      return null
    }
    if (uptimeMs() - session.activeMs >= idleMs(journal)) {
      end(session, 'locked', 'idle')
      return null
    }
    return { name: operator.name, role: operator.role, rights: deps.accounts().rightsOf(operator.role) }
  }

  /** The same, and every page hears of it when the core has just ended one. */
  function current(session: LiveSession | null): SignedIn | null {
    if (session === null || session.ended !== null) return null
    const operator = holder(session)
    if (operator === null) changed()
    return operator
  }

  /** On a full disk a session lives in this process alone, until it can be written. */
  function isStored(id: string, operator: string): boolean {
    return journal.write((tx) => tx.beside.sessions.open(id, operator, tx.at)).kind === 'written'
  }

  function open(operator: string): { session: LiveSession; token: string } {
    const token = randomBytes(32).toString('base64url')
    const id = hashOf(token)
    const now = uptimeMs()
    const stored = isStored(id, operator)
    const session = { id, operator, activeMs: now, used: ++uses, writtenMs: now, stored, ended: null }
    live.set(id, session)
    return { session, token }
  }

  return {
    newCaller() {
      const place: Place = { session: null }
      const caller: Caller = {
        session: () => current(place.session),
        lockedBy: () => (place.session?.ended === 'locked' ? place.session.operator : null),
      }
      places.set(caller, place)
      return caller
    },
    idOf: (caller) => (caller.session() === null ? null : (placeOf(caller).session?.id ?? null)),
    lastUse: (caller) => placeOf(caller).session?.used ?? Number.NEGATIVE_INFINITY,
    async signIn(caller, name, secret) {
      const check = await deps.accounts().checkSecret(name, secret)
      if (check.kind !== 'right') return check
      const place = placeOf(caller)
      if (place.session !== null) end(place.session, 'ended', 'next-operator')
      const { session, token } = open(check.operator.name)
      place.session = session
      audit.record([{ actor: session.operator, action: 'signed-in', subject: null, facts: {} }])
      const operator = current(session)
      return operator === null ? { kind: 'disabled' } : { kind: 'signed-in', operator, token }
    },
    resume(caller, token) {
      const id = hashOf(token)
      const session = live.get(id) ?? fromBefore(deps, id, startedMs)
      if (session === null) return null
      live.set(id, session)
      const place = placeOf(caller)
      const operator = current(session)
      // A token that is worth nothing any more throws nobody out.
      if (operator === null && current(place.session) !== null) return null
      if (place.session !== null && place.session !== session) end(place.session, 'ended', 'next-operator')
      place.session = session
      return operator
    },
    touch(caller) {
      const { session } = placeOf(caller)
      if (session === null || current(session) === null) return
      // Written at once: a scan right after a restart must know which of two windows was used last.
      const isAnother = session.used !== uses
      session.used = ++uses
      session.activeMs = uptimeMs()
      if (!isAnother && session.activeMs - session.writtenMs < MINUTE_MS) return
      session.writtenMs = session.activeMs
      if (session.stored) journal.write((tx) => tx.beside.sessions.seen(session.id, tx.at))
      else session.stored = isStored(session.id, session.operator)
    },
    lock(caller) {
      const { session } = placeOf(caller)
      if (session !== null && current(session) !== null) end(session, 'locked', 'operator')
    },
    signOut(caller) {
      const place = placeOf(caller)
      if (place.session !== null) end(place.session, 'ended', 'operator')
      place.session = null
    },
    watch(listener) {
      changed = listener
      const timer = setInterval(sweep, SWEEP_EVERY_MS)
      timer.unref()
      return () => {
        changed = () => {}
        clearInterval(timer)
      }
    },
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

function idleMs({ setting }: Pick<Journal, 'setting'>): number {
  const { lockAfterMinutes } = setting('session-policy') ?? DEFAULT_POLICIES.session
  return lockAfterMinutes * MINUTE_MS
}

/** A session of an earlier process. Only the clock on the wall went on meanwhile: one that stands before the last sign of life is not believed. */
function fromBefore({ journal, accounts, uptimeMs }: SessionsDeps, id: string, startedMs: number): LiveSession | null {
  const stored = journal.beside.sessions.get(id)
  const operator = stored && accounts().get(stored.foldedName)
  if (!stored || !operator) return null
  // A clock behind the journal stands still until it has caught up, and no time would seem to pass.
  if (journal.clockBehindSince() !== null) return null
  const idle = Date.parse(journal.now()) - Date.parse(stored.seenAt)
  if (idle >= idleMs(journal) || idle < -MINUTE_MS) return null
  const now = uptimeMs()
  const activeMs = now - Math.max(0, idle)
  const used = Math.min(0, activeMs - startedMs)
  return { id, operator: operator.name, activeMs, used, writtenMs: activeMs, stored: true, ended: null }
}
