import { describe, expect, it } from 'vitest'
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
