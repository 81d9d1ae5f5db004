import type { RefusalCode, Settled, Verdict } from '../../shared/domain/verdict.ts'
import type { Answer } from './desk-model.ts'

/** No supervisor is asked for these: the core refuses them to everybody. */
const NEVER: ReadonlySet<RefusalCode> = new Set(['deceased'])

/** Whether a supervisor may agree to this answer. The core decides; the screen only leaves out what it would refuse anyway. */
export function mayAskSupervisor({ candidate, draft }: Pick<Answer, 'candidate' | 'draft'>): boolean {
  if (draft.newborn === null && candidate.existing !== null) return false
  return isOverridable(candidate.verdict, draft.newborn !== null)
}

/** A refusal of somebody in the roster, or what a roster too old says. `isNewborn`: judged by the mother, whose death stops nothing. */
export function isOverridable(verdict: Verdict, isNewborn: boolean): boolean {
  switch (verdict.kind) {
    case 'eligible':
    case 'review':
      return false
    case 'stale':
      return isOverridableSettled(verdict.verdictIfCurrent, isNewborn)
    case 'ineligible':
      return isOverridableSettled(verdict, isNewborn)
  }
}

function isOverridableSettled(settled: Settled, isNewborn: boolean): boolean {
  if (settled.kind !== 'ineligible') return settled.kind === 'eligible'
  return isNewborn || !settled.reasons.some((code) => NEVER.has(code))
}
