import { describe, expect, it } from 'vitest'
import type { Candidate, CheckResult } from '../../../shared/contract/desk.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { Terms } from '../../../shared/domain/terms.ts'
import type { Question } from '../../../shared/domain/question.ts'
import { hasTyped, initialDesk, needsConfirmation, recheckText, reduceDesk } from '../../../renderer/desk/desk-state.ts'
import type { Answer, AnswerApproval, Asked, Desk, DeskEvent, DeskState } from '../../../renderer/desk/desk-model.ts'

const QUESTION = {
  serviceDate: '2026-11-21',
  care: 'rawat-jalan',
  wardClass: null,
  referral: null,
  otherPayer: false,
  accident: 'none',
} as Question
const rosterOf = (version: string) => {
  const facts = { version, asOf: '2026-11-21', ageDays: 0 }
  return {
    kind: 'current',
    ...facts,
    sources: [{ kind: 'serving', source: 'local', programmes: [], ...facts }],
  } as never
}
const ROSTER = rosterOf('r1')
const READING = { kind: 'keys', keys: [], nik: null, productBarcode: false } as never

const TERMS = {
  verdict: { kind: 'eligible', reasons: [], conflict: null },
  person: [{ name: 'Siti Contoh', sex: 'P', birthDate: '1992-03-14' }],
  wardClass: ['3'],
} as unknown as Terms

const SITI = '3275025403929912'
const BIMA = '3275020907199914'

function candidate(nik: string, over: Partial<Candidate> = {}): Candidate {
  return {
    matchedBy: 'nik',
    nik,
    kkNumber: '3275021203159921',
    name: 'Siti Contoh',
    sex: 'P',
    verdict: { kind: 'eligible', programme: 'kbs-bekasi', version: 'v4', guaranteedWardClass: '3' },
    terms: TERMS,
    existing: null,
    ...over,
  } as Candidate
}

function people(candidates: Candidate[], question: Question = QUESTION): CheckResult {
  return { kind: 'people', reading: READING, roster: ROSTER, candidates, question } as CheckResult
}

const wedge = (text: string): Asked => ({ text, source: 'wedge', from: null, by: 'key', purpose: 'patient' })

function run(events: readonly (DeskEvent | ((desk: Desk) => DeskEvent))[], from = initialDesk): Desk {
  return events.reduce<Desk>((desk, event) => reduceDesk(desk, typeof event === 'function' ? event(desk) : event), from)
}

const checked =
  (result: CheckResult) =>
  ({ turn }: Desk): DeskEvent => ({ kind: 'checked', turn, result })

function answered(asked: Asked = wedge(SITI), result = people([candidate(SITI)])): Desk {
  return run([{ kind: 'asked', asked }, checked(result)])
}

function asAnswer(state: DeskState): Answer {
  if (state.kind !== 'answer') throw new Error(`expected an answer, got ${state.kind}`)
  return state
}

describe('the desk', () => {
  it('opens the answer at once for one person, and asks who it is for several', () => {
    expect(answered().state.kind).toBe('answer')
    const family = people([candidate(SITI), candidate(BIMA)])
    expect(answered(wedge('3275021203159921'), family).state.kind).toBe('people')
  })

  it('ignores the answer to an earlier question', () => {
    const desk = run([
      { kind: 'asked', asked: wedge(SITI) },
      { kind: 'asked', asked: wedge(BIMA) },
    ])
    const late = reduceDesk(desk, { kind: 'checked', turn: desk.turn - 1, result: people([candidate(SITI)]) })
    expect(late).toBe(desk)
  })

  it('ignores an answer that arrives after the desk was cleared', () => {
    const asked = run([{ kind: 'asked', asked: wedge(SITI) }])
    const cleared = reduceDesk(asked, { kind: 'cleared' })
    const late = reduceDesk(cleared, { kind: 'checked', turn: asked.turn, result: people([candidate(SITI)]) })
    expect(late.state).toEqual({ kind: 'idle' })
  })

  it('never shows a number without a record as anything but not found', () => {
    const result = { kind: 'not-found', reading: READING, roster: ROSTER, searched: ['nik', 'kk'], question: QUESTION }
    expect(answered(wedge(SITI), result as CheckResult).state.kind).toBe('not-found')
  })

  it('keeps the old verdict in sight while a changed question is asked, and what was typed afterwards', () => {
    const desk = run(
      [
        { kind: 'draft-changed', patch: { identityConfirmed: true } },
        { kind: 'question-changed', patch: { care: 'igd' } },
      ],
      answered(),
    )
    const waiting = asAnswer(desk.state)
    expect(waiting.rechecking).toBe(true)
    expect(waiting.candidate.nik).toBe(SITI)

    const igd = { ...QUESTION, care: 'igd' } as Question
    const after = asAnswer(run([checked(people([candidate(SITI, { ageYears: 34 })], igd))], desk).state)
    expect(after).toMatchObject({ rechecking: false, draft: { identityConfirmed: true, question: { care: 'igd' } } })
  })

  it('forgets a choice between two records when newer data say something else of them, or list them otherwise', () => {
    const twice = (version: string, ...names: string[]) => {
      const programmes = [{ programme: 'kbs-bekasi', rows: names.map((name) => ({ name })) }]
      const verdict = { kind: 'review', programme: 'kbs-bekasi', version: 'v4', conflict: 'nik-twice' }
      const shown = people([candidate(SITI, { verdict, programmes } as unknown as Partial<Candidate>)])
      return { ...shown, roster: rosterOf(version) } as CheckResult
    }
    const choice = { row: 0, reason: 'KK cocok' }
    const chosen = run(
      [
        { kind: 'draft-changed', patch: { choice } },
        { kind: 'question-changed', patch: { care: 'igd' } },
      ],
      answered(wedge(SITI), twice('r1', 'Siti', 'Sita')),
    )
    const after = (result: CheckResult) => asAnswer(run([checked(result)], chosen).state).draft.choice
    expect(after(twice('r2', 'Siti', 'Sita'))).toEqual(choice)
    expect(after(twice('r2', 'Sita', 'Siti'))).toBeNull()
    expect(after(twice('r2', 'Siti', 'Sito'))).toBeNull()
  })

  it('drops the ward class when the care has none', () => {
    const inWard = run([{ kind: 'question-changed', patch: { care: 'rawat-inap', wardClass: '2' } }], answered())
    expect(asAnswer(inWard.state).draft.question.wardClass).toBe('2')
    const outpatient = run([{ kind: 'question-changed', patch: { care: 'rawat-jalan' } }], inWard)
    expect(asAnswer(outpatient.state).draft.question.wardClass).toBeNull()
  })

  it('lets no answer change while an admission is being saved', () => {
    const saving = run([{ kind: 'admit-started', requestId: 'r' }], answered())
    expect(reduceDesk(saving, { kind: 'question-changed', patch: { care: 'igd' } })).toBe(saving)
  })

  it.each<DeskEvent>([
    { kind: 'asked', asked: { text: BIMA, source: 'typed', from: null, by: 'key', purpose: 'patient' } },
    { kind: 'name-search-opened' },
    { kind: 'newborn-wanted' },
    { kind: 'emergency-opened' },
    { kind: 'cleared' },
  ])('keeps the patient whose admission is being saved: $kind', (event) => {
    const saving = run([{ kind: 'admit-started', requestId: 'r' }], answered())
    expect(reduceDesk(saving, event)).toBe(saving)
  })

  it('goes back to the same family after a wrong choice', () => {
    const family = people([candidate(SITI), candidate(BIMA)])
    const chosen = run([{ kind: 'person-chosen', nik: BIMA }], answered(wedge('3275021203159921'), family))
    expect(asAnswer(chosen.state).candidate.nik).toBe(BIMA)
    expect(reduceDesk(chosen, { kind: 'back-to-people' }).state.kind).toBe('people')
  })

  it('asks for the mother first, and then for the child under her', () => {
    expect(run([{ kind: 'newborn-wanted' }]).state.kind).toBe('mother-wanted')
    const mother = answered({ ...wedge(SITI), purpose: 'mother' })
    expect(asAnswer(mother.state).draft.newborn).toMatchObject({ name: '', sex: null, birthDate: '2026-11-21' })
  })

  it('makes no man the mother of a newborn', () => {
    const man = answered(wedge(BIMA), people([candidate(BIMA, { sex: 'L' })]))
    expect(reduceDesk(man, { kind: 'newborn-wanted' }).state.kind).toBe('mother-wanted')
  })

  it('shows the first admission when there is one already', () => {
    const admission = { id: 'a' } as Admission
    const state = run([{ kind: 'admission-shown', admission, first: false }], answered()).state
    expect(state).toEqual({ kind: 'admitted', admission, first: false })
  })

  it('says that a lost connection leaves an admission unsure, and lets the clerk press again', () => {
    const desk = run(
      [
        { kind: 'admit-started', requestId: 'r' },
        { kind: 'admit-refused', trouble: 'unsure' },
      ],
      answered(),
    )
    expect(desk.state).toMatchObject({ kind: 'answer', admitting: false, trouble: 'unsure' })
  })

  it('sends the same request again for a stranger, whom nobody could tell from a second one', () => {
    const desk = run([
      { kind: 'emergency-opened' },
      { kind: 'admit-started', requestId: 'first' },
      { kind: 'admit-refused', trouble: 'unsure' },
      { kind: 'emergency-changed', patch: { name: 'Tn. Contoh' } },
    ])
    expect(desk.state).toMatchObject({ kind: 'emergency', requestId: 'first' })
    expect(run([{ kind: 'cleared' }, { kind: 'emergency-opened' }], desk).state).toMatchObject({ requestId: null })
  })

  it('offers a number that was not found as the NIK of an emergency, without taking it for one', () => {
    const reading = { kind: 'keys', keys: [], nik: { ok: true, nik: SITI }, productBarcode: false }
    const result = { kind: 'not-found', reading, roster: ROSTER, searched: ['nik'], question: QUESTION } as never
    const desk = run([{ kind: 'emergency-opened' }], answered(wedge(SITI), result))
    expect(desk.state).toMatchObject({ kind: 'emergency', draft: { offeredNik: SITI, nik: null, care: 'igd' } })
  })
})

describe('what was typed', () => {
  it('is nothing right after a scan, and something once a field is filled', () => {
    const desk = answered()
    expect(hasTyped(desk.state)).toBe(false)
    const { details } = asAnswer(desk.state).draft
    const typed = run(
      [{ kind: 'draft-changed', patch: { details: { ...details, medicalRecordNumber: '00-41' } } }],
      desk,
    )
    expect(hasTyped(typed.state)).toBe(true)
  })
})

describe('asking again', () => {
  it('uses the same key, so that a lost card stays a lost card', () => {
    expect(recheckText(asAnswer(answered(wedge('KBS0099')).state))).toBe('KBS0099')
  })

  it('uses the NIK where only a name was known', () => {
    const asked: Asked = { text: 'Siti', source: 'chosen', from: null, by: 'name', purpose: 'patient' }
    expect(recheckText(asAnswer(answered(asked).state))).toBe(SITI)
  })
})

describe('identity confirmation', () => {
  const confirmed = (asked: Asked, matchedBy: Candidate['matchedBy']) =>
    needsConfirmation({ asked, candidate: candidate(SITI, { matchedBy }) })

  it('is asked for typed numbers and names, not for scanned cards', () => {
    expect(confirmed(wedge(SITI), 'nik')).toBe(false)
    expect(confirmed({ ...wedge(SITI), source: 'hid' }, 'card')).toBe(false)
    expect(confirmed({ ...wedge(SITI), source: 'typed' }, 'nik')).toBe(true)
    expect(confirmed({ text: 'Siti', source: 'chosen', from: null, by: 'name', purpose: 'patient' }, 'name')).toBe(true)
  })

  it('is asked for a chip, whatever read it: a UID proves nothing about who holds it', () => {
    expect(confirmed({ ...wedge('04A1B2C3'), source: 'hid' }, 'uid')).toBe(true)
    expect(confirmed(wedge('04A1B2C3'), 'uid')).toBe(true)
  })
})

describe('what a supervisor agreed to', () => {
  const approval = { purpose: 'override', input: { requestId: 'r1', approvalId: 'a1' } } as unknown as AnswerApproval
  const agreed = () => run([{ kind: 'approved', nik: SITI, approval }], answered())

  it('stays while the press is sent, and when its answer was lost: the same request is sent again', () => {
    const sent = run([{ kind: 'admit-started', requestId: 'r1' }], agreed())
    expect(asAnswer(sent.state)).toMatchObject({ admitting: true, approval })
    for (const trouble of ['unsure', 'disk-full', 'failed', 'identity-not-confirmed'] as const)
      expect(asAnswer(run([{ kind: 'admit-refused', trouble }], sent).state)).toMatchObject({
        approval,
        admitting: false,
      })
  })

  it('is asked for anew once the core no longer knows it', () => {
    for (const trouble of ['approval-needed', 'override-not-offered'] as const)
      expect(asAnswer(run([{ kind: 'admit-refused', trouble }], agreed()).state).approval).toBeNull()
  })

  it('falls with what it was given for: another question, another record, another word', () => {
    expect(asAnswer(run([{ kind: 'question-changed', patch: { care: 'igd' } }], agreed()).state).approval).toBeNull()
    const choice = { row: 1, reason: 'KTP' }
    expect(asAnswer(run([{ kind: 'draft-changed', patch: { choice } }], agreed()).state).approval).toBeNull()
    const typed = run([{ kind: 'draft-changed', patch: { identityConfirmed: true } }], agreed())
    expect(asAnswer(typed.state).approval).toBeNull()
  })

  it('is not heard for whoever else stands before us meanwhile', () => {
    const desk = answered(wedge(BIMA), people([candidate(BIMA)]))
    expect(run([{ kind: 'approved', nik: SITI, approval }], desk)).toBe(desk)
  })
})

describe('an answer that changed before the letter', () => {
  const refusedPress = (desk: Desk) =>
    run(
      [
        { kind: 'admit-started', requestId: 'r1' },
        { kind: 'admit-refused', trouble: 'verdict-changed' },
      ],
      desk,
    )
  const asked = (desk: Desk, terms: Terms) =>
    run([{ kind: 'question-changed', patch: {} }, checked(people([candidate(SITI, { terms })]))], desk)
  const otherClass = { ...TERMS, wardClass: ['2'] } as unknown as Terms
  const otherPerson = { ...TERMS, person: [{ name: 'Siti Sampel', sex: 'P', birthDate: '1992-03-14' }] } as Terms

  it('keeps what was shown beside what holds now, through what the clerk ticks, until the next press', () => {
    const desk = asked(refusedPress(answered()), otherClass)
    expect(asAnswer(desk.state)).toMatchObject({
      trouble: 'verdict-changed',
      changedFrom: TERMS,
      candidate: { terms: otherClass },
      rechecking: false,
    })
    const ticked = run([{ kind: 'draft-changed', patch: { identityConfirmed: true } }], desk)
    expect(asAnswer(ticked.state)).toMatchObject({ trouble: null, changedFrom: TERMS })
    expect(asAnswer(run([{ kind: 'admit-started', requestId: 'r2' }], ticked).state).changedFrom).toBeNull()
    const other = run([{ kind: 'question-changed', patch: { care: 'igd' } }], ticked)
    expect(asAnswer(other.state).changedFrom).toBeNull()
  })

  it('keeps the tick of a person who is the same, and asks it anew where the record names another', () => {
    const ticked = run([{ kind: 'draft-changed', patch: { identityConfirmed: true } }], answered())
    const confirmed = (terms: Terms) => asAnswer(asked(refusedPress(ticked), terms).state).draft.identityConfirmed
    expect(confirmed(otherClass)).toBe(true)
    expect(confirmed(otherPerson)).toBe(false)
  })
})
