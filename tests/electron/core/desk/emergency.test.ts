import { describe, expect, it } from 'vitest'
import type { Nik } from '../../../../shared/domain/identifiers.ts'
import { admittingDesk, provisional } from '../../../support/admitting-desk.ts'
import { admitInput, deskPlace, people, question, rina } from '../../../support/desk-core.ts'

const at = admittingDesk()
const { admit, admitted } = at

describe('an emergency', () => {
  it('is admitted provisionally with 72 hours for the papers', () => {
    const admission = admitted(people.suspended, provisional)
    expect(admission).toMatchObject({
      state: 'provisional',
      dueAt: '2026-11-24T01:00:00.000Z',
      evidence: { verdict: 'ineligible', reasons: ['membership-suspended'] },
    })
    expect(at.core().admissions.provisional(rina.rights)).toEqual([admission])
  })

  it('offers nothing provisional to the eligible, nor for planned care', () => {
    expect(admit(people.ahmad, provisional)).toEqual({ kind: 'provisional-not-offered' })
    const planned = { ...provisional, question: question({ care: 'rawat-inap' }) }
    expect(admit(people.suspended, planned)).toEqual({ kind: 'provisional-not-offered' })
  })

  it('takes in strangers, each one a person of their own, also without a roster', async () => {
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: null, sex: 'L' } as const
    const input = { patient: stranger, text: '', ...provisional }
    const one = admitted(people.unknown, input)
    expect(admitted(people.unknown, input).id).not.toBe(one.id)
    expect(one).toMatchObject({ person: { nik: null }, evidence: { verdict: 'unidentified', reader: 'none' } })
    expect(admit(people.unknown, { ...input, basis: 'guaranteed' })).toEqual({ kind: 'not-eligible', verdict: null })
    const bare = await deskPlace({ roster: false })
    expect(bare.core.desk.admit(admitInput(people.unknown, input), rina.name)).toMatchObject({ kind: 'admitted' })
    bare.remove()
  })

  it('becomes a full guarantee once the person is known and eligible', () => {
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: null, sex: 'L' } as const
    const { id } = admitted(people.unknown, { patient: stranger, text: '', ...provisional })
    const confirm = (nik: Nik | null) => at.core().desk.confirmProvisional(at.papers(id, nik), rina.name)
    expect(confirm(null)).toEqual({ kind: 'not-eligible', verdict: null })
    expect(confirm(people.suspended)).toMatchObject({ kind: 'not-eligible', verdict: { kind: 'ineligible' } })
    expect(confirm(people.ahmad)).toMatchObject({
      kind: 'changed',
      admission: {
        id,
        state: 'guaranteed',
        dueAt: null,
        person: { nik: people.ahmad },
        letterNumber: expect.stringMatching(/^000001\/KBS/),
      },
    })
    expect(confirm(people.ahmad)).toMatchObject({ kind: 'wrong-state' })
  })

  it('gets a number of its own when another programme guarantees, and the first one still leads to it', () => {
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: null, sex: 'P' } as const
    const first = admitted(people.unknown, { patient: stranger, text: '', ...provisional })
    const confirmed = at.core().desk.confirmProvisional(at.papers(first.id, people.bogor), rina.name)
    expect(confirmed).toMatchObject({ admission: { letterNumber: '000002/BGS/3275999/A1/XI/2026' } })
    expect(at.core().journal.admissionOfLetter(first.letterNumber)).toBe(first.id)
  })

  it('is not confirmed onto a person who stands admitted already', () => {
    const known = admitted(people.ahmad)
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: null, sex: 'L' } as const
    const { id } = admitted(people.unknown, { patient: stranger, text: '', ...provisional })
    expect(at.core().desk.confirmProvisional(at.papers(id, people.ahmad), rina.name)).toEqual({
      kind: 'already',
      admission: known,
    })
  })

  it('can be turned into a patient who pays', () => {
    const { id } = admitted(people.suspended, provisional)
    const turn = () => at.core().desk.turnToUmum({ admissionId: id, reason: 'memilih membayar' }, rina.name)
    expect(turn()).toMatchObject({ kind: 'changed', admission: { state: 'umum', dueAt: null } })
    expect(turn()).toMatchObject({ kind: 'wrong-state' })
    expect(at.core().admissions.provisional(rina.rights)).toEqual([])
  })

  it('of somebody who stands twice is confirmed by the record that a supervisor agreed to', () => {
    const early = admitted(people.bima, provisional)
    expect(early).toMatchObject({ person: { birthDate: null }, evidence: { verdict: 'review', chosen: null } })
    const candidate = at.found(people.bima)
    const record = candidate.programmes[0]?.rows[1]
    if (record === undefined) throw new Error('no conflict')
    const papers = {
      admissionId: early.id,
      nik: people.bima,
      choice: null,
      text: people.bima,
      shown: at.pressed(people.bima).shown,
      question: question(),
      details: early.details,
      basis: 'guaranteed' as const,
      approvalId: null,
    }
    const confirm = (change: object) => at.core().desk.confirmProvisional({ ...papers, ...change }, rina.name)
    expect(confirm({})).toMatchObject({ kind: 'not-eligible', verdict: { kind: 'review' } })
    const choice = { record, reason: 'KK asli diperlihatkan' }
    expect(confirm({ choice })).toEqual({ kind: 'approval-needed', purpose: 'review' })
    const other = { record: { ...record, kkNumber: '3275090510189999' }, reason: choice.reason }
    const approvalId = at.approved(
      'review',
      { ...papers, choice },
      'KK asli sudah saya lihat',
      'desk.confirmProvisional',
    )
    expect(confirm({ choice: other, approvalId })).toMatchObject({ kind: 'not-eligible' })
    expect(confirm({ choice, approvalId })).toMatchObject({
      kind: 'changed',
      admission: {
        state: 'guaranteed',
        letterNumber: early.letterNumber,
        person: { birthDate: record.birthDate, kkNumber: record.kkNumber },
        evidence: { verdict: 'eligible', chosen: { row: 1, reason: choice.reason } },
        approval: { purpose: 'review' },
      },
    })
  })
})
