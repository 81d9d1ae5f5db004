import type { ApprovalResult } from '../../../shared/contract/session.ts'
import type { ApprovalPurpose } from '../../../shared/domain/approval.ts'
import type { Core } from '../open-core.ts'
import type { CallContext } from '../server/serve-connection.ts'
import { actorOf } from './implementer.ts'

type ApproveInput = { name: string; secret: string; purpose: ApprovalPurpose; subject: string; reason: string }

/** Somebody else comes to this desk, proves who they are, and says yes to one thing. Whoever is signed in stays signed in. */
export async function approve(
  { accounts, approvals, sessions, audit }: Pick<Core, 'accounts' | 'approvals' | 'sessions' | 'audit'>,
  context: CallContext,
  { name, secret, purpose, subject, reason }: ApproveInput,
): Promise<ApprovalResult> {
  const asker = actorOf(context)
  const session = sessions.idOf(context.caller)
  const check = await accounts.checkSecret(name, secret, 'approval')
  if (check.kind !== 'right') return check
  const { operator } = check
  const facts = { purpose, asker }
  if (session === null || !accounts.rightsOf(operator.role).includes('approve')) {
    const refused = { ...facts, for: 'approval', code: 'not-allowed' }
    audit.record([{ actor: operator.name, action: 'approval-refused', subject: null, facts: refused }])
    return { kind: 'not-allowed' }
  }
  const approvalId = approvals.grant({ purpose, by: operator.name, reason }, subject, session)
  audit.record([
    { actor: operator.name, action: 'approval-given', subject: null, facts: { ...facts, request: subject } },
  ])
  return { kind: 'approved', approvalId }
}
