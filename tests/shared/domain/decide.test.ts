import { describe, expect, it } from 'vitest'
import { newbornCovered, versionOn } from '../../../shared/domain/decide.ts'
import { ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import { RefusalCode, TraceStep } from '../../../shared/domain/verdict.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { asked, decide, on } from './deciding.ts'
import { bogorRow, date, hospital, kbsRow } from './samples.ts'

describe('an eligible member', () => {
  it('is guaranteed by the version in force, with every rule traced in order', () => {
    const answer = decide(kbsRow())
    expect(answer.verdict).toEqual({
      kind: 'eligible',
      programme: 'kbs-bekasi',
      version: 'v4',
      guaranteedWardClass: '3',
    })
    const [programme] = answer.programmes
    expect(programme).toMatchObject({ shownAs: 'Kartu Bekasi Sehat (LKM-NIK)', version: 'v4', priority: false })
    expect(programme?.trace.map((step) => step.rule)).toEqual(RefusalCode.options)
    expect(TraceStep.array().safeParse(programme?.trace).success).toBe(true)
    expect(answer).toMatchObject({ warnings: [], provisionalOffered: false, provisionalDueHours: 72 })
  })

  it('of Bogor Sehat is served first when of a priority category, and not refused in another', () => {
    expect(decide(bogorRow()).programmes[0]).toMatchObject({ priority: true, settled: { kind: 'eligible' } })
    const other = decide(bogorRow({ category: 'lainnya' }))
    expect(other.programmes[0]).toMatchObject({ priority: false, settled: { kind: 'eligible' } })
  })
})

describe('programme-not-in-force', () => {
  it.each([
    ['2017-01-15', null],
    ['2017-01-16', 'v1'],
    ['2018-10-31', 'v1'],
    ['2018-11-01', 'v2'],
    ['2019-12-31', 'v2'],
    ['2020-01-01', 'v3'],
    ['2022-03-31', 'v3'],
    ['2022-04-01', 'v4'],
    ['2099-01-01', 'v4'],
  ])('on %s version %s of Kartu Bekasi Sehat is in force', (day, version) => {
    expect(versionOn(kbsBekasi, date(day))?.version ?? null).toBe(version)
  })

  it('is the only ground looked at when no version covers the date', () => {
    const answer = decide(bogorRow({ status: 'deceased' }), on('2018-12-31'))
    expect(answer.verdict).toEqual({
      kind: 'ineligible',
      programme: 'bogor-sehat',
      version: null,
      reasons: ['programme-not-in-force'],
      guaranteedWardClass: null,
    })
    const [first, ...rest] = answer.programmes[0]?.trace ?? []
    expect(first).toMatchObject({ rule: 'programme-not-in-force', outcome: 'failed' })
    expect(rest.map((step) => step.outcome)).toEqual(Array.from({ length: 18 }, () => 'not-applicable'))
  })

  it('answers for a programme whose definition this desk does not have', () => {
    const row = kbsRow({ programme: 'program-lain' })
    const answer = decide(row)
    expect(answer.verdict).toMatchObject({ kind: 'ineligible', programme: 'program-lain', version: null })
    expect(answer.programmes[0]).toMatchObject({ shownAs: 'program-lain', trace: { length: 19 } })
    expect(decide([row, kbsRow()]).verdict).toMatchObject({ kind: 'eligible', programme: 'kbs-bekasi' })
  })
})

describe('a conflict', () => {
  const twice = [kbsRow({ residentSince: '2026-11-01' }), kbsRow({ name: 'CONTOH LAIN' })]
  const kbs = ProgrammeCode.parse('kbs-bekasi')

  it('of the same NIK twice in one programme needs a person', () => {
    const answer = decide(twice)
    expect(answer.verdict).toEqual({ kind: 'review', programme: 'kbs-bekasi', version: 'v4', conflict: 'nik-twice' })
    expect(answer.programmes[0]).toMatchObject({ rows: twice, trace: [] })
  })

  it('marked as duplicate by the issuer needs a person', () => {
    expect(decide(kbsRow({ status: 'duplicate' })).verdict).toMatchObject({
      kind: 'review',
      conflict: 'marked-duplicate',
    })
  })

  it('is settled by the row that the person chose, judged alone', () => {
    const choose = (row: number) => decide(twice, { choice: { programme: kbs, row } })
    expect(choose(0).verdict).toMatchObject({ kind: 'ineligible', reasons: ['residence-too-short'] })
    expect(choose(1).verdict).toMatchObject({ kind: 'eligible' })
    expect(choose(1).programmes[0]?.rows).toEqual([twice[1]])
    expect(choose(2).verdict).toMatchObject({ kind: 'review' })
  })

  it('reads the chosen row’s mark as active, and shows the row as it stands', () => {
    const row = kbsRow({ status: 'duplicate' })
    const answer = decide(row, { choice: { programme: kbs, row: 0 } })
    expect(answer.verdict).toMatchObject({ kind: 'eligible' })
    expect(answer.programmes[0]?.rows).toEqual([row])
  })

  it('in one programme does not stop a clear answer in another', () => {
    expect(decide([...twice, bogorRow()]).verdict).toMatchObject({ kind: 'eligible', programme: 'bogor-sehat' })
    expect(decide([...twice, bogorRow({ jknStatus: 'none' })]).verdict).toMatchObject({ kind: 'review' })
  })
})

describe('several programmes', () => {
  const both = [bogorRow(), kbsRow()]

  it('are tried in the order of the hospital’s contracts', () => {
    expect(decide(both).verdict).toMatchObject({ programme: 'kbs-bekasi' })
    const contracts = hospital().contracts.toReversed()
    expect(decide(both, { hospital: hospital({ contracts }) }).verdict).toMatchObject({ programme: 'bogor-sehat' })
  })

  it('without a contract come after, in the order of the definitions', () => {
    const contracts = hospital().contracts.filter((contract) => contract.programme === 'bogor-sehat')
    const answer = decide([kbsRow(), bogorRow({ jknStatus: 'none' })], { hospital: hospital({ contracts }) })
    expect(answer.programmes.map((programme) => programme.programme)).toEqual(['bogor-sehat', 'kbs-bekasi'])
    const none = decide(both, { hospital: hospital({ contracts: [] }) })
    expect(none.programmes.map((programme) => programme.programme)).toEqual(['kbs-bekasi', 'bogor-sehat'])
  })

  it('that all refuse give the reasons of all, each once, in the order of the rules', () => {
    const rows = [
      kbsRow({ status: 'suspended', jknStatus: 'active' }),
      bogorRow({ validUntil: '2020-01-01', jknStatus: 'none' }),
    ]
    expect(decide(rows, asked({ accident: 'work' })).verdict).toEqual({
      kind: 'ineligible',
      programme: 'kbs-bekasi',
      version: 'v4',
      reasons: ['membership-ended', 'membership-suspended', 'jkn-active', 'jkn-not-active', 'accident-other-payer'],
      guaranteedWardClass: '3',
    })
  })
})

describe('the age of the roster', () => {
  it.each([
    ['2026-11-07', 'eligible'],
    ['2026-11-06', 'stale'],
    ['2026-11-30', 'eligible'],
  ])('as of %s on 2026-11-21 answers %s', (rosterAsOf, kind) => {
    expect(decide(kbsRow(), { rosterAsOf: () => date(rosterAsOf) }).verdict.kind).toBe(kind)
  })

  it('counts from today, not from the service date', () => {
    expect(decide(kbsRow(), on('2026-12-20')).verdict.kind).toBe('eligible')
  })

  it('too old, says what the verdict would be', () => {
    const old = { rosterAsOf: () => date('2026-11-01') }
    expect(decide(kbsRow(), old).verdict).toEqual({
      kind: 'stale',
      programme: 'kbs-bekasi',
      version: 'v4',
      rosterDate: '2026-11-01',
      verdictIfCurrent: { kind: 'eligible', guaranteedWardClass: '3' },
    })
    expect(decide(kbsRow({ status: 'duplicate' }), old).verdict).toMatchObject({
      kind: 'stale',
      verdictIfCurrent: { kind: 'review', conflict: 'marked-duplicate' },
    })
    expect(decide(kbsRow({ status: 'ended' }), old).verdict).toMatchObject({
      kind: 'stale',
      verdictIfCurrent: { kind: 'ineligible', reasons: ['membership-ended'], guaranteedWardClass: '3' },
    })
  })
})

describe('sources of different age', () => {
  const rows = [kbsRow(), bogorRow()]
  const oldOf = (old: string) => ({
    rosterAsOf: (programme: string) => date(programme === old ? '2026-11-01' : '2026-11-21'),
  })

  it('judge each programme by its own: an old one is no obstacle to a guarantee of another', () => {
    expect(decide(rows, oldOf('kbs-bekasi')).verdict).toMatchObject({ kind: 'eligible', programme: 'bogor-sehat' })
    expect(decide(rows, oldOf('bogor-sehat')).verdict).toMatchObject({ kind: 'eligible', programme: 'kbs-bekasi' })
    expect(decide(kbsRow(), oldOf('kbs-bekasi')).verdict).toMatchObject({ kind: 'stale', rosterDate: '2026-11-01' })
  })

  it('leave a guarantee of old data as what it would be', () => {
    expect(decide([kbsRow({ status: 'ended' }), bogorRow()], oldOf('bogor-sehat')).verdict).toMatchObject({
      kind: 'stale',
      programme: 'bogor-sehat',
      verdictIfCurrent: { kind: 'eligible' },
    })
  })

  it('never make a refusal the last word while the data of another programme is too old', () => {
    const refused = [kbsRow({ status: 'ended' }), bogorRow({ jknStatus: 'none' })]
    expect(decide(refused, oldOf('bogor-sehat')).verdict).toEqual({
      kind: 'stale',
      programme: 'bogor-sehat',
      version: 'v1',
      rosterDate: '2026-11-01',
      verdictIfCurrent: {
        kind: 'ineligible',
        reasons: ['membership-ended', 'jkn-not-active'],
        guaranteedWardClass: '3',
      },
    })
    expect(decide(refused).verdict.kind).toBe('ineligible')
  })
})

describe('a provisional guarantee', () => {
  const ended = kbsRow({ status: 'ended' })

  it.each(['igd', 'persalinan'])('is offered for %s on anything but eligible', (care) => {
    expect(decide(ended, asked({ care })).provisionalOffered).toBe(true)
    expect(decide(kbsRow({ status: 'duplicate' }), asked({ care })).provisionalOffered).toBe(true)
    expect(decide(kbsRow(), { ...asked({ care }), rosterAsOf: () => date('2026-01-01') }).provisionalOffered).toBe(true)
    expect(decide(kbsRow(), asked({ care })).provisionalOffered).toBe(false)
  })

  it.each(['rawat-jalan', 'rawat-inap'])('is not offered for %s', (care) => {
    expect(decide(ended, asked({ care })).provisionalOffered).toBe(false)
  })
})

describe('warnings', () => {
  it.each([
    [{ birthDate: '1990-08-16' }, ['nik-birth-date-differs']],
    [{ birthDate: '1890-08-15' }, []],
    [{ sex: 'P' }, ['nik-sex-differs']],
    [{ nik: '3275025508909902', sex: 'P' }, []],
    [{ nik: '3275025508909902' }, ['nik-sex-differs']],
    [{ nik: '3275991508909911' }, ['district-unknown']],
    [{ districtCode: '327599' }, ['district-unknown']],
    [{ nik: '9101011508909909' }, ['district-retired']],
    [
      { sex: 'P', birthDate: '1991-08-15', nik: '9101011508909909', cardStatus: 'lost', districtCode: '327599' },
      ['nik-birth-date-differs', 'nik-sex-differs', 'district-unknown', 'district-retired', 'card-lost-but-member'],
    ],
  ])('for %o are %j and stop nothing', (change, expected) => {
    const answer = decide(kbsRow(change))
    expect(answer.warnings).toEqual(expected)
    expect(answer.verdict.kind).toBe('eligible')
  })
})

describe('newbornCovered', () => {
  const v4 = versionOn(kbsBekasi, date('2026-01-01'))!

  it.each([
    ['2026-11-21', true],
    ['2026-10-24', true],
    ['2026-10-23', false],
    ['2026-11-22', false],
  ])('born %s, on 2026-11-21: %s', (birthDate, covered) => {
    expect(newbornCovered(v4, date(birthDate), date('2026-11-21'))).toBe(covered)
  })

  it('needs a version that has such a rule', () => {
    expect(newbornCovered({ ...v4, newbornDays: 0 }, date('2026-11-21'), date('2026-11-21'))).toBe(false)
  })
})

it('treats an empty list of rows as a bug of the caller', () => {
  expect(() => decide([])).toThrow('at least one row')
})
