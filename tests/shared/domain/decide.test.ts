import { describe, expect, it } from 'vitest'
import { decidePerson, newbornCovered, versionOn, type PersonCase } from '../../../shared/domain/decide.ts'
import { ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { RefusalCode, TraceStep, Verdict } from '../../../shared/domain/verdict.ts'
import { bogorSehat } from '../../../shared/programmes/bogor-sehat.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'
import { bogorRow, date, hospital, kbsRow, question } from './samples.ts'

function decide(rows: RosterRow | RosterRow[], change: Partial<PersonCase> = {}) {
  return decidePerson({
    rows: [rows].flat(),
    definitions: programmes,
    hospital: hospital(),
    question: question(),
    foundBy: null,
    rosterAsOf: date('2026-11-21'),
    today: date('2026-11-21'),
    choice: null,
    ...change,
  })
}

/** The reasons of a refusal; none for an eligible verdict. */
function reasons(rows: RosterRow | RosterRow[], change: Partial<PersonCase> = {}): RefusalCode[] {
  const { verdict } = decide(rows, change)
  expect(Verdict.safeParse(verdict).success).toBe(true)
  return verdict.kind === 'ineligible' ? verdict.reasons : []
}

function asked(change: Parameters<typeof question>[0]): Partial<PersonCase> {
  return { question: question(change) }
}

function on(serviceDate: string): Partial<PersonCase> {
  return asked({ serviceDate })
}

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

describe('membership', () => {
  it.each([
    ['2026-11-20', { validFrom: '2026-11-21' }, ['membership-not-started']],
    ['2026-11-21', { validFrom: '2026-11-21' }, []],
    ['2026-11-21', { validUntil: '2026-11-21' }, []],
    ['2026-11-22', { validUntil: '2026-11-21' }, ['membership-ended']],
    ['2026-11-20', { status: 'ended', statusSince: '2026-11-21' }, []],
    ['2026-11-21', { status: 'ended', statusSince: '2026-11-21' }, ['membership-ended']],
    ['2026-11-21', { status: 'ended' }, ['membership-ended']],
    ['2026-11-20', { status: 'suspended', statusSince: '2026-11-21' }, []],
    ['2026-11-21', { status: 'suspended', statusSince: '2026-11-21' }, ['membership-suspended']],
    ['2026-11-21', { status: 'suspended' }, ['membership-suspended']],
    ['2026-11-20', { status: 'moved', statusSince: '2026-11-21' }, []],
    ['2026-11-21', { status: 'moved', statusSince: '2026-11-21' }, ['moved-away']],
    ['2026-11-21', { status: 'moved' }, ['moved-away']],
    ['2026-11-21', { districtCode: '321601' }, ['moved-away']],
    ['2026-11-21', { status: 'deceased', statusSince: '2026-11-21' }, []],
    ['2026-11-22', { status: 'deceased', statusSince: '2026-11-21' }, ['deceased']],
    ['2026-11-21', { status: 'deceased' }, ['deceased']],
  ])('on %s with %o is refused for %j', (day, change, expected) => {
    expect(reasons(kbsRow(change), on(day))).toEqual(expected)
  })

  it('lists every ground that applies, in the order of the rules', () => {
    const row = kbsRow({
      validFrom: '2026-12-01',
      status: 'suspended',
      districtCode: '320101',
      residentSince: '2026-11-01',
      jknStatus: 'active',
    })
    const change = {
      ...asked({ care: 'rawat-inap', wardClass: '1', otherPayer: true, accident: 'traffic' }),
      hospital: hospital({ owner: 'private', contracts: [] }),
    }
    expect(reasons(row, change)).toEqual([
      'membership-not-started',
      'membership-suspended',
      'moved-away',
      'residence-too-short',
      'jkn-active',
      'other-insurance',
      'referral-missing',
      'hospital-not-contracted',
      'hospital-not-government',
      'ward-class-too-high',
      'accident-other-payer',
    ])
  })
})

describe('residence', () => {
  it.each([
    ['2026-05-21', '2026-11-21', []],
    ['2026-05-22', '2026-11-21', ['residence-too-short']],
    ['2025-08-31', '2026-02-28', []],
    ['2025-08-31', '2026-02-27', ['residence-too-short']],
    ['2023-08-31', '2024-02-28', ['residence-too-short']],
    ['2023-08-31', '2024-02-29', []],
    ['2026-12-31', '2026-11-21', ['residence-too-short']],
  ])('since %s, asked on %s, is refused for %j', (residentSince, day, expected) => {
    expect(reasons(kbsRow({ residentSince }), on(day))).toEqual(expected)
  })

  it('is unknown, not refused, when the issuer left it empty', () => {
    const answer = decide(kbsRow({ residentSince: null }))
    expect(answer.verdict.kind).toBe('eligible')
    expect(answer.programmes[0]?.trace).toContainEqual({
      rule: 'residence-too-short',
      outcome: 'unknown',
      facts: { minMonths: 6, residentSince: null },
    })
  })

  it('was not asked before 2020', () => {
    expect(reasons(kbsRow({ residentSince: '2019-12-01' }), on('2019-12-31'))).toEqual([])
  })
})

describe('JKN', () => {
  it.each([
    ['2018-01-01', 'active', 'pbi-apbn', ['jkn-active']],
    ['2018-01-01', 'active', 'pbi-apbd', ['jkn-active']],
    ['2018-01-01', 'active', 'ppu', []],
    ['2018-01-01', 'active', null, []],
    ['2018-01-01', 'inactive', 'pbi-apbn', []],
    ['2020-01-01', 'active', 'ppu', ['jkn-active']],
    ['2020-01-01', 'active', null, ['jkn-active']],
    ['2026-01-01', 'inactive', 'ppu', []],
    ['2026-01-01', 'none', null, []],
  ])('in Bekasi on %s, %s in segment %s, is refused for %j', (day, jknStatus, jknSegment, expected) => {
    expect(reasons(kbsRow({ jknStatus, jknSegment, jknNumber: '0001234567890' }), on(day))).toEqual(expected)
  })

  it.each([
    [{}, []],
    [{ jknSegment: 'pbpu-pemda' }, []],
    [{ jknSegment: 'pbi-apbn' }, ['jkn-not-active']],
    [{ jknSegment: null }, ['jkn-not-active']],
    [{ jknStatus: 'inactive' }, ['jkn-not-active']],
    [{ jknStatus: 'none' }, ['jkn-not-active']],
    [{ jknNumber: null }, ['jkn-not-active']],
  ])('in Bogor with %o is refused for %j', (change, expected) => {
    expect(reasons(bogorRow(change))).toEqual(expected)
  })

  it('with another payer is refused in Bekasi from 2020, never in Bogor', () => {
    const other = { otherPayer: true }
    expect(reasons(kbsRow(), asked(other))).toEqual(['other-insurance'])
    expect(reasons(kbsRow(), asked({ ...other, serviceDate: '2019-12-31' }))).toEqual([])
    expect(reasons(bogorRow(), asked(other))).toEqual([])
  })
})

describe('a referral', () => {
  const planned = (origin: string | null, day = '2026-11-21', care = 'rawat-jalan') =>
    asked({ care, referral: origin === null ? null : { origin, date: day } })
  const privately = { hospital: hospital({ owner: 'private' }) }

  it.each(['rawat-jalan', 'rawat-inap'])('is asked for %s', (care) => {
    expect(reasons(kbsRow(), planned(null, undefined, care))).toEqual(['referral-missing'])
  })

  it.each(['igd', 'persalinan'])('is not asked for %s, and a useless one does no harm', (care) => {
    expect(reasons(kbsRow(), planned(null, undefined, care))).toEqual([])
    expect(reasons(kbsRow(), planned('klinik', '2020-01-01', care))).toEqual([])
  })

  it('was not asked in Bekasi before November 2018', () => {
    expect(reasons(kbsRow(), asked({ care: 'rawat-jalan', serviceDate: '2018-10-31' }))).toEqual([])
    expect(reasons(kbsRow(), asked({ care: 'rawat-jalan', serviceDate: '2018-11-01' }))).toEqual(['referral-missing'])
  })

  it.each([
    ['puskesmas', [], ['referral-wrong-origin'], []],
    ['rs', [], [], ['referral-wrong-origin']],
    ['klinik', ['referral-wrong-origin'], ['referral-wrong-origin'], []],
    ['dokter', ['referral-wrong-origin'], ['referral-wrong-origin'], []],
  ])('from %s', (origin, government, privateHospital, bogor) => {
    const at2021 = {
      ...asked({ care: 'rawat-jalan', serviceDate: '2021-06-01', referral: { origin, date: '2021-06-01' } }),
    }
    expect(reasons(kbsRow(), planned(origin))).toEqual(government)
    expect(reasons(kbsRow(), { ...at2021, ...privately })).toEqual(privateHospital)
    expect(reasons(bogorRow(), planned(origin))).toEqual(bogor)
    expect(reasons(bogorRow(), { ...planned(origin), ...privately })).toEqual(bogor)
  })

  it.each([
    ['2026-08-23', []],
    ['2026-08-22', ['referral-expired']],
    ['2026-11-21', []],
    ['2026-11-22', ['referral-expired']],
  ])('dated %s for care on 2026-11-21 is refused for %j', (day, expected) => {
    expect(reasons(kbsRow(), planned('puskesmas', day))).toEqual(expected)
  })
})

describe('the hospital', () => {
  const contracted = (contract: object) => ({
    hospital: hospital({
      contracts: [{ programme: 'kbs-bekasi', from: '2026-01-01', until: '2026-12-31', ...contract }],
    }),
  })

  it.each([
    ['2025-12-31', ['hospital-not-contracted']],
    ['2026-01-01', []],
    ['2026-12-31', []],
    ['2027-01-01', ['hospital-not-contracted']],
  ])('has a contract for 2026 only: on %s refused for %j', (day, expected) => {
    expect(reasons(kbsRow(), { ...on(day), ...contracted({}) })).toEqual(expected)
  })

  it('may be contracted for some kinds of care only', () => {
    expect(reasons(kbsRow(), contracted({ careKinds: ['igd'] }))).toEqual([])
    expect(reasons(kbsRow(), contracted({ careKinds: ['rawat-inap'] }))).toEqual(['hospital-not-contracted'])
  })

  it('must be the government’s in Bekasi from April 2022, not in Bogor', () => {
    const privately = { hospital: hospital({ owner: 'private' }) }
    expect(reasons(kbsRow(), { ...on('2022-03-31'), ...privately })).toEqual([])
    expect(reasons(kbsRow(), { ...on('2022-04-01'), ...privately })).toEqual(['hospital-not-government'])
    expect(reasons(bogorRow(), privately)).toEqual([])
  })
})

describe('the ward class', () => {
  it.each([
    ['rawat-inap', '2', ['ward-class-too-high']],
    ['persalinan', '1', ['ward-class-too-high']],
    ['rawat-inap', '3', []],
    ['rawat-inap', null, []],
    ['igd', '1', []],
  ])('asked for %s is %s: refused for %j', (care, wardClass, expected) => {
    const referral = { origin: 'puskesmas', date: '2026-11-20' }
    expect(reasons(kbsRow(), asked({ care, wardClass, referral }))).toEqual(expected)
  })

  it('guaranteed is never better than the programme’s, whatever the record says', () => {
    expect(decide(kbsRow({ wardClass: '1' })).verdict).toMatchObject({ guaranteedWardClass: '3' })
    const generous = { ...kbsBekasi, versions: kbsBekasi.versions.map((v) => ({ ...v, wardClass: '1' as const })) }
    expect(decide(kbsRow({ wardClass: '2' }), { definitions: [generous] }).verdict).toMatchObject({
      guaranteedWardClass: '2',
    })
  })
})

it('refuses a kind of care that the version does not cover', () => {
  const narrow = {
    ...kbsBekasi,
    versions: kbsBekasi.versions.map((v) => ({ ...v, careKinds: ['rawat-inap' as const] })),
  }
  expect(reasons(kbsRow(), { definitions: [narrow] })).toEqual(['care-not-covered'])
})

describe('a card', () => {
  const byCard = { foundBy: { kind: 'card', value: 'KBS2017000001' } } as const
  const byUid = { foundBy: { kind: 'uid', value: '04A1B2C3' } } as const
  const byNik = { foundBy: { kind: 'nik', value: '3275021508909901' } } as const

  it.each(['lost', 'blocked'])(
    'that is %s refuses when it was read, and only warns when the NIK was used',
    (cardStatus) => {
      const row = kbsRow({ cardStatus })
      expect(reasons(row, byCard)).toEqual(['card-blocked'])
      expect(reasons(row, byUid)).toEqual(['card-blocked'])
      expect(decide(row, byCard).warnings).toEqual([])
      expect(decide(row, byNik)).toMatchObject({ verdict: { kind: 'eligible' }, warnings: ['card-lost-but-member'] })
    },
  )

  it('in use refuses nothing', () => {
    expect(reasons(kbsRow(), byCard)).toEqual([])
  })

  it('that is another one than the card read refuses nothing', () => {
    const answer = decide(kbsRow({ cardStatus: 'lost' }), { foundBy: { kind: 'card', value: 'LAIN1' } })
    expect(answer).toMatchObject({ verdict: { kind: 'eligible' }, warnings: ['card-lost-but-member'] })
  })
})

it('after an accident sends to the payer that comes first', () => {
  expect(reasons(kbsRow(), asked({ accident: 'traffic' }))).toEqual(['accident-other-payer'])
  expect(reasons(bogorRow(), asked({ accident: 'work' }))).toEqual(['accident-other-payer'])
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
    expect(decide(kbsRow(), { rosterAsOf: date(rosterAsOf) }).verdict.kind).toBe(kind)
  })

  it('counts from today, not from the service date', () => {
    expect(decide(kbsRow(), on('2026-12-20')).verdict.kind).toBe('eligible')
  })

  it('too old, says what the verdict would be', () => {
    const old = { rosterAsOf: date('2026-11-01') }
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

describe('a provisional guarantee', () => {
  const ended = kbsRow({ status: 'ended' })

  it.each(['igd', 'persalinan'])('is offered for %s on anything but eligible', (care) => {
    expect(decide(ended, asked({ care })).provisionalOffered).toBe(true)
    expect(decide(kbsRow({ status: 'duplicate' }), asked({ care })).provisionalOffered).toBe(true)
    expect(decide(kbsRow(), { ...asked({ care }), rosterAsOf: date('2026-01-01') }).provisionalOffered).toBe(true)
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

describe('the definitions that ship', () => {
  it.each(programmes.map((definition) => [definition.code, definition] as const))(
    '%s: versions follow each other without gap or overlap',
    (_code, { versions }) => {
      for (const [index, version] of versions.entries()) {
        const next = versions[index + 1]
        const dayAfter =
          version.until === null
            ? undefined
            : new Date(Date.parse(version.until) + 86_400_000).toISOString().slice(0, 10)
        expect(next?.from).toBe(dayAfter)
      }
      expect(versions.at(-1)?.until).toBeNull()
    },
  )

  it('have different codes and letters', () => {
    expect(new Set(programmes.map(({ code }) => code)).size).toBe(programmes.length)
    expect(programmes.map(({ letters }) => letters)).toEqual(['KBS', 'BGS'])
    expect([kbsBekasi.payer, bogorSehat.payer]).toEqual(['Pemerintah Kota Bekasi', 'Pemerintah Kabupaten Bogor'])
  })
})

it('treats an empty list of rows as a bug of the caller', () => {
  expect(() => decide([])).toThrow('at least one row')
})
