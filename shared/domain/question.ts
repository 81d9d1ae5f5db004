import { z } from 'zod'
import { Accident, CareKind, ReferralOrigin } from './care.ts'
import { IsoDate } from './dates.ts'
import { WardClass } from './roster-row.ts'

export const Referral = z.strictObject({ origin: ReferralOrigin, date: IsoDate })
export type Referral = z.infer<typeof Referral>

/** What is asked about a person: everything that a rule may need beside the roster row and the hospital. */
export const Question = z.strictObject({
  serviceDate: IsoDate,
  care: CareKind,
  wardClass: WardClass.nullable(),
  referral: Referral.nullable(),
  otherPayer: z.boolean(),
  accident: Accident,
})
export type Question = z.infer<typeof Question>
