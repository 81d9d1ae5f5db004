import { z } from 'zod'
import { Admission, AdmissionDetails, Amendment, Reason } from '../domain/admission.ts'
import { ApprovalPurpose } from '../domain/approval.ts'
import { IsoDate } from '../domain/dates.ts'
import { AdmissionId, Nik, ProgrammeCode } from '../domain/identifiers.ts'
import { Question } from '../domain/question.ts'
import { CardReading, KeyKind } from '../domain/reading.ts'
import { RosterState } from '../domain/roster-state.ts'
import { RosterRow, Sex } from '../domain/roster-row.ts'
import { Terms } from '../domain/terms.ts'
import { ProgrammeVerdict, Verdict, WarningCode } from '../domain/verdict.ts'
import { LetterCheck } from './letters.ts'
import { call } from './procedure.ts'

/**
 * How a text reached the desk: `hid` from a reader that is no keyboard, `wedge` from one that types. A typed NIK has no check digit, so it
 * asks for identity confirmation.
 */
export const Source = z.enum(['hid', 'wedge', 'typed', 'chosen'])
export type Source = z.infer<typeof Source>

/** One person that the key may mean, with the answer for that person. */
export const Candidate = z.strictObject({
  matchedBy: KeyKind.or(z.literal('name')),
  nik: Nik,
  kkNumber: z.string(),
  name: z.string(),
  sex: Sex,
  birthDate: IsoDate,
  ageYears: z.int(),
  /** `RT 003 RW 002, Kranji, Bekasi Barat, Kota Bekasi`; a part that is unknown is left out. */
  address: z.string(),
  familySize: z.int(),
  warnings: z.array(WarningCode),
  verdict: Verdict,
  programmes: z.array(ProgrammeVerdict).nonempty(),
  /** What this answer promises, to be brought back with the admission. */
  terms: Terms,
  /** An admission of this person for the same kind of care and service date that still stands. */
  existing: Admission.nullable(),
})
export type Candidate = z.infer<typeof Candidate>

export const CheckResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('people'),
    reading: CardReading,
    roster: RosterState,
    candidates: z.array(Candidate).nonempty(),
    question: Question,
  }),
  z.strictObject({
    kind: z.literal('not-found'),
    reading: CardReading,
    roster: RosterState,
    searched: z.array(KeyKind.or(z.literal('name'))),
    question: Question,
  }),
  z.strictObject({ kind: z.literal('letter'), check: LetterCheck }),
  z.strictObject({ kind: z.literal('unreadable'), reading: CardReading }),
  z.strictObject({ kind: z.literal('no-roster'), roster: RosterState }),
])
export type CheckResult = z.infer<typeof CheckResult>

/** Absent fields take the defaults: today in the hospital's time zone, `rawat-jalan`, nothing else known. */
export const PartialQuestion = Question.partial()

const check = call('enter')
  .input(
    z.strictObject({
      text: z.string().max(4096),
      source: Source,
      /** The symbology that a HID reader named, `]E0`. */
      aim: z.string().max(3).nullable().optional(),
      question: PartialQuestion,
    }),
  )
  .output(CheckResult)

/** By name (a part of it) and exact birth date: at most 20 results; each search is in the audit trail. */
const search = call('enter')
  .input(z.strictObject({ name: z.string().trim().min(2).max(120), birthDate: IsoDate, question: PartialQuestion }))
  .output(CheckResult)

/**
 * Which of the records of a conflict (`review`) is meant: the record itself, of `ProgrammeVerdict.rows`, with the clerk's reason. A roster
 * that no longer holds this very record does not hear it, whatever stands in its place.
 */
const Choice = z.strictObject({ record: RosterRow, reason: Reason })
export type Choice = z.infer<typeof Choice>

/** Who is admitted. */
const Patient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('member'), nik: Nik, choice: Choice.nullable() }),
  /** A newborn without NIK, under the mother's. */
  z.strictObject({
    kind: z.literal('newborn'),
    motherNik: Nik,
    name: z.string().trim().min(1).max(120),
    sex: Sex,
    birthDate: IsoDate,
    birthOrder: z.int().min(1).max(9),
  }),
  /** Emergency only: nobody knows yet, or the person is not in the roster. */
  z.strictObject({
    kind: z.literal('unidentified'),
    name: z.string().trim().min(1).max(120),
    nik: Nik.nullable(),
    sex: Sex.nullable(),
  }),
])
export type Patient = z.infer<typeof Patient>

/**
 * What the clerk was shown, and told the patient: the terms of the candidate. Nothing is issued on others. Null where no data was shown,
 * as for a stranger.
 */
const Shown = Terms.nullable()

export const AdmitInput = z
  .strictObject({
    /** UUID made by the screen for one admission: sending it twice, as after a lost answer, admits once. */
    requestId: z.uuid(),
    patient: Patient,
    /** The key as scanned or typed: a lost card refuses by card, not by NIK. Empty when unidentified. */
    text: z.string().max(4096),
    source: Source,
    question: Question,
    shown: Shown,
    details: AdmissionDetails,
    identityConfirmed: z.boolean(),
    /** `guaranteed` needs an eligible verdict; `provisional` is for `igd` and `persalinan`; `override` guarantees what the rules refuse. */
    basis: z.enum(['guaranteed', 'provisional', 'override']),
    /** From `session.approve` for this very input: needed for an `override`, and for a `choice` between two records. */
    approvalId: z.uuid().nullable(),
  })
  .refine(({ patient, shown }) => patient.kind !== 'member' || shown !== null, 'a member is admitted on what was shown')
export type AdmitInput = z.infer<typeof AdmitInput>

export const AdmitResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('admitted'), admission: Admission }),
  /** The first admission of this person, care and date: nothing new was written. */
  z.strictObject({ kind: z.literal('already'), admission: Admission }),
  /** The verdict changed or never was eligible: nothing was written. */
  z.strictObject({ kind: z.literal('not-eligible'), verdict: Verdict.nullable() }),
  /** Newer data or rules promise something else than was shown: nothing was written. Check again, say what changed, and ask anew. */
  z.strictObject({ kind: z.literal('answer-changed') }),
  z.strictObject({ kind: z.literal('identity-not-confirmed') }),
  z.strictObject({ kind: z.literal('provisional-not-offered') }),
  /** None was given, or it was used, too old, or for another input: nothing was written. */
  z.strictObject({ kind: z.literal('approval-needed'), purpose: ApprovalPurpose }),
  /** Nothing to override: eligible, not in the roster, or a refusal that nobody can override (a deceased person). */
  z.strictObject({ kind: z.literal('override-not-offered') }),
  /** Nothing was written: free space on the disk, then try again. */
  z.strictObject({ kind: z.literal('disk-full') }),
  /** Nothing was written: another program kept the journal for too long; try again. */
  z.strictObject({ kind: z.literal('busy') }),
])
export type AdmitResult = z.infer<typeof AdmitResult>

const ChangeResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('changed'), admission: Admission }),
  z.strictObject({ kind: z.literal('not-found') }),
  z.strictObject({ kind: z.literal('wrong-state'), admission: Admission }),
  z.strictObject({ kind: z.literal('not-eligible'), verdict: Verdict.nullable() }),
  z.strictObject({ kind: z.literal('already'), admission: Admission }),
  /** As for `admit`. */
  z.strictObject({ kind: z.literal('answer-changed') }),
  z.strictObject({ kind: z.literal('approval-needed'), purpose: ApprovalPurpose }),
  z.strictObject({ kind: z.literal('override-not-offered') }),
  z.strictObject({ kind: z.literal('disk-full') }),
  /** Nothing was written: another program kept the journal for too long; try again. */
  z.strictObject({ kind: z.literal('busy') }),
])
export type ChangeResult = z.infer<typeof ChangeResult>

export const ConfirmInput = z
  .strictObject({
    admissionId: AdmissionId,
    nik: Nik.nullable(),
    /** Of two records under this NIK; needs an approval, as for `admit`. */
    choice: Choice.nullable(),
    /** The key that found the person, as for `admit`. Empty where the NIK alone did. */
    text: z.string().max(4096),
    question: Question,
    shown: Shown,
    details: AdmissionDetails,
    identityConfirmed: z.literal(true),
    /** `override`: guaranteed although the rules refuse; needs the approval. */
    basis: z.enum(['guaranteed', 'override']),
    approvalId: z.uuid().nullable(),
  })
  .refine(({ nik, shown }) => nik === null || shown !== null, 'a member is confirmed on what was shown')
export type ConfirmInput = z.infer<typeof ConfirmInput>

export const AmendInput = z.strictObject({
  admissionId: AdmissionId,
  amendment: Amendment,
  reason: Reason,
  approvalId: z.uuid().nullable(),
})

export const VoidInput = z.strictObject({ admissionId: AdmissionId, reason: Reason, approvalId: z.uuid().nullable() })

export const deskContract = {
  check,
  search,
  admit: call('enter').input(AdmitInput).output(AdmitResult),
  /** Papers arrived: decides again with what is known now; eligible turns the provisional guarantee into a full one. */
  confirmProvisional: call('enter').input(ConfirmInput).output(ChangeResult),
  /** The patient pays for himself after all. */
  turnToUmum: call('enter')
    .input(z.strictObject({ admissionId: AdmissionId, reason: Reason }))
    .output(ChangeResult),
  /** Without the right to correct: with the `approvalId` of somebody who may approve, given for this very input. */
  amend: call('correct', { approvable: 'amend' }).input(AmendInput).output(ChangeResult),
  void: call('correct', { approvable: 'void' }).input(VoidInput).output(ChangeResult),
  /** A refused patient agreed to pay: kept in the audit trail with the verdict, no letter. */
  acceptAsUmum: call('enter')
    .input(z.strictObject({ nik: Nik, programme: ProgrammeCode, question: Question }))
    .output(z.strictObject({ kind: z.literal('recorded') })),
}
