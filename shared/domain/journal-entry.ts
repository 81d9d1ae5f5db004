import { z } from 'zod'
import { Admission, Amendment, Reason } from './admission.ts'
import { Approval } from './approval.ts'
import { IsoDate, IsoInstant } from './dates.ts'
import { FeedName, FeedsPolicy } from './feed.ts'
import { Desk, Hospital } from './hospital.ts'
import { AdmissionId, DeviceId } from './identifiers.ts'
import { GrantedRight, OperatorName, Role } from './operator.ts'
import { BackupPolicy, RetentionPolicy, SessionPolicy } from './policy.ts'
import { ReadersPolicy } from './reader.ts'

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
  /** Absent: imported by hand. */
  feed: FeedName.optional(),
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
    approval: true,
  }),
})

export type AdmissionConfirmed = z.infer<typeof AdmissionConfirmed>

export const AdmissionAmended = z.strictObject({
  admissionId: AdmissionId,
  amendment: Amendment,
  reason: Reason,
  /** Set when the operator had no right to correct and somebody who has agreed. */
  approval: Approval.optional(),
})
export const AdmissionEnded = z.strictObject({
  admissionId: AdmissionId,
  reason: Reason,
  approval: Approval.optional(),
})
export const LetterPrinted = z.strictObject({ admissionId: AdmissionId, copy: z.int().positive() })

export const AdmissionsExported = z.strictObject({
  from: IsoDate,
  to: IsoDate,
  format: z.enum(['csv', 'json']),
  rows: z.int().nonnegative(),
  sha256: Bytes32,
})

/** Where a chain ended. */
export const ChainEnd = z.strictObject({ seq: z.int().nonnegative(), hash: Bytes32 })

/** Counts that a restored journal must show again. */
export const JournalTotals = z.strictObject({
  entries: z.int().nonnegative(),
  auditRows: z.int().nonnegative(),
  admissions: z.int().nonnegative(),
  guaranteed: z.int().nonnegative(),
  provisional: z.int().nonnegative(),
  umum: z.int().nonnegative(),
  voided: z.int().nonnegative(),
})
export type JournalTotals = z.infer<typeof JournalTotals>

export const BackupMade = z.strictObject({
  id: z.uuid(),
  fileName: z.string().min(1).max(120),
  bytes: z.int().positive(),
  sha256: Bytes32,
  /** What the backup holds; this entry came after it. */
  entries: ChainEnd,
  audit: ChainEnd,
})
export type BackupMade = z.infer<typeof BackupMade>

export const JournalRestored = z.strictObject({
  backupId: z.uuid(),
  takenAt: IsoInstant,
  entries: ChainEnd,
  audit: ChainEnd,
  /** Letter numbers that this desk may have given after the backup are left out: each year's sequence goes on after this many. */
  skippedLetterNumbers: z.int().positive(),
})
export type JournalRestored = z.infer<typeof JournalRestored>

export const ShiftHandedOver = z.strictObject({ note: z.string().trim().min(1).max(1000) })

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
  entry('operator-added', z.strictObject({ name: OperatorName, role: Role })),
  entry('operator-changed', z.strictObject({ name: OperatorName, role: Role, active: z.boolean() })),
  /** That it was set, and by whom; the hash of it stands outside the journal, which is kept for 25 years. */
  entry('operator-secret-set', z.strictObject({ name: OperatorName, method: z.enum(['pin', 'passphrase']) })),
  entry('rights-set', z.strictObject({ role: Role, rights: z.array(GrantedRight) })),
  entry('backup-policy-set', z.strictObject({ policy: BackupPolicy })),
  entry('session-policy-set', z.strictObject({ policy: SessionPolicy })),
  entry('retention-policy-set', z.strictObject({ policy: RetentionPolicy })),
  entry('readers-set', z.strictObject({ policy: ReadersPolicy })),
  entry('feeds-set', z.strictObject({ policy: FeedsPolicy })),
  entry('shift-handed-over', ShiftHandedOver),
  entry('backup-made', BackupMade),
  entry('backup-taken-off-site', z.strictObject({})),
  entry('journal-restored', JournalRestored),
  entry('keys-rotated', z.strictObject({})),
  entry('recovery-kit-printed', z.strictObject({})),
  /** Ties the audit trail to the signed chain: up to here it was so. */
  entry('audit-sealed', z.strictObject({ audit: ChainEnd })),
])
export type JournalEntry = z.infer<typeof JournalEntry>

type EventOf<E> = E extends { type: infer T; body: infer B } ? { type: T; body: B } : never

/** What happened, before the journal gives it its place. */
export type JournalEvent = EventOf<JournalEntry>
