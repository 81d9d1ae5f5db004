import { z } from 'zod'
import { CardUid } from './identifiers.ts'

/**
 * What a reader is known by, wherever it is plugged in: `0c2e:0b01:SN0001:i0:8c/2` = vendor, product, serial number (empty when the device
 * names none), interface (`-` when the system tells none), usage page and usage, all but the serial in lower-case hex. Never the path, which
 * changes with every plugging in.
 */
export const ReaderId = z.string().min(1).max(160).brand<'ReaderId'>()
export type ReaderId = z.infer<typeof ReaderId>

/** Whose scans these are. `off`: not opened at all. */
export const ReaderRole = z.enum(['desk', 'kiosk', 'off'])
export type ReaderRole = z.infer<typeof ReaderRole>

/**
 * How a reader says what it read. `hid-pos`: USB HID POS usage tables, page 0x8C. `keyboard`: boot keyboard reports on a vendor's own page.
 * `text`: characters, padded with zeros. `uid`: the bytes of a chip's UID.
 */
export const ReaderForm = z.enum(['hid-pos', 'keyboard', 'text', 'uid'])
export type ReaderForm = z.infer<typeof ReaderForm>

/** Whether a chip's bytes come in the order that the programme's list has them. `auto`: not known, so both are looked up. */
export const UidOrder = z.enum(['auto', 'as-sent', 'reversed'])
export type UidOrder = z.infer<typeof UidOrder>

/** What a technician has said about one reader. Offsets and lengths are bytes of a report, the report id not counted. */
export const ReaderSettings = z.strictObject({
  id: ReaderId,
  /** How the clerks call it; empty: as the device calls itself. */
  name: z.string().trim().max(40),
  role: ReaderRole,
  form: ReaderForm,
  /** Characters that the reader is programmed to put before and behind; taken away where they stand, never asked for. */
  prefix: z.string().max(16),
  suffix: z.string().max(16),
  uid: z.strictObject({
    order: UidOrder,
    /** Only for the form `uid`. */
    offset: z.int().min(0).max(63),
    bytes: z.union([z.literal(4), z.literal(7), z.literal(10)]),
  }),
})
export type ReaderSettings = z.infer<typeof ReaderSettings>

/** What this desk knows of its readers. A HID POS reader that nobody has spoken about serves the desk. */
export const ReadersPolicy = z.strictObject({
  readers: z.array(ReaderSettings).max(32),
  /** A tone for each scan of a reader that is not a keyboard (those beep by themselves). */
  sound: z.boolean(),
})
export type ReadersPolicy = z.infer<typeof ReadersPolicy>

export const DEFAULT_READERS: ReadersPolicy = { readers: [], sound: true }

/**
 * What rules make of a device. `scanner`, `badge`: HID POS, opened unless switched off. `offered`: may be a reader; opened when a technician
 * chooses it. Keyboards, mice and everything else are never in a list and never opened.
 */
export const ReaderKind = z.enum(['scanner', 'badge', 'offered'])
export type ReaderKind = z.infer<typeof ReaderKind>

/**
 * `reading`: open. `not-chosen`, `off`: nobody asked for it. `no-permission`: the system does not let this user. `busy`: another program has
 * it. `failed`: could not be opened for another reason. `flooding`: it sent without end, so it was
 * closed and is tried again later. `too-many`: more are plugged in than are read at once. `absent`: set up here, not
 * plugged in.
 */
export const ReaderState = z.enum([
  'reading',
  'opening',
  'not-chosen',
  'off',
  'no-permission',
  'busy',
  'failed',
  'flooding',
  'too-many',
  'absent',
])
export type ReaderState = z.infer<typeof ReaderState>

/** One reader as it is now. */
export const Reader = z.strictObject({
  id: ReaderId,
  kind: ReaderKind,
  state: ReaderState,
  vendorId: z.int().min(0).max(0xffff),
  productId: z.int().min(0).max(0xffff),
  manufacturer: z.string().max(120),
  product: z.string().max(120),
  usagePage: z.int().min(0).max(0xffff),
  usage: z.int().min(0).max(0xffff),
  /** As said by a technician, or the default for its kind. */
  settings: ReaderSettings,
})
export type Reader = z.infer<typeof Reader>

/** What carries the reports: hidapi's back end. `none`: the library could not be loaded, and why in a code. */
export const ReaderDriver = z.enum(['hidraw', 'libusb', 'windows', 'mac', 'none'])
export type ReaderDriver = z.infer<typeof ReaderDriver>

/** Why reports were thrown away instead of becoming a scan. */
export const RejectReason = z.enum([
  /** Shorter than its own length says, or than any scan can be. */
  'truncated',
  /** The length byte, the padding or the marker contradict each other. */
  'malformed',
  /** A part that should have followed did not come in time. */
  'incomplete',
  /** Longer than any code a card carries. */
  'too-long',
  /** Characters that no card has. */
  'not-text',
])
export type RejectReason = z.infer<typeof RejectReason>

/** A chip's UID in the order of the list, with what the reader sent. `value` null: the sent form does not carry the whole UID (Wiegand). */
export const ReadUid = z.strictObject({
  value: CardUid.nullable(),
  raw: z.string().max(64),
  form: z.enum(['decimal', 'hex', 'bytes', 'wiegand']),
})
export type ReadUid = z.infer<typeof ReadUid>

/** What the readers process tells. Text and bytes are those of a card: never logged. */
export const ReaderEvent = z.discriminatedUnion('kind', [
  /** All of them, after every change. */
  z.strictObject({ kind: z.literal('readers'), driver: ReaderDriver, readers: z.array(Reader).max(64) }),
  z.strictObject({ kind: z.literal('opened'), reader: ReaderId }),
  /** Each report as it came, in hex with the report id if the system gives one; only while somebody looks. */
  z.strictObject({ kind: z.literal('report'), reader: ReaderId, bytes: z.string().max(2048) }),
  z.strictObject({
    kind: z.literal('scan'),
    reader: ReaderId,
    role: ReaderRole,
    /** Without prefix, suffix and symbology; a UID whose order is known in hex. */
    text: z.string().min(1).max(4096),
    /** `]E0`; null when the reader names none. */
    aim: z
      .string()
      .regex(/^\][A-Za-z][0-9A-Za-z]$/)
      .nullable(),
    uid: ReadUid.nullable(),
    /** Reports that it took. */
    reports: z.int().positive(),
  }),
  z.strictObject({ kind: z.literal('rejected'), reader: ReaderId, role: ReaderRole, why: RejectReason }),
  z.strictObject({
    kind: z.literal('closed'),
    reader: ReaderId,
    why: z.enum(['unplugged', 'settings', 'stopped', 'flooding']),
  }),
  z.strictObject({
    kind: z.literal('error'),
    reader: ReaderId.nullable(),
    why: z.enum(['no-permission', 'busy', 'failed', 'flooding', 'driver-missing', 'enumeration']),
  }),
])
export type ReaderEvent = z.infer<typeof ReaderEvent>

/** The same value again within this time is one scan: a hand that trembles, a reader that repeats, one scanner that is both wedge and HID. */
export const REPEAT_MS = 3_000
