import { describe, expect, it } from 'vitest'
import { contradictions, contradictionsAmong } from '../../../shared/domain/programme-contradictions.ts'
import { ProgrammeDefinition, type ProgrammeVersion } from '../../../shared/domain/programme.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'
import { limitedProgramme } from './arbitrary-case.ts'

const [sample] = limitedProgramme.versions

/** A definition with these versions, each the sample's changed; still of the form that the schema asks for. */
function withVersions(...changes: { [Field in keyof ProgrammeVersion]?: unknown }[]): ProgrammeDefinition {
  return ProgrammeDefinition.parse({
    ...limitedProgramme,
    versions: changes.map((change, index) => ({ ...sample, version: `v${index + 1}`, ...change })),
  })
}

function withFields(change: { [Field in keyof ProgrammeDefinition]?: unknown }): ProgrammeDefinition {
  return ProgrammeDefinition.parse({ ...limitedProgramme, ...change })
}

const codes = (definition: ProgrammeDefinition) => contradictions(definition).map(({ code }) => code)
const referral = { careKinds: ['igd'], origins: { government: ['rs'], private: ['rs'] }, maxAgeDays: 90 }

describe('the definitions that ship', () => {
  it('do not contradict themselves or each other', () => {
    expect(contradictionsAmong([...programmes, limitedProgramme])).toEqual([])
  })
})

describe('dates of versions', () => {
  it('may leave a gap, and may stand in any order', () => {
    const later = { from: '2020-01-01', until: null }
    expect(codes(withVersions(later, { from: '2018-01-01', until: '2018-12-31' }))).toEqual([])
  })

  it('may not cover a day twice, both ends counted', () => {
    const first = { from: '2018-01-01', until: '2018-12-31' }
    expect(codes(withVersions(first, { from: '2018-12-31', until: null }))).toEqual(['versions-overlap'])
    expect(codes(withVersions(first, { from: '2019-01-01', until: null }))).toEqual([])
    expect(codes(withVersions({ from: '2018-01-01', until: null }, { from: '2030-01-01', until: null }))).toEqual([
      'versions-overlap',
    ])
  })

  it('may not end before they begin', () => {
    expect(contradictions(withVersions({ from: '2018-01-02', until: '2018-01-01' }))).toEqual([
      { code: 'dates-reversed', programme: 'uji-terbatas', version: 'v1', field: 'until' },
    ])
    expect(codes(withVersions({ from: '2018-01-01', until: '2018-01-01' }))).toEqual([])
  })
})

describe('one version', () => {
  it.each<[string, { [Field in keyof ProgrammeVersion]?: unknown }, string]>([
    [
      'asks for a referral for care that it does not cover',
      { referral: { ...referral, careKinds: ['rawat-jalan'] } },
      'referral-for-uncovered-care',
    ],
    ['names a kind of care twice', { careKinds: ['igd', 'igd'] }, 'value-twice'],
    ['names a segment twice', { jkn: { kind: 'required', segments: ['pbpu', 'pbpu'] } }, 'value-twice'],
    [
      'takes newborns and covers outpatients alone',
      { newbornDays: 28, careKinds: ['rawat-jalan'] },
      'newborn-without-care',
    ],
    ['takes newborns for years', { newbornDays: 9999 }, 'number-out-of-range'],
    ['lets a referral last for years', { referral: { ...referral, maxAgeDays: 9999 } }, 'number-out-of-range'],
    ['asks for a residence of a lifetime', { minMonthsResident: 999 }, 'number-out-of-range'],
    ['has a name that breaks the line of a letter', { shownAs: 'Kartu\nUji' }, 'text-unprintable'],
    ['has a name that turns the direction of writing', { shownAs: 'Kartu \u202EUji' }, 'text-unprintable'],
    ['rests on nothing', { source: ' ' }, 'text-empty'],
    ['rests on a novel', { source: 'x'.repeat(501) }, 'text-too-long'],
  ])('that %s contradicts', (_title, change, code) => {
    expect(codes(withVersions(change))).toEqual([code])
  })

  it('may not have the name of another', () => {
    const second = { version: 'v1', from: '2027-01-01', until: null }
    expect(codes(withVersions({}, second))).toEqual(['version-name-twice'])
  })
})

describe('the definition as a whole', () => {
  it.each<[string, { [Field in keyof ProgrammeDefinition]?: unknown }, string]>([
    ['warns of an old roster on the day it is too old', { staleWarningDays: 7 }, 'warning-after-stale'],
    ['warns of it later', { staleWarningDays: 8 }, 'warning-after-stale'],
    ['believes a roster for years', { staleAfterDays: 1000 }, 'number-out-of-range'],
    ['waits a year for papers', { provisionalDueHours: 8760 }, 'number-out-of-range'],
    ['has no payer', { payer: '' }, 'text-empty'],
  ])('that %s contradicts', (_title, change, code) => {
    expect(codes(withFields(change))).toEqual([code])
  })

  it('may have a hundred versions and not more', () => {
    const years = (count: number) =>
      withVersions(
        ...Array.from({ length: count }, (_, n) => ({ from: `${1900 + n}-01-01`, until: `${1900 + n}-12-31` })),
      )
    expect(codes(years(100))).toEqual([])
    expect(codes(years(101))).toEqual(['too-many-versions'])
  })
})

describe('a set of definitions', () => {
  it('may not use a code or the letters of letter numbers twice', () => {
    const other = { ...kbsBekasi, code: limitedProgramme.code }
    expect(contradictionsAmong([kbsBekasi, other]).map(({ code }) => code)).toEqual(['letters-twice'])
    expect(contradictionsAmong([kbsBekasi, { ...kbsBekasi, letters: 'XYZ' }]).map(({ code }) => code)).toEqual([
      'code-twice',
    ])
  })

  it('has at most twenty', () => {
    const many = Array.from({ length: 21 }, () => limitedProgramme)
    expect(contradictionsAmong(many).map(({ code }) => code)).toEqual(['too-many-programmes'])
  })
})
