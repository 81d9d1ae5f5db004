import type { AgreedCall } from '../../../shared/contract/agreed-call.ts'

/** A change to an admission that somebody may have to agree to. */
export type ChangeCall = Exclude<AgreedCall, { call: 'desk.admit' }>

/** A change that somebody agreed to and that was not written yet: a second press does not ask them again. */
export type AgreedChange = { asked: ChangeCall; approvalId: string }

/** The approval for this very change; null when nobody agreed, or when something in it was altered since. Pure. */
export function approvalFor(given: AgreedChange | null, asked: ChangeCall): string | null {
  return given !== null && JSON.stringify(given.asked) === JSON.stringify(asked) ? given.approvalId : null
}
