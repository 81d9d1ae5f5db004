import { z } from 'zod'
import { CareKind } from './care.ts'
import { IsoDate } from './dates.ts'
import { ProgrammeCode, RegencyCode } from './identifiers.ts'
import { WardClass } from './roster-row.ts'

/** The hospital's agreement (PKS) with a programme. `until` is 31 December of its year unless agreed otherwise. `careKinds` absent: all kinds. */
export const Contract = z.strictObject({
  programme: ProgrammeCode,
  from: IsoDate,
  until: IsoDate,
  careKinds: z.array(CareKind).nonempty().optional(),
})
export type Contract = z.infer<typeof Contract>

/** What stands at the head of every letter. */
export const LetterHead = z.strictObject({
  authority: z.string().max(120),
  address: z.string().max(200),
  phone: z.string().max(60),
  city: z.string().max(60),
})

/** The hospital's configuration, as read by `loket hospital set FILE.json` and kept in the journal. */
export const Hospital = z.strictObject({
  code: z.string().regex(/^\d{7}$/),
  name: z.string().min(1).max(120),
  owner: z.enum(['government', 'private']),
  regencyCode: RegencyCode,
  isRsud: z.boolean(),
  contracts: z.array(Contract),
  wardClasses: z.array(WardClass).nonempty().default(['1', '2', '3']),
  letterHead: LetterHead,
  timeZone: z.string().default('Asia/Jakarta'),
})
export type Hospital = z.infer<typeof Hospital>

/** The programmes that the hospital has an agreement with on `date`, in the order of its contracts. */
export function contractedOn({ contracts }: Pick<Hospital, 'contracts'>, date: IsoDate): ProgrammeCode[] {
  return contracts.filter(({ from, until }) => from <= date && date <= until).map(({ programme }) => programme)
}

/** The window itself: its code stands in every letter number. */
export const Desk = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]{1,6}$/),
  /** Only in entries from before operators signed in. */
  clerkName: z.string().min(1).max(80).optional(),
})
export type Desk = z.infer<typeof Desk>
