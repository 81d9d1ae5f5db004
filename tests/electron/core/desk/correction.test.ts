import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Admission } from '../../../../shared/domain/admission.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { admittingDesk } from '../../../support/admitting-desk.ts'
import { people, question, rina, sari } from '../../../support/desk-core.ts'

const at = admittingDesk()
const { admitted } = at

describe('a correction', () => {
  it('voids with a reason, keeps the number used up, and lets the person be admitted anew', () => {
    const { id, letterNumber } = admitted(people.ahmad)
    const reason = 'salah pasien'
    expect(at.core().desk.void({ admissionId: id, reason, approvalId: null }, sari)).toMatchObject({
      admission: { state: 'voided', voidReason: reason },
    })
    expect(at.core().desk.void({ admissionId: id, reason, approvalId: null }, sari)).toMatchObject({
      kind: 'wrong-state',
    })
    expect(admitted(people.ahmad).letterNumber).not.toBe(letterNumber)
  })

  it('changes only what is named', () => {
    const { id, details } = admitted(people.ahmad)
    const amendment = { details: { note: 'datang dengan ambulans', medicalRecordNumber: undefined } }
    expect(
      at.core().desk.amend({ admissionId: id, amendment, reason: 'lupa dicatat', approvalId: null }, sari),
    ).toMatchObject({
      kind: 'changed',
      admission: { amendments: 1, details: { ...details, note: 'datang dengan ambulans' } },
    })
  })

  it('cannot put a referral under a guarantee that the rules refuse', () => {
    const good = { origin: 'puskesmas' as const, date: '2026-11-10' as IsoDate }
    const { id } = admitted(people.ahmad, { question: question({ care: 'rawat-jalan', referral: good }) })
    const amend = (referral: typeof good | null) =>
      at
        .core()
        .desk.amend({ admissionId: id, amendment: { referral }, reason: 'salah tanggal', approvalId: null }, sari)
    expect(amend({ ...good, date: '2026-01-10' as IsoDate })).toMatchObject({
      kind: 'not-eligible',
      verdict: { reasons: ['referral-expired'] },
    })
    expect(amend({ ...good, date: '2026-11-12' as IsoDate })).toMatchObject({ kind: 'changed' })
  })

  it('of an admission that does not exist is not found', () => {
    const admissionId = randomUUID() as Admission['id']
    expect(at.core().desk.void({ admissionId, reason: 'tidak ada', approvalId: null }, sari)).toEqual({
      kind: 'not-found',
    })
  })

  it('by who may not correct is written as the supervisor saw it, and in no other words', () => {
    const { id } = admitted(people.ahmad)
    const other = admitted(people.siti)
    const asked = {
      admissionId: id,
      amendment: { details: { note: 'alergi' } },
      reason: 'lupa dicatat',
      approvalId: null,
    }
    const approvalId = at.approved('amend', asked, 'Sudah saya baca', 'desk.amend')
    const amend = (change: Partial<typeof asked>) => at.core().desk.amend({ ...asked, ...change, approvalId }, rina)
    const needed = { kind: 'approval-needed', purpose: 'amend' }
    expect(amend({ amendment: { details: { note: 'tidak ada alergi' } } })).toEqual(needed)
    expect(amend({ admissionId: other.id })).toEqual(needed)
    expect(amend({ reason: 'alasan lain' })).toEqual(needed)
    expect(amend({})).toMatchObject({ kind: 'changed', admission: { id, details: { note: 'alergi' } } })
    expect(amend({})).toEqual(needed)
  })

  it('voids the letter that the supervisor saw, and no other', () => {
    const [first, second] = [admitted(people.ahmad), admitted(people.siti)]
    const asked = { admissionId: first.id, reason: 'salah pasien', approvalId: null }
    const approvalId = at.approved('void', asked, 'Sudah saya periksa', 'desk.void')
    const needed = { kind: 'approval-needed', purpose: 'void' }
    expect(at.core().desk.void({ ...asked, admissionId: second.id, approvalId }, rina)).toEqual(needed)
    expect(at.core().desk.void({ ...asked, approvalId }, rina)).toMatchObject({ admission: { state: 'voided' } })
  })
})
