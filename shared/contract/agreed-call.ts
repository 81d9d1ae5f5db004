import { z } from 'zod'
import type { ApprovalPurpose } from '../domain/approval.ts'
import { AdmitInput, AmendInput, ConfirmInput, VoidInput } from './desk.ts'

/**
 * A call exactly as it will be made, for somebody to agree to. The approval is good for this input and no other; `approvalId`, which only
 * the approval gives, counts for nothing in it. Every call that takes an approval stands here.
 */
export const AgreedCall = z.discriminatedUnion('call', [
  z.strictObject({ call: z.literal('desk.admit'), input: AdmitInput }),
  z.strictObject({ call: z.literal('desk.confirmProvisional'), input: ConfirmInput }),
  z.strictObject({ call: z.literal('desk.amend'), input: AmendInput }),
  z.strictObject({ call: z.literal('desk.void'), input: VoidInput }),
])
export type AgreedCall = z.infer<typeof AgreedCall>

/** What whoever agrees to this call agrees to. Pure. */
export function purposeOf({ call, input }: AgreedCall): ApprovalPurpose {
  switch (call) {
    case 'desk.admit':
    case 'desk.confirmProvisional':
      return input.basis === 'override' ? 'override' : 'review'
    case 'desk.amend':
      return 'amend'
    case 'desk.void':
      return 'void'
  }
}
