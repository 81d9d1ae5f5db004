import { describe, expect, it } from 'vitest'
import type { PersonCase } from '../../../shared/domain/decide.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { asked, decide, on, reasons } from './deciding.ts'
import { bogorRow, hospital, kbsRow } from './samples.ts'

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
  it.each([
    ['2025-12-31', ['hospital-not-contracted']],
    ['2026-01-01', []],
    ['2026-12-31', []],
    ['2027-01-01', ['hospital-not-contracted']],
  ])('has a contract for 2026 only: on %s refused for %j', (day, expected) => {
    expect(reasons(kbsRow(), { ...on(day), ...contracted() })).toEqual(expected)
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

function planned(origin: string | null, day = '2026-11-21', care = 'rawat-jalan'): Partial<PersonCase> {
  return asked({ care, referral: origin === null ? null : { origin, date: day } })
}

function contracted(contract: object = {}): Partial<PersonCase> {
  const own = { programme: 'kbs-bekasi', from: '2026-01-01', until: '2026-12-31', ...contract }
  return { hospital: hospital({ contracts: [own] }) }
}
