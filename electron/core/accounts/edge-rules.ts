import type { CallMeta, Right } from '../../../shared/contract/procedure.ts'
import { GrantedRight } from '../../../shared/domain/operator.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import type { Approvals, Caller, Sessions } from './accounts.ts'
import { onceAMinute } from './once-a-minute.ts'

/** One call as the edge sees it, before its input is parsed. */
export type ArrivingCall = { name: string; meta: Readonly<CallMeta>; input: unknown; caller: Caller }

/** `nobody`: nobody is signed in, or the screen is locked. */
export type Admittance = 'admitted' | 'nobody' | 'forbidden'

/** Whether a call may be made. A call that names no right, or one that nobody knows, may never. */
export type EdgeRules = (call: ArrivingCall) => Admittance

export type EdgeDeps = {
  approvals: Pick<Approvals, 'origin'>
  sessions: Pick<Sessions, 'idOf'>
  audit: AuditQueue
  uptimeMs: () => number
}

/** The rules of a desk. A refusal stands in the audit trail, once a minute for each operator and call. */
export function edgeRules({ approvals, sessions, audit, uptimeMs }: EdgeDeps): EdgeRules {
  const isNew = onceAMinute(uptimeMs)
  return (call) => {
    const approval = approvalOf(call.input, approvals)
    const isForeign = approval !== null && approval.asker !== sessions.idOf(call.caller)
    const isAgreed = approval !== null && !isForeign && approval.purpose === call.meta.approvable
    const byRight = withoutApproval(call, isAgreed)
    const admittance = isForeign && byRight === 'admitted' ? 'forbidden' : byRight
    const actor = call.caller.session()?.name
    if (admittance === 'forbidden' && actor !== undefined && isNew(`${actor} ${call.name}`)) {
      audit.record([{ actor, action: 'call-refused', subject: null, facts: { call: call.name } }])
    }
    return admittance
  }
}

/** The same without approvals and without an audit trail: for where there is no desk yet, and nobody can be signed in. */
export const rightsAlone: EdgeRules = (call) => withoutApproval(call, false)

function withoutApproval({ meta, caller }: ArrivingCall, isAgreed: boolean): Admittance {
  const right: Right | undefined = meta.right
  if (right === 'open') return 'admitted'
  if (right !== 'signed-in' && !GrantedRight.options.some((known) => known === right)) return 'forbidden'
  const session = caller.session()
  if (session === null) return 'nobody'
  if (right === 'signed-in' || session.rights.some((granted) => granted === right)) return 'admitted'
  // Agreed is one thing that somebody at the desk asks for: it makes no writer of who may only read.
  return isAgreed && session.rights.includes('enter') ? 'admitted' : 'forbidden'
}

/** What the input's `approvalId` names, when it stands. The input has not been parsed yet. */
function approvalOf(input: unknown, approvals: Pick<Approvals, 'origin'>) {
  if (typeof input !== 'object' || input === null || !('approvalId' in input)) return null
  return typeof input.approvalId === 'string' ? approvals.origin(input.approvalId) : null
}
