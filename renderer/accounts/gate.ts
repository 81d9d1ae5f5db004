import type { SessionInfo, SignedIn } from '../../shared/contract/session.ts'
import type { Kept } from './session-keeper.ts'

/** What stands between a person and the work: nothing, the PIN of one operator, or the choice of one. */
export type Gate = { kind: 'open'; operator: SignedIn } | { kind: 'locked'; name: string } | { kind: 'sign-in' }

/** Pure. The page may hide more than the core does, never less. */
export function gateOf({ operator, lockedBy }: Pick<SessionInfo, 'operator' | 'lockedBy'>, kept: Kept): Gate {
  if (kept.hidden && kept.name !== null) return { kind: 'locked', name: kept.name }
  // Without a token of its own the page would lose the session with the connection: the core's word alone opens nothing.
  if (operator !== null && operator.name === kept.name) return { kind: 'open', operator }
  const name = lockedBy ?? kept.name
  return name === null ? { kind: 'sign-in' } : { kind: 'locked', name }
}
