import { randomUUID } from 'node:crypto'
import type { Approval, ApprovalPurpose } from '../../../shared/domain/approval.ts'
import type { Approvals } from './accounts.ts'

const LASTS_MS = 5 * 60_000

type Given = { approval: Approval; subject: string; asker: string; untilMs: number }

/** In memory alone: a core that starts anew has to be asked again. `uptimeMs`: since the machine was started. */
export function createApprovals(uptimeMs: () => number): Approvals {
  const given = new Map<string, Given>()

  function standing(approvalId: string): Given | null {
    const found = given.get(approvalId)
    return found !== undefined && uptimeMs() < found.untilMs ? found : null
  }

  function find(approvalId: string | null, purpose: ApprovalPurpose, subject: string): Approval | null {
    const found = approvalId === null ? null : standing(approvalId)
    return found?.approval.purpose === purpose && found.subject === subject ? found.approval : null
  }

  return {
    grant(approval, subject, asker) {
      for (const id of given.keys()) if (standing(id) === null) given.delete(id)
      const id = randomUUID()
      given.set(id, { approval, subject, asker, untilMs: uptimeMs() + LASTS_MS })
      return id
    },
    find,
    take(approvalId, purpose, subject) {
      const approval = find(approvalId, purpose, subject)
      if (approvalId !== null && approval !== null) given.delete(approvalId)
      return approval
    },
    origin(approvalId) {
      const found = standing(approvalId)
      return found === null ? null : { purpose: found.approval.purpose, asker: found.asker }
    },
  }
}
