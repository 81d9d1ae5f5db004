import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AdmitInput } from '../../../../shared/contract/desk.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Nik } from '../../../../shared/domain/identifiers.ts'
import { admittingDesk, newborn } from '../../../support/admitting-desk.ts'
import { admitInput, people, question, rina, sari } from '../../../support/desk-core.ts'
import { withDeceased } from '../../../support/deceased.ts'

const at = admittingDesk()
const { admit, admitted, entries } = at
const REASON = 'Disetujui direktur lewat telepon'

/** Asks, is agreed to, and sends: as the screen does. */
function overridden(nik: Nik, overrides: Partial<AdmitInput> = {}) {
  const input = at.pressed(nik, { ...overrides, basis: 'override' })
  return press({ ...input, approvalId: at.approved('override', input, REASON) })
}
const press = (input: AdmitInput) => at.core().desk.admit(input, rina.name)

describe('an override', () => {
  it('guarantees what the rules refuse, and keeps what they said', () => {
    expect(overridden(people.jknActive)).toMatchObject({
      kind: 'admitted',
      admission: {
        state: 'guaranteed',
        dueAt: null,
        openedBy: rina.name,
        letterNumber: '000001/KBS/3275999/A1/XI/2026',
        person: { nik: people.jknActive },
        evidence: { verdict: 'ineligible', reasons: ['jkn-active'], programmeVersion: 'v4' },
        approval: { purpose: 'override', by: sari.name, reason: REASON },
      },
    })
  })

  it('needs an approval for this very input and purpose, whatever the clerk may do', () => {
    const before = entries()
    const input = admitInput(people.jknActive, { basis: 'override' })
    const needed = { kind: 'approval-needed', purpose: 'override' }
    for (const approvalId of [
      null,
      randomUUID(),
      at.approved('override', { ...input, requestId: randomUUID() }),
      at.approved('override', { ...input, patient: { ...input.patient, nik: people.suspended } } as AdmitInput),
      at.approved('override', { ...input, question: question({ wardClass: '1' }) }),
      at.approved('override', { ...input, details: { ...input.details, note: 'lain' } }),
      at.approved('override', input, REASON, 'desk.void'),
      at.approved('review', input),
      at.approved('void', input),
    ])
      expect(at.core().desk.admit({ ...input, approvalId }, sari.name)).toEqual(needed)
    expect(entries()).toBe(before)
  })

  it('is good once: the approval of one admission gives no second one', () => {
    const input = at.pressed(people.jknActive, { basis: 'override' })
    const approvalId = at.approved('override', input)
    const first = admitted(people.jknActive, { ...input, approvalId })
    at.core().desk.void({ admissionId: first.id, reason: 'salah pasien', approvalId: null }, sari)
    expect(at.core().approvals.origin(approvalId)).toBeNull()
    expect(press({ ...input, requestId: randomUUID(), approvalId })).toEqual({
      kind: 'approval-needed',
      purpose: 'override',
    })
  })

  it('that was sent twice gives the first admission back, without a second approval', () => {
    const input = at.pressed(people.jknActive, { basis: 'override' })
    const first = admitted(people.jknActive, { ...input, approvalId: at.approved('override', input) })
    const again = { ...input, approvalId: null }
    expect(admit(people.jknActive, again)).toEqual({ kind: 'admitted', admission: first })
    at.place().reopen()
    expect(admit(people.jknActive, again)).toEqual({ kind: 'admitted', admission: first })
  })

  it('that could not be written leaves its approval for the next try', () => {
    const input = at.pressed(people.jknActive, { basis: 'override' })
    const given = { ...input, approvalId: at.approved('override', input) }
    expect(admit(people.jknActive, { ...given, source: 'typed' })).toEqual({ kind: 'identity-not-confirmed' })
    const { journal } = at.core()
    const write = journal.write
    journal.write = () => ({ kind: 'disk-full' })
    expect(admit(people.jknActive, given)).toEqual({ kind: 'disk-full' })
    journal.write = write
    expect(admit(people.jknActive, given)).toMatchObject({ kind: 'admitted' })
  })

  it('is offered for neither the guaranteed, nor the unknown, nor between two records', () => {
    const before = entries()
    const notOffered = { kind: 'override-not-offered' }
    expect(overridden(people.ahmad)).toEqual(notOffered)
    expect(overridden(people.unknown)).toEqual(notOffered)
    expect(overridden(people.bima)).toEqual(notOffered)
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: people.jknActive, sex: 'L' } as const
    expect(overridden(people.unknown, { patient: stranger, text: '' })).toEqual(notOffered)
    expect(overridden(people.jknActive, { question: question({ serviceDate: '1999-12-31' as IsoDate }) })).toEqual(
      notOffered,
    )
    expect(entries()).toBe(before)
  })

  it('brings nobody back to life', async () => {
    await withDeceased(at.core(), people.jknActive)
    expect(admit(people.jknActive)).toMatchObject({ verdict: { reasons: ['deceased', 'jkn-active'] } })
    expect(overridden(people.jknActive)).toEqual({ kind: 'override-not-offered' })
  })

  it('stands on a roster that is too old too, and says how old it was', () => {
    at.place().clock.advance(15 * 86_400_000)
    const late = { question: question({ serviceDate: '2026-12-06' as IsoDate }) }
    expect(overridden(people.ahmad, late)).toMatchObject({
      kind: 'admitted',
      admission: { evidence: { verdict: 'stale', reasons: [], rosterAsOf: '2026-11-21' } },
    })
    expect(overridden(people.jknActive, late)).toMatchObject({
      kind: 'admitted',
      admission: { evidence: { verdict: 'stale', reasons: ['jkn-active'] } },
    })
    expect(overridden(people.bima, late)).toEqual({ kind: 'override-not-offered' })
  })

  it('never gives a better ward than is guaranteed or was asked for', () => {
    const persalinan = question({ care: 'persalinan', wardClass: '1' })
    expect(overridden(people.siti, { question: persalinan })).toMatchObject({
      admission: { wardClass: '3', evidence: { reasons: ['ward-class-too-high'] } },
    })
  })

  it('takes a newborn whose mother is refused, within its first days only', async () => {
    const persalinan = question({ care: 'persalinan', wardClass: '1' })
    const patient = newborn('2026-11-20')
    expect(overridden(people.siti, { patient, question: persalinan })).toMatchObject({
      admission: { person: { motherNik: people.siti, nik: null }, approval: { purpose: 'override' } },
    })
    expect(overridden(people.siti, { patient: newborn('2026-10-20', 2), question: persalinan })).toEqual({
      kind: 'override-not-offered',
    })
    expect(overridden(people.siti, { patient: newborn('2026-10-20', 2) })).toEqual({ kind: 'override-not-offered' })
  })

  it('takes a newborn whose mother died', async () => {
    await withDeceased(at.core(), people.siti)
    expect(overridden(people.siti, { patient: newborn('2026-11-20') })).toMatchObject({
      admission: { person: { motherNik: people.siti }, evidence: { reasons: ['deceased'] } },
    })
    expect(overridden(people.siti)).toEqual({ kind: 'override-not-offered' })
  })

  it('makes a provisional guarantee a full one although the papers do not, once somebody agreed', () => {
    const { id, details } = admitted(people.suspended, { basis: 'provisional' })
    const papers = { ...at.papers(id, people.suspended), details }
    const confirm = (basis: 'guaranteed' | 'override', approvalId: string | null, nik: Nik | null = null) =>
      at
        .core()
        .desk.confirmProvisional(
          { ...papers, shown: at.papers(id, nik ?? people.suspended).shown, nik, basis, approvalId },
          rina.name,
        )
    expect(confirm('guaranteed', null)).toMatchObject({ kind: 'not-eligible' })
    const unseen = { ...papers, nik: null, shown: null }
    expect(at.core().desk.confirmProvisional(unseen, rina.name)).toEqual({ kind: 'answer-changed' })
    expect(confirm('override', null)).toEqual({ kind: 'approval-needed', purpose: 'override' })
    const asked = { ...papers, nik: null, basis: 'override', approvalId: null }
    const approvalId = at.approved('override', asked, REASON, 'desk.confirmProvisional')
    expect(confirm('override', approvalId, people.ahmad)).toEqual({ kind: 'override-not-offered' })
    expect(confirm('override', approvalId, people.jknActive)).toEqual({ kind: 'approval-needed', purpose: 'override' })
    expect(confirm('override', approvalId)).toMatchObject({
      kind: 'changed',
      admission: {
        state: 'guaranteed',
        dueAt: null,
        evidence: { verdict: 'ineligible', reasons: ['membership-suspended'] },
        approval: { purpose: 'override', by: sari.name, reason: REASON },
      },
    })
    expect(at.core().approvals.origin(approvalId)).toBeNull()
  })

  it('stays agreed to when something else is corrected, but lets nothing new slip in', () => {
    const outpatient = { question: question({ care: 'rawat-inap', wardClass: '3' }) }
    const result = overridden(people.siti, outpatient)
    if (result.kind !== 'admitted') throw new Error(result.kind)
    expect(result.admission.evidence.reasons).toEqual(['referral-missing'])
    const amend = (amendment: Parameters<typeof change>[0]) => change(amendment)
    const change = (amendment: { wardClass?: '1' | '3'; referral?: { origin: 'puskesmas'; date: IsoDate } }) =>
      at
        .core()
        .desk.amend({ admissionId: result.admission.id, amendment, reason: 'salah ketik', approvalId: null }, sari)
    expect(amend({ wardClass: '3' })).toMatchObject({ kind: 'changed' })
    expect(amend({ wardClass: '1' })).toMatchObject({ kind: 'not-eligible' })
    expect(amend({ referral: { origin: 'puskesmas', date: '2026-01-02' as IsoDate } })).toMatchObject({
      kind: 'not-eligible',
    })
  })

  it('is not offered while no roster can be asked', () => {
    for (const name of ['current.json', 'current.copy.json']) writeFileSync(join(at.core().folder.rosterDir, name), '')
    expect(overridden(people.jknActive)).toEqual({ kind: 'override-not-offered' })
  })
})
