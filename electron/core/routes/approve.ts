import type { ApprovalResult } from '../../../shared/contract/session.ts'
import { purposeOf, type AgreedCall } from '../../../shared/contract/agreed-call.ts'
import { agreedInput } from '../accounts/agreed-input.ts'
import type { Core } from '../open-core.ts'
import type { CallContext } from '../server/serve-connection.ts'
import { actorOf } from './implementer.ts'

type ApproveInput = { name: string; secret: string; asked: AgreedCall; reason: string }

/** Somebody else comes to this desk, proves who they are, and says yes to one thing. Whoever is signed in stays signed in. */
export async function approve(
  { accounts, approvals, sessions, audit }: Pick<Core, 'accounts' | 'approvals' | 'sessions' | 'audit'>,
  context: CallContext,
  { name, secret, asked, reason }: ApproveInput,
): Promise<ApprovalResult> {
  const asker = actorOf(context)
  const session = sessions.idOf(context.caller)
  const check = await accounts.checkSecret(name, secret, 'approval')
  if (check.kind !== 'right') return check
  const { operator } = check
  const purpose = purposeOf(asked)
  const facts = { purpose, asker }
  if (session === null || !accounts.rightsOf(operator.role).includes('approve')) {
    const refused = { ...facts, for: 'approval', code: 'not-allowed' }
    audit.record([{ actor: operator.name, action: 'approval-refused', subject: null, facts: refused }])
    return { kind: 'not-allowed' }
  }
  const subject = agreedInput(asked.call, asked.input)
  const approvalId = approvals.grant({ purpose, by: operator.name, reason }, subject, session)
  const request = 'requestId' in asked.input ? asked.input.requestId : asked.input.admissionId
  audit.record([{ actor: operator.name, action: 'approval-given', subject: null, facts: { ...facts, request } }])
  return { kind: 'approved', approvalId }
}
