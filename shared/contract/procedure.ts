import { oc } from '@orpc/contract'
import type { ApprovalPurpose } from '../domain/approval.ts'
import type { GrantedRight } from '../domain/operator.ts'

/**
 * What a call asks for. `open`: nobody has to be signed in, so nothing of a patient may come back. `signed-in`: any operator whose session
 * is not locked. The others are granted by role.
 */
export type Right = 'open' | 'signed-in' | GrantedRight

export type CallMeta = {
  right?: Right
  /** Set where the input's `approvalId` may stand in for the right: somebody who has `approve` agreed at this desk. */
  approvable?: ApprovalPurpose
}

/** The only way to start a call: a contract without a right cannot be written. */
export function call(right: Right, given: { approvable?: ApprovalPurpose } = {}) {
  return oc.$meta<CallMeta>({}).meta({ right, ...given })
}
