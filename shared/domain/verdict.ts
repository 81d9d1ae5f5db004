import { z } from 'zod'
import { IsoDate } from './dates.ts'
import { ProgrammeCode } from './identifiers.ts'
import { RosterRow, WardClass } from './roster-row.ts'

/** Every ground of refusal, in the order in which it is looked at and listed. */
export const RefusalCode = z.enum([
  'programme-not-in-force',
  'membership-not-started',
  'membership-ended',
  'membership-suspended',
  'moved-away',
  'deceased',
  'residence-too-short',
  'jkn-active',
  'jkn-not-active',
  'other-insurance',
  'referral-missing',
  'referral-wrong-origin',
  'referral-expired',
  'hospital-not-contracted',
  'hospital-not-government',
  'ward-class-too-high',
  'care-not-covered',
  'card-blocked',
  'accident-other-payer',
])
export type RefusalCode = z.infer<typeof RefusalCode>

/** Differences that stop nothing. */
export const WarningCode = z.enum([
  'nik-birth-date-differs',
  'nik-sex-differs',
  'district-unknown',
  'district-retired',
  'card-lost-but-member',
])
export type WarningCode = z.infer<typeof WarningCode>

/** What the rule compared, for the clerk's "Rincian" and for later inspection. No names, no numbers of persons. */
export const Fact = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const TraceStep = z.strictObject({
  rule: RefusalCode,
  outcome: z.enum(['passed', 'failed', 'not-applicable', 'unknown']),
  facts: z.record(z.string(), Fact),
})
export type TraceStep = z.infer<typeof TraceStep>

/** Why a person must decide. */
export const ConflictCode = z.enum(['nik-twice', 'marked-duplicate'])
export type ConflictCode = z.infer<typeof ConflictCode>

export const Settled = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('eligible'), guaranteedWardClass: WardClass }),
  z.strictObject({
    kind: z.literal('ineligible'),
    reasons: z.array(RefusalCode).nonempty(),
    guaranteedWardClass: WardClass.nullable(),
  }),
  z.strictObject({ kind: z.literal('review'), conflict: ConflictCode }),
])
export type Settled = z.infer<typeof Settled>

/** One programme's judgement of one person. `version` is null when no version covers the service date. */
export const ProgrammeVerdict = z.strictObject({
  programme: ProgrammeCode,
  shownAs: z.string(),
  version: z.string().nullable(),
  settled: Settled,
  /** The rows judged: one, or both of a conflict. */
  rows: z.array(RosterRow).nonempty(),
  trace: z.array(TraceStep),
  warnings: z.array(WarningCode),
  /** Whether the row's category is one that the programme serves first. */
  priority: z.boolean(),
})
export type ProgrammeVerdict = z.infer<typeof ProgrammeVerdict>

/** The answer for one person over all programmes. `not-found` belongs to a key, not to a person, so it is not here. */
export const Verdict = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('eligible'),
    programme: ProgrammeCode,
    version: z.string(),
    guaranteedWardClass: WardClass,
  }),
  z.strictObject({
    kind: z.literal('ineligible'),
    programme: ProgrammeCode,
    version: z.string().nullable(),
    reasons: z.array(RefusalCode).nonempty(),
    guaranteedWardClass: WardClass.nullable(),
  }),
  z.strictObject({
    kind: z.literal('review'),
    programme: ProgrammeCode,
    version: z.string().nullable(),
    conflict: ConflictCode,
  }),
  z.strictObject({
    kind: z.literal('stale'),
    programme: ProgrammeCode,
    version: z.string().nullable(),
    rosterDate: IsoDate,
    verdictIfCurrent: Settled,
  }),
])
export type Verdict = z.infer<typeof Verdict>
