import { z } from 'zod'
import { OperatorName } from './operator.ts'

/** What somebody else must agree to: `override` a refusal, `review` a conflict in the roster, `amend` or `void` what is written. */
export const ApprovalPurpose = z.enum(['override', 'review', 'amend', 'void'])
export type ApprovalPurpose = z.infer<typeof ApprovalPurpose>

/** As it stands in the journal, on the letter, in lists and in claims. */
export const Approval = z.strictObject({
  purpose: ApprovalPurpose,
  by: OperatorName,
  reason: z.string().trim().min(3).max(300),
})
export type Approval = z.infer<typeof Approval>
