import type { Candidate } from '../../../shared/contract/desk.ts'
import type { RefusalCode, Settled } from '../../../shared/domain/verdict.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { isFixableAtDesk } from '../../../shared/texts/refusal.ts'
import type { VerdictKind } from '../verdict/verdict-kind.ts'

/** What a list may say of a person before the care is known: membership, and the first thing in its way. */
export type Membership = {
  kind: VerdictKind
  /** The ground that decides; null when the verdict's own word is enough. */
  ground: RefusalCode | null
  isMember: boolean
}

/**
 * A missing referral or a class asked is not yet a refusal when the patient is being chosen: who has no ground but such is shown as a
 * member. Of those grounds only a card out of use is named, because it is known already.
 */
export function membershipOf({ verdict }: Pick<Candidate, 'verdict'>): Membership {
  return verdict.kind === 'stale' ? { kind: 'stale', ground: null, isMember: false } : settledMembership(verdict)
}

function settledMembership(settled: Settled): Membership {
  switch (settled.kind) {
    case 'eligible':
      return { kind: 'eligible', ground: null, isMember: true }
    case 'review':
      return { kind: 'review', ground: null, isMember: false }
    case 'ineligible': {
      const lasting = settled.reasons.find((reason) => !isFixableAtDesk(reason))
      return lasting === undefined
        ? {
            kind: 'eligible',
            ground: settled.reasons.find((reason) => reason === 'card-blocked') ?? null,
            isMember: true,
          }
        : { kind: 'ineligible', ground: lasting, isMember: false }
    }
    default:
      return unreachable(settled)
  }
}
