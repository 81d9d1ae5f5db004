import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/**
 * What an approval is bound to: one call with everything in its input, but for the id of the approval itself. Whoever agreed saw this
 * wording, this patient, this admission; anything else is another input, and needs another approval.
 */
export function agreedInput(call: string, input: { approvalId: string | null }): string {
  const text = canonicalize({ call, input: { ...input, approvalId: null } })
  if (text === undefined) throw new Error('an input that cannot be written down')
  return createHash('sha256').update(text).digest('base64url')
}
