import { unreachable } from '../../shared/domain/unreachable.ts'
import type { Messages } from '../messages/id.ts'
import { countdownText } from './use-secret-try.ts'
import type { SecretRefusal } from './use-secret-try.ts'

/** What is said of a refused PIN. `leftMs`: how long this operator still has to wait. */
export function refusalText(refusal: SecretRefusal, leftMs: number, { accounts: { refused } }: Messages): string {
  switch (refusal.kind) {
    case 'wrong':
      return refusal.triesLeft > 0 ? refused.wrong(refusal.triesLeft) : refused.wrongLast
    case 'locked-out':
      return leftMs > 0 ? refused.lockedOut(countdownText(leftMs)) : refused.lockedOutOver
    case 'disabled':
      return refused.disabled
    case 'busy':
      return refused.busy
    case 'disk-full':
      return refused.diskFull
    case 'lost':
      return refused.connection
    default:
      return unreachable(refusal)
  }
}
