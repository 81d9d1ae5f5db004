import { describe, expect, it } from 'vitest'
import { agreedInput } from '../../../../electron/core/accounts/agreed-input.ts'
import { createApprovals } from '../../../../electron/core/accounts/approvals.ts'
import type { Approval } from '../../../../shared/domain/approval.ts'

const SUBJECT = '01999999-0000-7000-8000-000000000001'
const OTHER = '01999999-0000-7000-8000-000000000002'
const voiding: Approval = { purpose: 'void', by: 'Sari Contoh', reason: 'Salah orang' }

function given() {
  const uptime = { ms: 1000 }
  const approvals = createApprovals(() => uptime.ms)
  return { uptime, approvals, id: approvals.grant(voiding, SUBJECT, 'session') }
}

describe('an approval', () => {
  it('is good once', () => {
    const { approvals, id } = given()
    expect(approvals.find(id, 'void', SUBJECT)).toEqual(voiding)
    expect(approvals.take(id, 'void', SUBJECT)).toEqual(voiding)
    expect(approvals.take(id, 'void', SUBJECT)).toBeNull()
    expect([approvals.find(id, 'void', SUBJECT), approvals.origin(id)]).toEqual([null, null])
  })

  it('is good for its purpose and its subject alone, and is not used up by another', () => {
    const { approvals, id } = given()
    expect(approvals.take(id, 'amend', SUBJECT)).toBeNull()
    expect(approvals.take(id, 'void', OTHER)).toBeNull()
    expect(approvals.take(null, 'void', SUBJECT)).toBeNull()
    expect(approvals.take(OTHER, 'void', SUBJECT)).toBeNull()
    expect(approvals.take(id, 'void', SUBJECT)).toEqual(voiding)
  })

  it('is good for five minutes', () => {
    const { approvals, id, uptime } = given()
    uptime.ms += 5 * 60_000 - 1
    expect(approvals.find(id, 'void', SUBJECT)).toEqual(voiding)
    uptime.ms += 1
    expect([approvals.take(id, 'void', SUBJECT), approvals.origin(id)]).toEqual([null, null])
  })
})

describe('what an approval is bound to', () => {
  const input = { admissionId: SUBJECT, amendment: { details: { note: 'lama', referralFrom: '' } }, reason: 'lupa' }
  const bound = (change: object = {}, call = 'desk.amend') =>
    agreedInput(call, { ...input, ...change, approvalId: null })

  it('is the whole input, in whatever order it was written, without the id of the approval itself', () => {
    const { reason, amendment, admissionId } = input
    const turned = { reason, approvalId: OTHER, amendment, admissionId }
    expect(agreedInput('desk.amend', turned)).toBe(bound())
    expect(bound({ amendment: { details: { referralFrom: '', note: 'lama' } } })).toBe(bound())
  })

  it('is another one with another wording, another admission, another reason or another call', () => {
    const others = [
      bound({ amendment: { details: { note: 'lain', referralFrom: '' } } }),
      bound({ amendment: { details: { note: 'lama' } } }),
      bound({ admissionId: OTHER }),
      bound({ reason: 'lain' }),
      bound({}, 'desk.void'),
    ]
    expect(new Set([bound(), ...others]).size).toBe(6)
  })
})
