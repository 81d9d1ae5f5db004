import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../../shared/contract/desk.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Question } from '../../../shared/domain/question.ts'
import { RefusalCode } from '../../../shared/domain/verdict.ts'
import { formNeeds, rightSide } from '../../../renderer/desk/form-needs.ts'

const PROGRAMMES = [
  {
    code: 'kbs-bekasi',
    versions: [
      {
        version: 'v4',
        excludesOtherInsurance: true,
        referral: {
          careKinds: ['rawat-jalan', 'rawat-inap'],
          origins: { government: ['puskesmas', 'rs'], private: ['rs'] },
          maxAgeDays: 90,
        },
      },
      { version: 'v1', excludesOtherInsurance: false, referral: null },
    ],
  },
] as unknown as ProgrammeDefinition[]

const question = (care: Question['care']) => ({ care }) as Question
const person = (version: string, verdict: unknown = { kind: 'eligible' }, existing: unknown = null) =>
  ({ programmes: [{ programme: 'kbs-bekasi', version, settled: verdict }], verdict, existing }) as unknown as Candidate
const refused = (...reasons: RefusalCode[]) => person('v4', { kind: 'ineligible', reasons })

describe('formNeeds', () => {
  it('asks for a referral only where a rule of the version in force looks at one', () => {
    const need = (version: string, care: Question['care']) =>
      formNeeds(person(version), question(care), PROGRAMMES, 'government').referral
    expect(need('v4', 'rawat-jalan')).toEqual({ origins: ['puskesmas', 'rs'], maxAgeDays: 90 })
    expect(need('v4', 'igd')).toBeNull()
    expect(need('v1', 'rawat-jalan')).toBeNull()
  })

  it("names the origins of the hospital's owner", () => {
    expect(formNeeds(person('v4'), question('rawat-inap'), PROGRAMMES, 'private').referral?.origins).toEqual(['rs'])
  })

  it('asks for a ward class only where there is a ward', () => {
    const kinds = ['rawat-jalan', 'rawat-inap', 'igd', 'persalinan'] as const
    const asked = kinds.filter((care) => formNeeds(person('v4'), question(care), PROGRAMMES, 'government').wardClass)
    expect(asked).toEqual(['rawat-inap', 'persalinan'])
  })

  it('asks about an accident openly in an emergency', () => {
    expect(formNeeds(person('v4'), question('igd'), PROGRAMMES, 'government').accident).toBe('open')
    expect(formNeeds(person('v4'), question('rawat-jalan'), PROGRAMMES, 'government').accident).toBe('folded')
  })

  it('asks for another payer only where the version excludes one', () => {
    expect(formNeeds(person('v4'), question('igd'), PROGRAMMES, 'government').otherPayer).toBe(true)
    expect(formNeeds(person('v1'), question('igd'), PROGRAMMES, 'government').otherPayer).toBe(false)
  })
})

describe('rightSide', () => {
  it('keeps the form where a referral is all that is missing', () => {
    expect(rightSide(refused('referral-missing'), false)).toEqual({ kind: 'form', ready: false })
  })

  it('gives way to the ways on where anything else refuses, and offers what could mend a part', () => {
    expect(rightSide(refused('jkn-active', 'referral-missing'), false)).toEqual({
      kind: 'refused',
      mendable: 'referral',
    })
    expect(rightSide(refused('ward-class-too-high'), false)).toEqual({ kind: 'refused', mendable: 'answers' })
    expect(rightSide(refused('deceased'), false)).toEqual({ kind: 'refused', mendable: 'none' })
  })

  it('never offers a letter for any refusal', () => {
    const offered = RefusalCode.options.filter((code) => {
      const side = rightSide(refused(code), true)
      return side.kind === 'form' && side.ready
    })
    expect(offered).toEqual([])
  })

  it('never offers a second form for an admission that stands', () => {
    expect(rightSide(person('v4', { kind: 'eligible' }, { id: 'a' }), false)).toEqual({ kind: 'existing' })
  })

  it('waits for the choice between two records', () => {
    const review = person('v4', { kind: 'review', conflict: 'nik-twice' })
    expect(rightSide(review, false)).toEqual({ kind: 'form', ready: false })
    expect(rightSide(review, true)).toEqual({ kind: 'form', ready: true })
  })
})
