import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import {
  Reader,
  ReaderDriver,
  ReaderEvent,
  ReaderId,
  ReaderRole,
  ReaderSettings,
  ReadUid,
  RejectReason,
} from '../domain/reader.ts'
import { KeyKind, NikError } from '../domain/reading.ts'
import { Delivery } from './letters.ts'
import { call } from './procedure.ts'
import { Busy, DiskFull } from './unwritten.ts'

/** `absent`: this shell could not start the process, or it is a command; `restarting`: it ended and comes back by itself. */
export const ReadersProcess = z.enum(['running', 'restarting', 'absent'])
export type ReadersProcess = z.infer<typeof ReadersProcess>

/** The readers of this desk as they are now. Nothing of a patient is in it. */
export const ReadersInfo = z.strictObject({
  process: ReadersProcess,
  driver: ReaderDriver,
  sound: z.boolean(),
  readers: z.array(Reader),
  system: z.enum(['linux', 'windows', 'mac']),
})
export type ReadersInfo = z.infer<typeof ReadersInfo>

/** What a page is told. Only the page that was used last is told of a scan, and its text only while its operator's session is open. */
export const ReadersEvent = z.discriminatedUnion('kind', [
  /** First, and after every change. */
  z.strictObject({ kind: z.literal('info'), info: ReadersInfo }),
  z.strictObject({
    kind: z.literal('scan'),
    /** Null: a keyboard, and `readerName` is empty. */
    reader: ReaderId.nullable(),
    /** As the clerks call it. */
    readerName: z.string(),
    role: ReaderRole,
    /** `wedge`: a keyboard scanner whose keys the Electron shell has kept from the page. */
    source: z.enum(['hid', 'wedge']),
    text: z.string(),
    aim: z.string().nullable(),
  }),
  /** Somebody scanned while nobody may work here or another page tries the readers out, or this page read too late: nothing of it is told. */
  z.strictObject({ kind: z.literal('unused') }),
  z.strictObject({ kind: z.literal('rejected'), readerName: z.string(), role: ReaderRole, why: RejectReason }),
])
export type ReadersEvent = z.infer<typeof ReadersEvent>

/** Why a number is no NIK, or that it may be one; without the person. */
const MaskedNik = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true) }),
  z.strictObject({ ok: z.literal(false), error: NikError }),
])

/** What a scan may mean, without whose it is: of each value only how it begins and ends. */
export const MaskedReading = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('keys'),
    keys: z.array(z.strictObject({ kind: KeyKind, value: z.string() })).nonempty(),
    nik: MaskedNik.nullable(),
    productBarcode: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('letter') }),
  z.strictObject({ kind: z.literal('unreadable'), nik: MaskedNik.nullable() }),
])
export type MaskedReading = z.infer<typeof MaskedReading>

/**
 * What "scan anything" shows. A scan comes as its `meaning` alone, masked. Only the bytes of a `report` are as they came: the technician
 * holds that card in the hand.
 */
export const TestEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), readerName: z.string(), event: ReaderEvent }),
  z.strictObject({
    kind: z.literal('meaning'),
    /** Null: a keyboard. */
    reader: ReaderId.nullable(),
    readerName: z.string(),
    /** Masked; as long as it was. */
    text: z.string(),
    aim: z.string().nullable(),
    /** How a chip's UID came, masked: its first and last byte tell the order. */
    uid: z.strictObject({ value: z.string().nullable(), raw: z.string(), form: ReadUid.shape.form }).nullable(),
    /** What the desk would look up. */
    reading: MaskedReading,
    reports: z.int(),
    msSinceReport: z.number(),
  }),
])
export type TestEvent = z.infer<typeof TestEvent>

const Changed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('changed') }),
  z.strictObject({ kind: z.literal('unchanged') }),
  DiskFull,
  Busy,
])

export const readersContract = {
  /** Scans are told once, as they happen, and never again after a reconnection: an old card must not come up later. */
  events: call('open').output(eventIterator(ReadersEvent)),
  info: call('open').output(ReadersInfo),
  /** Looks at what is plugged in, now. */
  look: call('signed-in').output(z.strictObject({ kind: z.literal('looking') })),
  /** `too-many`: forget a reader that is gone first. */
  configure: call('configure')
    .input(ReaderSettings)
    .output(z.discriminatedUnion('kind', [...Changed.options, z.strictObject({ kind: z.literal('too-many') })])),
  /** Forgets what was said about a reader that is gone. */
  forget: call('configure')
    .input(z.strictObject({ id: ReaderId }))
    .output(Changed),
  setSound: call('configure')
    .input(z.strictObject({ on: z.boolean() }))
    .output(Changed),
  /** While this stream is open, everything that is scanned comes here instead of to a desk. One page at a time: the newest ends the one before. */
  test: call('configure').output(eventIterator(TestEvent)),
  /** The rule that lets an ordinary user of Linux read the readers that are plugged in or set up. */
  udevRule: call('configure').output(z.strictObject({ path: z.string(), text: z.string() })),
  /** Prints the sheet with which scanners are switched to HID POS mode. */
  sheet: call('configure').output(Delivery),
}
