import type { ApprovalPurpose } from '../../../shared/domain/approval.ts'

/** A change that somebody agreed to and that was not written yet: a second press does not ask them again. */
export type AgreedChange = { purpose: ApprovalPurpose; change: object; approvalId: string }

/** The approval for this very change; null when nobody agreed, or when something in it was altered since. Pure. */
export function approvalFor(given: AgreedChange | null, purpose: ApprovalPurpose, change: object): string | null {
  if (given?.purpose !== purpose || JSON.stringify(given.change) !== JSON.stringify(change)) return null
  return given.approvalId
}
