import { canonicalJson, sha256Hex } from '../journal/entry-hash.ts'

/**
 * What an approval is bound to: one call with everything in its input, but for the id of the approval itself. Whoever agreed saw this
 * wording, this patient, this admission; anything else is another input, and needs another approval.
 */
export function agreedInput(call: string, input: { approvalId: string | null }): string {
  return sha256Hex(canonicalJson({ call, input: { ...input, approvalId: null } }))
}
