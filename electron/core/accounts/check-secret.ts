import type { SecretRefused } from '../../../shared/contract/session.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import type { Journal } from '../journal/journal.ts'
import type { AskedFor, SecretCheck } from './accounts.ts'
import { afterWrongTry, NO_TRIES, triesLeft, waitLeftMs } from './lock-out.ts'
import { onceAMinute } from './once-a-minute.ts'
import type { TryCounter } from './try-counter.ts'
import type { Turnstile } from './turnstile.ts'
import type { Verifiers } from './verifier.ts'

export type SecretDeps = {
  journal: Pick<Journal, 'operators'>
  tries: TryCounter
  verifiers: Verifiers
  turnstile: Turnstile
  audit: AuditQueue
  uptimeMs: () => number
}

/** What a name that nobody has is answered: it tells no more than a first wrong try. */
const UNKNOWN_TRIES_LEFT = triesLeft(afterWrongTry(NO_TRIES, 0))

/** Compares what was typed with what was set; every wrong try counts, and enough of them make the operator wait. */
export function secretChecker(deps: SecretDeps) {
  const { journal, tries, verifiers, turnstile, uptimeMs } = deps
  const isNew = onceAMinute(uptimeMs)

  function waiting(name: string): SecretRefused | null {
    const secret = tries.read(name)
    const waitMs = secret === null ? 0 : waitLeftMs(secret, uptimeMs())
    return waitMs > 0 ? { kind: 'locked-out', waitMs } : null
  }

  /** Looks once more whether the operator waits: of many tries at one moment only those before the wait began are heard. */
  function settle(name: string, checked: string, isRight: boolean): SecretRefused | null {
    let refused: SecretRefused | null = waiting(name)
    if (refused === null && isRight && !needsReset(name, checked)) return null
    tries.change(name, (now) => {
      const uptime = uptimeMs()
      const waitMs = waitLeftMs(now, uptime)
      refused = waitMs > 0 ? { kind: 'locked-out', waitMs } : null
      if (refused !== null) return null
      // Another secret was set while this one was being checked.
      if (isRight && now.verifier === checked) return NO_TRIES
      const counted = afterWrongTry(now, uptime)
      refused = { kind: 'wrong', triesLeft: triesLeft(counted) }
      return counted
    })
    return refused
  }

  function needsReset(name: string, checked: string): boolean {
    const now = tries.read(name)
    return now === null || now.failures > 0 || now.verifier !== checked
  }

  function refuse(name: string | null, asked: AskedFor, refused: SecretRefused): SecretRefused {
    const code = refused.kind === 'wrong' && name === null ? 'unknown-name' : refused.kind
    // A name that nobody has may be anything that was typed into the wrong field: it is not kept.
    const actor = name ?? 'system'
    if (refused.kind === 'wrong' && name !== null) note(deps.audit, actor, asked, refused)
    else if (isNew(`${code} ${actor} ${asked}`)) deps.audit.record([refusal(actor, asked, code)])
    return refused
  }

  return async (name: string, secret: string, asked: AskedFor = 'sign-in'): Promise<SecretCheck> => {
    const known = journal.operators.get(name)
    const early = known && waiting(known.name)
    if (early) return refuse(known.name, asked, early)
    const stored = known && tries.read(known.name)
    const verifier = stored?.verifier ?? null
    const checked = await turnstile(() => verifiers.check(known?.name ?? name, secret, verifier))
    if (checked.kind === 'full') return { kind: 'busy' }
    if (known === null || verifier === null) {
      return refuse(known?.name ?? null, asked, { kind: 'wrong', triesLeft: UNKNOWN_TRIES_LEFT })
    }
    const refused = settle(known.name, verifier, checked.value)
    if (refused !== null) return refuse(known.name, asked, refused)
    // Read again: it took a while.
    const operator = journal.operators.get(known.name) ?? known
    return operator.active ? { kind: 'right', operator } : refuse(operator.name, asked, { kind: 'disabled' })
  }
}

function note(
  audit: AuditQueue,
  actor: string,
  asked: AskedFor,
  { triesLeft: left }: Extract<SecretRefused, { kind: 'wrong' }>,
): void {
  const line = refusal(actor, asked, 'wrong')
  const began = { actor, action: 'locked-out', subject: null, facts: { for: asked } } as const
  audit.record(left > 0 ? [line] : [line, began])
}

function refusal(actor: string, asked: AskedFor, code: string) {
  const action = asked === 'approval' ? ('approval-refused' as const) : ('sign-in-refused' as const)
  return { actor, action, subject: null, facts: { for: asked, code } }
}
