import { z } from 'zod'
import { IsoDate } from './dates.ts'
import {
  CardNumber,
  CardUid,
  DistrictCode,
  JknNumber,
  KkNumber,
  Nik,
  ProgrammeCode,
  VillageCode,
} from './identifiers.ts'

export const Sex = z.enum(['L', 'P'])
export type Sex = z.infer<typeof Sex>

export const MemberStatus = z.enum(['active', 'suspended', 'ended', 'moved', 'deceased', 'duplicate'])
export type MemberStatus = z.infer<typeof MemberStatus>

export const Category = z.enum(['fakir-miskin', 'tidak-mampu', 'pmks', 'non-jkn', 'lainnya'])
export type Category = z.infer<typeof Category>

export const JknStatus = z.enum(['none', 'active', 'inactive'])
export type JknStatus = z.infer<typeof JknStatus>

export const JknSegment = z.enum(['pbi-apbn', 'pbi-apbd', 'pbpu-pemda', 'ppu', 'pbpu', 'bp'])
export type JknSegment = z.infer<typeof JknSegment>

export const CardStatus = z.enum(['submitted', 'printing', 'distributed', 'lost', 'blocked'])
export type CardStatus = z.infer<typeof CardStatus>

export const WardClass = z.enum(['1', '2', '3'])
export type WardClass = z.infer<typeof WardClass>

/** One person in one programme: a row of the roster CSV, with `null` where the issuer left a column empty. */
export const RosterRow = z.strictObject({
  nik: Nik,
  kkNumber: KkNumber,
  name: z.string().min(1).max(120),
  sex: Sex,
  birthDate: IsoDate,
  programme: ProgrammeCode,
  category: Category,
  wardClass: WardClass,
  validFrom: IsoDate,
  validUntil: IsoDate.nullable(),
  status: MemberStatus,
  statusSince: IsoDate.nullable(),
  districtCode: DistrictCode,
  villageCode: VillageCode.nullable(),
  rw: z
    .string()
    .regex(/^\d{1,3}$/)
    .nullable(),
  rt: z
    .string()
    .regex(/^\d{1,3}$/)
    .nullable(),
  residentSince: IsoDate.nullable(),
  jknNumber: JknNumber.nullable(),
  jknStatus: JknStatus,
  jknSegment: JknSegment.nullable(),
  cardNumber: CardNumber.nullable(),
  cardUid: CardUid.nullable(),
  cardStatus: CardStatus.nullable(),
  cardSubmittedOn: IsoDate.nullable(),
  cardDistributedOn: IsoDate.nullable(),
})
export type RosterRow = z.infer<typeof RosterRow>
