import { addMonths, daysBetween } from './dates.ts'
import type { Contract, Hospital } from './hospital.ts'
import type { ProgrammeVersion } from './programme.ts'
import type { Question } from './question.ts'
import type { RosterRow, WardClass } from './roster-row.ts'
import type { RefusalCode, TraceStep } from './verdict.ts'

/** The number by which a person was found, as it stands in the roster; a name search and a choice from a list have none. */
export type FoundBy = { kind: 'nik' | 'kk' | 'jkn' | 'card' | 'uid' | 'name'; value: string }

/** Everything that a rule may look at. */
export type Case = {
  row: RosterRow
  version: ProgrammeVersion
  hospital: Hospital
  question: Question
  foundBy: FoundBy | null
}

type Facts = TraceStep['facts']
type Finding = { outcome: TraceStep['outcome']; facts: Facts }
type Rule = readonly [RefusalCode, (c: Case) => Finding]

/**
 * The grounds of refusal that follow `programme-not-in-force`, in the order in which they are looked at, traced and listed.
 * Each looks at its own facts only: every ground that applies is found, not just the first.
 */
export const RULES: readonly Rule[] = [
  ['membership-not-started', membershipNotStarted],
  ['membership-ended', membershipEnded],
  ['membership-suspended', membershipSuspended],
  ['moved-away', movedAway],
  ['deceased', deceased],
  ['residence-too-short', residenceTooShort],
  ['jkn-active', jknActive],
  ['jkn-not-active', jknNotActive],
  ['other-insurance', otherInsurance],
  ['referral-missing', referralMissing],
  ['referral-wrong-origin', referralWrongOrigin],
  ['referral-expired', referralExpired],
  ['hospital-not-contracted', hospitalNotContracted],
  ['hospital-not-government', hospitalNotGovernment],
  ['ward-class-too-high', wardClassTooHigh],
  ['care-not-covered', careNotCovered],
  ['card-blocked', cardBlocked],
  ['accident-other-payer', accidentOtherPayer],
]

/** The lower of what the record and the version grant: 3 is lower than 1, so the larger number. */
export function guaranteedWardClass(row: RosterRow, version: ProgrammeVersion): WardClass {
  return Number(row.wardClass) > Number(version.wardClass) ? row.wardClass : version.wardClass
}

/** Whether the person was found by this row's own card. */
export function isFoundByItsCard(row: RosterRow, foundBy: FoundBy | null): boolean {
  if (foundBy?.kind === 'card') return foundBy.value === row.cardNumber
  if (foundBy?.kind === 'uid') return foundBy.value === row.cardUid
  return false
}

export function isCardOutOfUse(row: RosterRow): boolean {
  return row.cardStatus === 'lost' || row.cardStatus === 'blocked'
}

function membershipNotStarted({ row, question }: Case): Finding {
  return refuseWhen(question.serviceDate < row.validFrom, {
    serviceDate: question.serviceDate,
    validFrom: row.validFrom,
  })
}

function membershipEnded(c: Case): Finding {
  const { row, question } = c
  const lapsed = row.validUntil !== null && question.serviceDate > row.validUntil
  return refuseWhen(lapsed || hasStatus(c, 'ended'), { validUntil: row.validUntil, ...statusFacts(c) })
}

function membershipSuspended(c: Case): Finding {
  return refuseWhen(hasStatus(c, 'suspended'), statusFacts(c))
}

function movedAway(c: Case): Finding {
  const regency = c.row.districtCode.slice(0, 4)
  const elsewhere = !c.version.regencyCodes.some((code) => code === regency)
  return refuseWhen(elsewhere || hasStatus(c, 'moved'), {
    regency,
    regencies: c.version.regencyCodes.join(', '),
    ...statusFacts(c),
  })
}

/** Care on the day of death itself still counts. */
function deceased({ row, question }: Case): Finding {
  const dead = row.status === 'deceased' && (row.statusSince === null || question.serviceDate > row.statusSince)
  return refuseWhen(dead, { status: row.status, statusSince: row.statusSince, serviceDate: question.serviceDate })
}

function residenceTooShort({ row, version, question }: Case): Finding {
  const minMonths = version.minMonthsResident
  if (minMonths === null) return notApplicable()
  if (row.residentSince === null) return unknown({ minMonths, residentSince: null })
  const reachedOn = addMonths(row.residentSince, minMonths)
  return refuseWhen(reachedOn > question.serviceDate, { minMonths, residentSince: row.residentSince, reachedOn })
}

function jknActive({ row, version: { jkn } }: Case): Finding {
  if (jkn?.kind !== 'excluded') return notApplicable()
  const facts = { jknStatus: row.jknStatus, segment: row.jknSegment, segments: segmentList(jkn.segments) }
  if (row.jknStatus !== 'active') return passed(facts)
  if (jkn.segments === 'any') return failed(facts)
  // Active in a segment that the issuer left out: it may be one of the excluded ones.
  if (row.jknSegment === null) return unknown(facts)
  return refuseWhen(jkn.segments.includes(row.jknSegment), facts)
}

function jknNotActive({ row, version: { jkn } }: Case): Finding {
  if (jkn?.kind !== 'required') return notApplicable()
  const isInSegment = row.jknSegment !== null && jkn.segments.includes(row.jknSegment)
  const isCovered = row.jknNumber !== null && row.jknStatus === 'active' && isInSegment
  return refuseWhen(!isCovered, {
    hasJknNumber: row.jknNumber !== null,
    jknStatus: row.jknStatus,
    segment: row.jknSegment,
    segments: segmentList(jkn.segments),
  })
}

function otherInsurance({ version, question }: Case): Finding {
  if (!version.excludesOtherInsurance) return notApplicable()
  return refuseWhen(question.otherPayer, { otherPayer: question.otherPayer })
}

function referralMissing(c: Case): Finding {
  const rule = referralRule(c)
  if (!rule) return notApplicable()
  return refuseWhen(c.question.referral === null, {
    care: c.question.care,
    origins: rule.origins[c.hospital.owner].join(', '),
    maxAgeDays: rule.maxAgeDays,
  })
}

function referralWrongOrigin(c: Case): Finding {
  const rule = referralRule(c)
  const { referral } = c.question
  if (!rule || !referral) return notApplicable()
  const origins = rule.origins[c.hospital.owner]
  return refuseWhen(!origins.includes(referral.origin), {
    origin: referral.origin,
    owner: c.hospital.owner,
    origins: origins.join(', '),
  })
}

function referralExpired(c: Case): Finding {
  const rule = referralRule(c)
  const { referral, serviceDate } = c.question
  if (!rule || !referral) return notApplicable()
  const ageDays = daysBetween(referral.date, serviceDate)
  return refuseWhen(ageDays < 0 || ageDays > rule.maxAgeDays, {
    referralDate: referral.date,
    serviceDate,
    ageDays,
    maxAgeDays: rule.maxAgeDays,
  })
}

function hospitalNotContracted({ row, hospital, question }: Case): Finding {
  const own = hospital.contracts.filter((contract) => contract.programme === row.programme)
  const inForce = own.find((contract) => covers(contract, question))
  const latest = own.map((contract) => contract.until).reduce((a, b) => (a > b ? a : b), '')
  return refuseWhen(inForce === undefined, {
    serviceDate: question.serviceDate,
    care: question.care,
    contractFrom: inForce?.from ?? null,
    contractUntil: inForce?.until ?? (latest === '' ? null : latest),
  })
}

function covers(contract: Contract, { serviceDate, care }: Question): boolean {
  const kinds = contract.careKinds
  return contract.from <= serviceDate && serviceDate <= contract.until && (kinds === undefined || kinds.includes(care))
}

function hospitalNotGovernment({ version, hospital }: Case): Finding {
  if (version.hospitals !== 'contracted-government') return notApplicable()
  return refuseWhen(hospital.owner === 'private', { owner: hospital.owner })
}

function wardClassTooHigh({ row, version, question }: Case): Finding {
  const isBedCare = question.care === 'rawat-inap' || question.care === 'persalinan'
  if (!isBedCare || question.wardClass === null) return notApplicable()
  const guaranteed = guaranteedWardClass(row, version)
  return refuseWhen(Number(question.wardClass) < Number(guaranteed), { asked: question.wardClass, guaranteed })
}

function careNotCovered({ version, question }: Case): Finding {
  return refuseWhen(!version.careKinds.includes(question.care), {
    care: question.care,
    careKinds: version.careKinds.join(', '),
  })
}

function cardBlocked({ row, foundBy }: Case): Finding {
  if (!isFoundByItsCard(row, foundBy)) return notApplicable()
  return refuseWhen(isCardOutOfUse(row), { cardStatus: row.cardStatus, foundBy: foundBy?.kind ?? null })
}

function accidentOtherPayer({ question }: Case): Finding {
  return refuseWhen(question.accident !== 'none', { accident: question.accident })
}

function hasStatus({ row, question }: Case, status: RosterRow['status']): boolean {
  return row.status === status && (row.statusSince === null || question.serviceDate >= row.statusSince)
}

function statusFacts({ row, question }: Case): Facts {
  return { status: row.status, statusSince: row.statusSince, serviceDate: question.serviceDate }
}

function referralRule({ version, question }: Case): ProgrammeVersion['referral'] {
  return version.referral?.careKinds.includes(question.care) ? version.referral : null
}

function segmentList(segments: 'any' | readonly string[]): string {
  return typeof segments === 'string' ? segments : segments.join(', ')
}

function refuseWhen(isGround: boolean, facts: Facts): Finding {
  return isGround ? failed(facts) : passed(facts)
}

function failed(facts: Facts): Finding {
  return { outcome: 'failed', facts }
}

function passed(facts: Facts): Finding {
  return { outcome: 'passed', facts }
}

function unknown(facts: Facts): Finding {
  return { outcome: 'unknown', facts }
}

function notApplicable(): Finding {
  return { outcome: 'not-applicable', facts: {} }
}
