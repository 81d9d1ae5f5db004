import { z } from 'zod'
import { Approval } from './approval.ts'
import { Accident, CareKind } from './care.ts'
import { IsoDate, IsoInstant } from './dates.ts'
import { AdmissionId, DistrictCode, KkNumber, Nik, ProgrammeCode, VillageCode } from './identifiers.ts'
import { KeyKind } from './reading.ts'
import { Referral } from './question.ts'
import { Sex, WardClass } from './roster-row.ts'
import { ConflictCode, RefusalCode, WarningCode } from './verdict.ts'

/** The patient as frozen at admission. A newborn or an unconscious stranger has no NIK of its own. */
export const AdmittedPerson = z.strictObject({
  nik: Nik.nullable(),
  kkNumber: KkNumber.nullable(),
  name: z.string().min(1).max(120),
  sex: Sex.nullable(),
  birthDate: IsoDate.nullable(),
  districtCode: DistrictCode.nullable(),
  villageCode: VillageCode.nullable(),
  rw: z.string().nullable(),
  rt: z.string().nullable(),
  /** Set for a newborn admitted under the mother's NIK. */
  motherNik: Nik.nullable(),
  /** Birth order under the mother on this date: 1, or 2 and up for twins. */
  birthOrder: z.int().positive().nullable(),
})
export type AdmittedPerson = z.infer<typeof AdmittedPerson>

/** Everything the verdict rested on, frozen, so that it can be explained in ten years. */
export const Evidence = z.strictObject({
  decidedAt: IsoInstant,
  rosterVersion: z.string().nullable(),
  rosterAsOf: IsoDate.nullable(),
  programmeVersion: z.string().nullable(),
  verdict: z.enum(['eligible', 'ineligible', 'not-found', 'stale', 'review', 'unidentified']),
  reasons: z.array(RefusalCode),
  conflict: ConflictCode.nullable(),
  /** Which of two conflicting rows the clerk chose, and why. */
  chosen: z.strictObject({ row: z.int().nonnegative(), reason: z.string().min(3).max(300) }).nullable(),
  warnings: z.array(WarningCode),
  rulesPassed: z.int(),
  rulesFailed: z.int(),
  rulesNotApplicable: z.int(),
  rulesUnknown: z.int(),
  foundBy: KeyKind.or(z.literal('name')).nullable(),
  reader: z.enum(['hid', 'wedge', 'typed', 'chosen', 'none']),
  identityConfirmed: z.boolean(),
})
export type Evidence = z.infer<typeof Evidence>

export const SeenDocument = z.enum(['ktp', 'kk', 'rujukan', 'kartu-program', 'surat-lahir'])
export type SeenDocument = z.infer<typeof SeenDocument>

/** What the clerk adds. All of it may be amended later. */
export const AdmissionDetails = z.strictObject({
  medicalRecordNumber: z.string().max(20),
  referralFrom: z.string().max(120),
  referralNumber: z.string().max(60),
  documents: z.array(SeenDocument),
  note: z.string().max(500),
})
export type AdmissionDetails = z.infer<typeof AdmissionDetails>

/**
 * `guaranteed`: stands. `provisional`: admitted now, papers due at `dueAt`. `umum`: was provisional, turned to a patient who pays.
 * `voided`: never counts; its number is not used again.
 */
export const AdmissionState = z.enum(['guaranteed', 'provisional', 'umum', 'voided'])
export type AdmissionState = z.infer<typeof AdmissionState>

/** An admission as it stands now: the projection of its journal entries. */
export const Admission = z.strictObject({
  id: AdmissionId,
  state: AdmissionState,
  letterNumber: z.string(),
  programme: ProgrammeCode,
  programmeShownAs: z.string(),
  person: AdmittedPerson,
  care: CareKind,
  serviceDate: IsoDate,
  wardClass: WardClass.nullable(),
  referral: Referral.nullable(),
  accident: Accident,
  otherPayer: z.boolean(),
  details: AdmissionDetails,
  evidence: Evidence,
  openedAt: IsoInstant,
  openedBy: z.string(),
  deskCode: z.string(),
  /** Journal sequence of the entry that opened it. */
  openedSeq: z.int(),
  dueAt: IsoInstant.nullable(),
  prints: z.int(),
  lastPrintedAt: IsoInstant.nullable(),
  amendments: z.int(),
  voidReason: z.string().nullable(),
  /** Who agreed to what the rules refuse or leave open, and why. Absent: nobody had to. */
  approval: Approval.optional(),
})
export type Admission = z.infer<typeof Admission>

/** Details of an admission that may be changed afterwards, with a reason. Absent = unchanged. */
export const Amendment = z.strictObject({
  details: AdmissionDetails.partial().optional(),
  referral: Referral.nullable().optional(),
  wardClass: WardClass.nullable().optional(),
})
export type Amendment = z.infer<typeof Amendment>

export const Reason = z.string().trim().min(3).max(300)
