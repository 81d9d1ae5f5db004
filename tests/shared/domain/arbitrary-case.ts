/** Random cases crowded around every boundary of the rules, each field more often harmless than not, so that all kinds of answers occur. */
import * as fc from 'fast-check'
import { CareKind, ReferralOrigin, type Accident } from '../../../shared/domain/care.ts'
import type { PersonCase } from '../../../shared/domain/decide.ts'
import { addDays, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import { DistrictCode, Nik, ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Category, RosterRow, Sex, WardClass } from '../../../shared/domain/roster-row.ts'
import type { FoundBy } from '../../../shared/domain/rules.ts'
import { programmes } from '../../../shared/programmes/programmes.ts'
import { bogorRow, date, hospital, kbsRow } from './samples.ts'

/** The made-up programme that the naive evaluator knows too: it alone leaves kinds of care out and has other figures. */
export const limitedProgramme = ProgrammeDefinition.parse({
  code: 'uji-terbatas',
  letters: 'UJI',
  payer: 'Pemerintah Contoh',
  shortName: 'Uji',
  staleAfterDays: 7,
  staleWarningDays: 3,
  provisionalDueHours: 48,
  versions: [
    {
      version: 'v1',
      from: '2018-01-01',
      until: '2026-12-31',
      shownAs: 'Uji Terbatas',
      cardScope: 'person',
      regencyCodes: ['3275', '3201'],
      minMonthsResident: null,
      jkn: null,
      excludesOtherInsurance: false,
      wardClass: '2',
      careKinds: ['rawat-inap', 'igd'],
      referral: null,
      hospitals: 'contracted',
      rsudFirst: false,
      newbornDays: 0,
      priorityCategories: [],
      source: 'made for the tests',
    },
  ],
})

const definitions = [...programmes, limitedProgramme]

const KBS = kbsRow()
const BOGOR = bogorRow()
const HOSPITAL = hospital()
const KBS_CODE = KBS.programme
const BOGOR_CODE = BOGOR.programme
const LIMITED_CODE = limitedProgramme.code
const UNKNOWN_CODE = ProgrammeCode.parse('program-lain')
const ALL_CODES = [KBS_CODE, BOGOR_CODE, LIMITED_CODE, UNKNOWN_CODE]

const WAYS_FOUND: FoundBy[] = [
  { kind: 'nik', value: KBS.nik },
  { kind: 'kk', value: KBS.kkNumber },
  { kind: 'jkn', value: '0001234567890' },
  { kind: 'card', value: 'KBS2017000001' },
  { kind: 'card', value: 'KBS2017000002' },
  { kind: 'uid', value: '04A1B2C3' },
  { kind: 'name', value: '' },
]

const BOUNDARIES = (
  '2017-01-16 2018-01-01 2018-11-01 2019-01-01 2020-01-01 2022-04-01 2027-01-01 ' +
  '2024-02-29 2025-02-28 2025-08-31 2026-03-01 2026-11-21'
)
  .split(' ')
  .map(date)

/** `good` about five times in six, else one of the others. */
function mostly<T>(good: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: fc.constant(good), weight: 5 }, { arbitrary: fc.constantFrom(...others), weight: 1 })
}

const serviceDate = fc
  .tuple(fc.constantFrom(...BOUNDARIES), fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -400, max: 400 })))
  .map(([day, offset]) => addDays(day, offset))

/** Days before (-) or after the service date; null for an empty field. */
const nearby = fc.constantFrom(-1, 0, 1)

const rowArbitrary = fc.record({
  programme: fc.constantFrom(KBS_CODE, KBS_CODE, KBS_CODE, BOGOR_CODE, BOGOR_CODE, LIMITED_CODE, UNKNOWN_CODE),
  validFrom: mostly(-500, 0, 1, -1, 30),
  validUntil: mostly<number | null>(null, 0, 1, -1, 500),
  status: mostly<RosterRow['status']>('active', 'suspended', 'ended', 'moved', 'deceased', 'duplicate'),
  statusSince: fc.option(nearby),
  districtCode: mostly<DistrictCode | null>(
    null,
    ...['321601', '327599', '320199', '910101', '327512'].map((code) => DistrictCode.parse(code)),
  ),
  residentSince: fc.option(
    fc.oneof(fc.constant(-800), fc.constant(-800), fc.integer({ min: -186, max: -178 }), nearby),
    { freq: 8 },
  ),
  jknNumber: mostly<RosterRow['jknNumber']>(BOGOR.jknNumber, null),
  jknStatus: mostly<RosterRow['jknStatus'] | null>(null, 'none', 'active', 'inactive'),
  jknSegment: mostly<RosterRow['jknSegment'] | 'base'>(
    'base',
    null,
    'pbi-apbn',
    'pbi-apbd',
    'pbpu-pemda',
    'ppu',
    'pbpu',
    'bp',
  ),
  wardClass: mostly<WardClass>('3', '2', '1'),
  category: fc.constantFrom<Category[]>('fakir-miskin', 'lainnya'),
  cardStatus: mostly<RosterRow['cardStatus']>('distributed', 'lost', 'blocked', null),
  hasCard: mostly(true, false),
  sex: mostly<Sex>('L', 'P'),
  birthDate: mostly(KBS.birthDate, ...['1890-08-15', '1990-08-16', '1990-09-15', '1991-08-15'].map(date)),
})

const questionArbitrary = fc.record({
  care: fc.constantFrom(...CareKind.options),
  wardClass: mostly<WardClass | null>(null, '1', '2', '3'),
  referral: fc.option(
    fc.record({
      origin: fc.constantFrom<ReferralOrigin[]>('puskesmas', ...ReferralOrigin.options),
      days: mostly(-10, -91, -90, -89, 0, 1),
    }),
    { freq: 5 },
  ),
  otherPayer: mostly(false, true),
  accident: mostly<Accident>('none', 'traffic', 'work'),
})

type DrawnContract = { programme: ProgrammeCode; from: number; until: number; careKinds: CareKind[] | undefined }

const ALL_CONTRACTS: DrawnContract[] = ALL_CODES.map((programme) => ({
  programme,
  from: -300,
  until: 300,
  careKinds: undefined,
}))

const contractArbitrary: fc.Arbitrary<DrawnContract> = fc.record({
  programme: fc.constantFrom(...ALL_CODES),
  from: mostly(-300, 0, 1, -1),
  until: mostly(300, 0, 1, -1),
  careKinds: mostly<CareKind[] | undefined>(undefined, ['igd'], ['rawat-jalan', 'rawat-inap']),
})

export const personCase: fc.Arbitrary<PersonCase> = fc
  .record({
    serviceDate,
    question: questionArbitrary,
    nik: mostly(
      KBS.nik,
      ...['3275025508909902', '3275991508909911', '9101011508909909', '9601011508909908', '9912011508909910'].map(
        (nik) => Nik.parse(nik),
      ),
    ),
    rows: fc.oneof(
      { arbitrary: fc.array(rowArbitrary, { minLength: 1, maxLength: 1 }), weight: 3 },
      { arbitrary: fc.array(rowArbitrary, { minLength: 1, maxLength: 3 }), weight: 2 },
    ),
    owner: fc.constantFrom<Hospital['owner'][]>('government', 'government', 'private'),
    contracts: fc.oneof(
      { arbitrary: fc.constant(ALL_CONTRACTS), weight: 3 },
      { arbitrary: fc.array(contractArbitrary, { maxLength: 5 }), weight: 2 },
    ),
    foundBy: fc.constantFrom<(FoundBy | null)[]>(...WAYS_FOUND, null),
    choice: fc.option(
      fc.record({
        programme: fc.constantFrom(...ALL_CODES),
        row: fc.integer({ min: 0, max: 2 }),
      }),
      { freq: 2 },
    ),
    rosterAge: mostly(0, 6, 7, 8, 13, 14, 15, 400, -1),
    // Half of the time all programmes come from one source.
    agesApart: fc.option(
      fc.record({
        [KBS_CODE]: fc.constantFrom(0, 7, 8, 14, 15),
        [BOGOR_CODE]: fc.constantFrom(0, 7, 8, 14, 15),
        [LIMITED_CODE]: fc.constantFrom(0, 7, 8, 14, 15),
      }),
    ),
    today: fc.constantFrom(...BOUNDARIES),
  })
  .map((drawn): PersonCase => {
    const day = (offset: number) => addDays(drawn.serviceDate, offset)
    const { referral } = drawn.question
    return {
      rows: drawn.rows.map((row) => rowOf(row, drawn.nik, day)),
      definitions,
      hospital: {
        ...HOSPITAL,
        owner: drawn.owner,
        contracts: drawn.contracts.map(({ programme, from, until, careKinds }) => ({
          programme,
          from: day(from),
          until: day(until),
          ...(careKinds && { careKinds }),
        })),
      },
      question: {
        ...drawn.question,
        serviceDate: drawn.serviceDate,
        referral: referral && { origin: referral.origin, date: day(referral.days) },
      },
      foundBy: drawn.foundBy,
      choice: drawn.choice,
      today: drawn.today,
      rosterAsOf: (programme) => addDays(drawn.today, -(drawn.agesApart?.[programme] ?? drawn.rosterAge)),
    }
  })

type DrawnRow = typeof rowArbitrary extends fc.Arbitrary<infer Row> ? Row : never

/** The row that was drawn, on the base of a harmless one of its programme, its dates counted from the service date. */
function rowOf(drawn: DrawnRow, nik: Nik, day: (offset: number) => IsoDate): RosterRow {
  const base = drawn.programme === BOGOR_CODE ? BOGOR : KBS
  const dayOrNull = (offset: number | null) => (offset === null ? null : day(offset))
  return {
    ...base,
    nik,
    programme: drawn.programme,
    status: drawn.status,
    wardClass: drawn.wardClass,
    category: drawn.category,
    cardStatus: drawn.cardStatus,
    sex: drawn.sex,
    birthDate: drawn.birthDate,
    jknNumber: drawn.jknNumber,
    validFrom: day(drawn.validFrom),
    validUntil: dayOrNull(drawn.validUntil),
    statusSince: dayOrNull(drawn.statusSince),
    districtCode: drawn.districtCode ?? base.districtCode,
    residentSince: dayOrNull(drawn.residentSince),
    jknStatus: drawn.jknStatus ?? base.jknStatus,
    jknSegment: drawn.jknSegment === 'base' ? base.jknSegment : drawn.jknSegment,
    cardNumber: drawn.hasCard ? KBS.cardNumber : null,
    cardUid: drawn.hasCard ? KBS.cardUid : null,
  }
}
