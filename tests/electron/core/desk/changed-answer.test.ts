import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { AdmitInput } from '../../../../shared/contract/desk.ts'
import { changedTerms, type Term } from '../../../../shared/domain/terms.ts'
import type { RosterRow } from '../../../../shared/domain/roster-row.ts'
import { setHospital } from '../../../../electron/core/journal/change-settings.ts'
import { admittingDesk, newborn, provisional } from '../../../support/admitting-desk.ts'
import { admitInput, people, question, rina, shownFor } from '../../../support/desk-core.ts'
import { testHospital } from '../../../support/journal.ts'
import { newerRoster } from '../../../support/newer-roster.ts'

const at = admittingDesk()
const { admitted, entries, found } = at

/** The clerk scans and reads the answer; what is pressed then. */
function shown(overrides: Partial<AdmitInput> = {}, nik = people.ahmad): AdmitInput {
  const input = admitInput(nik, overrides)
  return { ...input, shown: shownFor(at.core(), input) }
}
const press = (input: AdmitInput) => at.core().desk.admit(input, rina.name)

describe('newer data between the answer and the letter', () => {
  it.each<[string, Partial<RosterRow>, Term[]]>([
    ['another birth date', { birthDate: '1990-08-16' as never }, ['person']],
    ['another name', { name: 'Ahmad Sampel' }, ['person']],
    ['another family and address', { kkNumber: '3275021203159999' as never, rt: '009' }, ['family']],
    ['no date of residence', { residentSince: null }, ['met', 'unknown']],
    ['a refusal', { status: 'suspended' }, ['verdict', 'met', 'provisionalHours']],
    ['two records', { status: 'duplicate' }, ['verdict', 'met', 'provisionalHours']],
  ])('that says %s issues nothing: the new answer is shown first', async (_, patch, terms) => {
    const input = shown()
    await newerRoster(at.core(), people.ahmad, patch)
    const before = entries()
    expect(press(input)).toEqual({ kind: 'answer-changed' })
    expect(press(input)).toEqual({ kind: 'answer-changed' })
    expect(entries()).toBe(before)
    const again = shown()
    if (input.shown === null || again.shown === null) throw new Error('nothing was shown')
    expect(changedTerms(input.shown, again.shown)).toEqual(terms)
  })

  it('is issued on once it was shown, with one press more', async () => {
    const input = shown()
    await newerRoster(at.core(), people.ahmad, { name: 'Ahmad Sampel' })
    expect(press(input)).toEqual({ kind: 'answer-changed' })
    const again = { ...input, requestId: randomUUID(), shown: shown().shown }
    expect(press(again)).toMatchObject({ kind: 'admitted', admission: { person: { name: 'Ahmad Sampel' } } })
  })

  it('that says the same issues without asking, and stands in the grounds', async () => {
    const input = shown()
    await newerRoster(at.core(), people.ahmad, { cardNumber: 'KBS990000777' as never, category: 'lainnya' })
    expect(press(input)).toMatchObject({
      kind: 'admitted',
      admission: { evidence: { rosterVersion: '2026-11-21-2' } },
    })
  })

  it('does not ask a second time for a letter that was written, whatever came in since: the answer was lost on the way', async () => {
    const input = shown()
    const first = press(input)
    await newerRoster(at.core(), people.ahmad, { name: 'Ahmad Sampel' })
    expect(press(input)).toEqual(first)
    expect(press({ ...input, requestId: randomUUID() })).toMatchObject({ kind: 'already' })
  })

  it('that no longer knows the person issues nothing', async () => {
    const input = shown()
    await newerRoster(at.core(), people.ahmad, null)
    expect(press(input)).toEqual({ kind: 'answer-changed' })
  })

  it('holds back a provisional letter and a newborn’s as well, and a stranger’s never', async () => {
    const urgent = shown(provisional, people.suspended)
    const baby = shown({ patient: newborn('2026-11-20') }, people.siti)
    await newerRoster(at.core(), people.suspended, { name: 'Nama Contoh' })
    expect(press(urgent)).toEqual({ kind: 'answer-changed' })
    await newerRoster(at.core(), people.siti, { kkNumber: '3275021203159999' as never })
    expect(press(baby)).toEqual({ kind: 'answer-changed' })
    const stranger = { kind: 'unidentified', name: 'Tidak dikenal', nik: people.siti, sex: 'P' } as const
    expect(press(shown({ ...provisional, patient: stranger, text: '' }))).toMatchObject({ kind: 'admitted' })
  })

  it('holds an override back too, and what the supervisor agreed to is not good for the new answer', async () => {
    const input = shown({ basis: 'override' }, people.jknActive)
    const approvalId = at.approved('override', input)
    await newerRoster(at.core(), people.jknActive, { status: 'suspended' })
    expect(press({ ...input, approvalId })).toEqual({ kind: 'answer-changed' })
    const again = shown({ basis: 'override' }, people.jknActive)
    expect(press({ ...input, shown: again.shown, approvalId })).toEqual({
      kind: 'approval-needed',
      purpose: 'override',
    })
  })
})

describe('the hospital’s settings between the answer and the letter', () => {
  it('issue nothing either: a contract that ended is another answer', () => {
    const input = shown({}, people.bogor)
    setHospital(at.core().journal, { ...testHospital, contracts: [] }, 'test')
    expect(press(input)).toEqual({ kind: 'answer-changed' })
  })
})

describe('papers that are confirmed', () => {
  it('issue no letter on another answer than the form had shown', async () => {
    const { id, details } = admitted(people.suspended, provisional)
    await newerRoster(at.core(), people.suspended, { status: 'active' })
    const confirm = (terms: AdmitInput['shown']) =>
      at.core().desk.confirmProvisional(
        {
          admissionId: id,
          nik: people.suspended,
          choice: null,
          text: people.suspended,
          shown: terms,
          question: question(),
          details,
          basis: 'guaranteed',
          approvalId: null,
        },
        rina.name,
      )
    const before = found(people.suspended)
    const terms = shown({}, people.suspended).shown
    expect(before.verdict.kind).toBe('ineligible')
    await newerRoster(at.core(), people.suspended, { status: 'active', name: 'Nama Contoh' })
    expect(confirm(terms)).toEqual({ kind: 'answer-changed' })
    expect(confirm(shown({}, people.suspended).shown)).toMatchObject({
      kind: 'changed',
      admission: { state: 'guaranteed', person: { name: 'Nama Contoh' } },
    })
  })
})
