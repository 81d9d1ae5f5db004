import { z } from 'zod'
import { Admission, Amendment, Reason } from './admission.ts'
import { IsoDate, IsoInstant } from './dates.ts'
import { Desk, Hospital } from './hospital.ts'
import { AdmissionId, DeviceId } from './identifiers.ts'

/** 32 bytes in lower-case hex: one spelling only, so that every changed character is found. */
const Bytes32 = z.string().regex(/^[0-9a-f]{64}$/)
const Bytes64 = z.string().regex(/^[0-9a-f]{128}$/)

/** `prevHash` of the first entry. */
export const FIRST_PREV_HASH = '0'.repeat(64)

/** Always the first entry. A journal is demo or real for its whole life. */
export const DeviceEnrolled = z.strictObject({
  /** Raw Ed25519 public key. */
  publicKey: Bytes32,
  programVersion: z.string().min(1).max(40),
  demo: z.boolean(),
})

export const RosterInstalled = z.strictObject({
  version: z.string().min(1).max(80),
  asOf: IsoDate,
  people: z.int().nonnegative(),
  rows: z.int().nonnegative(),
})
export type RosterInstalled = z.infer<typeof RosterInstalled>

/** A letter's place among the letters of one desk and year: never given twice, also after a void. */
export const LetterSequence = z.strictObject({
  deskCode: Desk.shape.code,
  year: z.int().min(2000).max(9999),
  sequence: z.int().positive(),
})
export type LetterSequence = z.infer<typeof LetterSequence>

/** What is known when an admission is opened; the rest of `Admission` follows from the entries after it. */
export const OpenedAdmission = Admission.omit({
  openedAt: true,
  openedBy: true,
  openedSeq: true,
  prints: true,
  lastPrintedAt: true,
  amendments: true,
  voidReason: true,
})
export type OpenedAdmission = z.infer<typeof OpenedAdmission>

export const AdmissionOpened = z.strictObject({
  requestId: z.uuid(),
  letter: LetterSequence,
  admission: OpenedAdmission,
})

/** What a confirmation replaces. `letter` is set when another programme guarantees, which needs another number. */
export const AdmissionConfirmed = z.strictObject({
  admissionId: AdmissionId,
  letter: LetterSequence.nullable(),
  now: Admission.pick({
    letterNumber: true,
    programme: true,
    programmeShownAs: true,
    person: true,
    care: true,
    serviceDate: true,
    wardClass: true,
    referral: true,
    accident: true,
    otherPayer: true,
    details: true,
    evidence: true,
  }),
})

export type AdmissionConfirmed = z.infer<typeof AdmissionConfirmed>

export const AdmissionAmended = z.strictObject({ admissionId: AdmissionId, amendment: Amendment, reason: Reason })
export const AdmissionEnded = z.strictObject({ admissionId: AdmissionId, reason: Reason })
export const LetterPrinted = z.strictObject({ admissionId: AdmissionId, copy: z.int().positive() })

export const AdmissionsExported = z.strictObject({
  from: IsoDate,
  to: IsoDate,
  format: z.enum(['csv', 'json']),
  rows: z.int().nonnegative(),
  sha256: Bytes32,
})

function entry<T extends string, B extends z.ZodType>(type: T, body: B) {
  return z.strictObject({
    device: DeviceId,
    seq: z.int().positive(),
    id: z.uuidv7(),
    type: z.literal(type),
    at: IsoInstant,
    actor: z.string().min(1).max(80),
    body,
    prevHash: Bytes32,
    hash: Bytes32,
    signature: Bytes64,
  })
}

/** One line of a desk's journal. How it is hashed and signed: `docs/journal.md`. */
export const JournalEntry = z.discriminatedUnion('type', [
  entry('device-enrolled', DeviceEnrolled),
  entry('hospital-set', z.strictObject({ hospital: Hospital })),
  entry('desk-set', z.strictObject({ desk: Desk })),
  entry('roster-installed', RosterInstalled),
  entry('admission-opened', AdmissionOpened),
  entry('admission-confirmed', AdmissionConfirmed),
  entry('admission-turned-umum', AdmissionEnded),
  entry('admission-amended', AdmissionAmended),
  entry('admission-voided', AdmissionEnded),
  entry('letter-printed', LetterPrinted),
  entry('admissions-exported', AdmissionsExported),
])
export type JournalEntry = z.infer<typeof JournalEntry>

type EventOf<E> = E extends { type: infer T; body: infer B } ? { type: T; body: B } : never

/** What happened, before the journal gives it its place. */
export type JournalEvent = EventOf<JournalEntry>
