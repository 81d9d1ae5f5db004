import { z } from 'zod'
import { Accident, CareKind, ReferralOrigin } from '../../shared/domain/care.ts'
import { IsoDate } from '../../shared/domain/dates.ts'
import type { Question } from '../../shared/domain/question.ts'
import { WardClass } from '../../shared/domain/roster-row.ts'

/** The columns of a batch beside `key`; the options of `loket check` carry the same. */
export const QUESTION_COLUMNS = [
  'care',
  'date',
  'ward_class',
  'referral_origin',
  'referral_date',
  'other_payer',
  'accident',
] as const
export type QuestionColumn = (typeof QUESTION_COLUMNS)[number]

/** What is wrong with a question; names a column, never a value. */
export type QuestionFault = `${QuestionColumn}-invalid` | 'referral-incomplete'

const Flag = z
  .enum(['yes', 'no', 'ya', 'tidak', 'true', 'false', '1', '0'])
  .transform((word) => ['yes', 'ya', 'true', '1'].includes(word))

const READERS = {
  care: CareKind,
  date: IsoDate,
  ward_class: WardClass,
  referral_origin: ReferralOrigin,
  referral_date: IsoDate,
  other_payer: Flag,
  accident: Accident,
} as const satisfies Record<QuestionColumn, z.ZodType>

/** Reads what was given of a question, empty meaning not given; the rest takes its default when it is asked. */
export function readQuestion(
  given: Partial<Record<QuestionColumn, string | undefined>>,
): { ok: true; question: Partial<Question> } | { ok: false; fault: QuestionFault } {
  const read: Partial<{ [K in QuestionColumn]: z.infer<(typeof READERS)[K]> }> = {}
  for (const column of QUESTION_COLUMNS) {
    const text = given[column]?.trim().toLowerCase() ?? ''
    if (text === '') continue
    const parsed = READERS[column].safeParse(text)
    if (!parsed.success) return { ok: false, fault: `${column}-invalid` }
    Object.assign(read, { [column]: parsed.data })
  }
  const { care, date, ward_class, referral_origin, referral_date, other_payer, accident } = read
  if ((referral_origin === undefined) !== (referral_date === undefined))
    return { ok: false, fault: 'referral-incomplete' }
  return {
    ok: true,
    question: {
      ...(care && { care }),
      ...(date && { serviceDate: date }),
      ...(ward_class && { wardClass: ward_class }),
      ...(referral_origin && referral_date && { referral: { origin: referral_origin, date: referral_date } }),
      ...(other_payer !== undefined && { otherPayer: other_payer }),
      ...(accident && { accident }),
    },
  }
}
