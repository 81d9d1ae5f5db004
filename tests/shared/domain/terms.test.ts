import { describe, expect, it } from 'vitest'
import { decidePerson, type PersonVerdict } from '../../../shared/domain/decide.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Question } from '../../../shared/domain/question.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { FoundBy } from '../../../shared/domain/rules.ts'
import { changedTerms, Terms, termsOf } from '../../../shared/domain/terms.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'
import { sampleRows } from '../../../electron/core/demo/samples.ts'
import { demoHospital } from '../../../electron/core/demo/demo-hospital.ts'

const TODAY = '2026-11-21' as IsoDate
const ahmad = rowsOf('3275021508909901')
const bima = rowsOf('3275020907199914')
const bogor = rowsOf('3201015012889936')

function rowsOf(nik: string): RosterRow[] {
  return sampleRows().filter((row) => row.nik === nik)
}

type Case = {
  definitions?: readonly ProgrammeDefinition[]
  question?: Partial<Question>
  foundBy?: FoundBy | null
  asOf?: string
}

function judged(
  rows: readonly RosterRow[],
  { definitions = programmes, question, foundBy, asOf }: Case,
): PersonVerdict {
  const asked = { care: 'igd', wardClass: null, referral: null, otherPayer: false, accident: 'none' } as const
  return decidePerson({
    rows,
    definitions,
    hospital: demoHospital(TODAY),
    question: { serviceDate: TODAY, ...asked, ...question },
    foundBy: foundBy ?? null,
    rosterAsOf: () => (asOf ?? TODAY) as IsoDate,
    today: TODAY,
    choice: null,
  })
}

const terms = (rows: readonly RosterRow[], c: Case = {}) => termsOf(judged(rows, c), c.definitions ?? programmes)
const each = (rows: readonly RosterRow[], patch: Partial<RosterRow>) => rows.map((row) => ({ ...row, ...patch }))
const defined = (patch: Partial<ProgrammeDefinition>) =>
  programmes.map((one) => (one.code === 'kbs-bekasi' ? { ...one, ...patch } : one))
const ruled = (patch: Partial<ProgrammeDefinition['versions'][number]>) =>
  programmes.map((one) => {
    const [first, ...others] = one.versions.map((version) => ({ ...version, ...patch }))
    return first === undefined ? one : { ...one, versions: [first, ...others] as typeof one.versions }
  })

describe('the terms of an answer', () => {
  it('are what the schema says, also after they went over the wire', () => {
    for (const rows of [ahmad, bima, bogor]) {
      const made = terms(rows)
      expect(changedTerms(made, Terms.parse(JSON.parse(JSON.stringify(made))))).toEqual([])
    }
  })

  it.each<[string, Partial<RosterRow>]>([
    ['the category', { category: 'lainnya' }],
    ['the card', { cardNumber: 'KBS990000777' as never, cardStatus: 'lost' }],
    ['cover that has ended', { jknStatus: 'inactive', jknSegment: 'ppu' }],
    ['a longer cover', { validUntil: '2031-12-31' as IsoDate }],
  ])('do not change with %s: nothing on the letter does, and nobody pays otherwise', (_, patch) => {
    expect(changedTerms(terms(ahmad), terms(each(ahmad, patch)))).toEqual([])
  })

  it('do not change with the age of the data, nor with the key that found the person', () => {
    expect(changedTerms(terms(ahmad), terms(ahmad, { asOf: '2026-11-19' }))).toEqual([])
    for (const foundBy of [
      { kind: 'name', value: 'Ahmad' },
      { kind: 'card', value: ahmad[0]?.cardNumber ?? '' },
    ] as const)
      expect(changedTerms(terms(ahmad), terms(ahmad, { foundBy }))).toEqual([])
  })

  it('do not change with the order in which a roster lists two records', () => {
    expect(bima).toHaveLength(2)
    expect(changedTerms(terms(bima), terms(bima.toReversed()))).toEqual([])
    expect(changedTerms(terms(bima), terms(each(bima, { rt: '099' })))).toEqual(['family'])
  })

  it('change with who pays: another programme, another payer, another letter', () => {
    const both = [...each(bogor, { nik: ahmad[0]?.nik as never })]
    expect(changedTerms(terms(ahmad), terms(both))).toEqual(expect.arrayContaining(['programme', 'version', 'person']))
    expect(changedTerms(terms(ahmad), terms(ahmad, { definitions: defined({ payer: 'Provinsi' }) }))).toEqual([
      'programme',
    ])
    expect(changedTerms(terms(ahmad), terms(ahmad, { definitions: defined({ letters: 'KBX' }) }))).toEqual([
      'programme',
    ])
  })

  it('change with the class, and with other cover that runs beside', () => {
    const second = ruled({ wardClass: '2' })
    const better = terms(each(ahmad, { wardClass: '2' }), { definitions: second })
    expect(changedTerms(terms(ahmad, { definitions: second }), better)).toEqual(['wardClass'])
    const [paid, other] = [each(bogor, { jknSegment: 'pbi-apbd' }), each(bogor, { jknSegment: 'pbpu-pemda' })]
    expect(changedTerms(terms(paid), terms(other))).toEqual(['otherCover'])
    expect(changedTerms(terms(ahmad), terms(ahmad, { definitions: ruled({ excludesOtherInsurance: false }) }))).toEqual(
      expect.arrayContaining(['otherCover']),
    )
  })

  it('change with the referral that a rule asks for, and how long it is good', () => {
    const question = { care: 'rawat-jalan', referral: { origin: 'puskesmas', date: '2026-11-10' } } as Partial<Question>
    const rules = programmes[0]?.versions.at(-1)?.referral
    if (!rules) throw new Error('no referral is asked for')
    const shorter = ruled({ referral: { ...rules, maxAgeDays: 30 } })
    expect(changedTerms(terms(ahmad, { question }), terms(ahmad, { question, definitions: shorter }))).toEqual([
      'referralDays',
    ])
    const none = ruled({ referral: null })
    expect(changedTerms(terms(ahmad, { question }), terms(ahmad, { question, definitions: none }))).toEqual([
      'referralDays',
      'met',
    ])
  })

  it('change with the deadline of a provisional letter, and not where none is offered', () => {
    const hours = defined({ provisionalDueHours: 48 })
    expect(changedTerms(terms(ahmad), terms(ahmad, { definitions: hours }))).toEqual([])
    const ended = each(ahmad, { status: 'suspended' })
    expect(changedTerms(terms(ended), terms(ended, { definitions: hours }))).toEqual(['provisionalHours'])
  })

  it('change when data grow too old', () => {
    expect(changedTerms(terms(ahmad), terms(ahmad, { asOf: '2026-11-01' }))).toEqual(['verdict', 'provisionalHours'])
  })
})
