import { z } from 'zod'
import { CareKind, ReferralOrigin } from './care.ts'
import { IsoDate } from './dates.ts'
import { ProgrammeCode, RegencyCode } from './identifiers.ts'
import { Category, JknSegment, WardClass } from './roster-row.ts'

/** How active JKN cover bears on membership. `any` counts an empty segment too. */
export const JknRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('excluded'),
    segments: z.union([z.literal('any'), z.array(JknSegment).nonempty()]),
  }),
  z.strictObject({ kind: z.literal('required'), segments: z.array(JknSegment).nonempty() }),
])

/** Which referral is asked, for which care, from whom, how old at most. */
export const ReferralRule = z.strictObject({
  careKinds: z.array(CareKind).nonempty(),
  origins: z.strictObject({
    government: z.array(ReferralOrigin).nonempty(),
    private: z.array(ReferralOrigin).nonempty(),
  }),
  maxAgeDays: z.int().positive(),
})

/** One dated version of a programme's rules. A decree changes data here, never code. */
export const ProgrammeVersion = z.strictObject({
  version: z.string().regex(/^v\d{1,3}$/),
  from: IsoDate,
  until: IsoDate.nullable(),
  shownAs: z.string().min(1).max(80),
  cardScope: z.enum(['family', 'person']),
  regencyCodes: z.array(RegencyCode).nonempty(),
  minMonthsResident: z.int().nonnegative().nullable(),
  jkn: JknRule.nullable(),
  excludesOtherInsurance: z.boolean(),
  wardClass: WardClass,
  careKinds: z.array(CareKind).nonempty(),
  referral: ReferralRule.nullable(),
  hospitals: z.enum(['contracted', 'contracted-government']),
  /** City hospital first; a private one when the clerk states that the RSUD is full. Shown, never a refusal. */
  rsudFirst: z.boolean(),
  newbornDays: z.int().nonnegative(),
  priorityCategories: z.array(Category),
  /** The decree or report the version rests on. */
  source: z.string(),
})
export type ProgrammeVersion = z.infer<typeof ProgrammeVersion>

export const ProgrammeDefinition = z.strictObject({
  code: ProgrammeCode,
  /** Three letters in letter numbers: KBS, BGS. */
  letters: z.string().regex(/^[A-Z]{3}$/),
  /** Who pays, as written in sentences: `Pemerintah Kota Bekasi`. */
  payer: z.string(),
  shortName: z.string(),
  staleAfterDays: z.int().positive(),
  staleWarningDays: z.int().positive(),
  provisionalDueHours: z.int().positive(),
  versions: z.array(ProgrammeVersion).nonempty(),
})
export type ProgrammeDefinition = z.infer<typeof ProgrammeDefinition>
