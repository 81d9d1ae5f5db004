import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import {
  Reader,
  ReaderDriver,
  ReaderEvent,
  ReaderId,
  ReaderRole,
  ReaderSettings,
  RejectReason,
} from '../domain/reader.ts'
import { CardReading } from '../domain/reading.ts'
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
    reader: ReaderId,
    /** As the clerks call it. */
    readerName: z.string(),
    role: ReaderRole,
    /** `wedge`: a keyboard scanner whose keys the Electron shell has kept from the page. */
    source: z.enum(['hid', 'wedge']),
    text: z.string(),
    aim: z.string().nullable(),
  }),
  /** Somebody scanned while nobody may work here: nothing of it is told. */
  z.strictObject({ kind: z.literal('unused') }),
  z.strictObject({ kind: z.literal('rejected'), readerName: z.string(), role: ReaderRole, why: RejectReason }),
])
export type ReadersEvent = z.infer<typeof ReadersEvent>

/** What "scan anything" shows. A number is masked where the operator may not see patients. */
export const TestEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), readerName: z.string(), event: ReaderEvent }),
  z.strictObject({
    kind: z.literal('meaning'),
    reader: ReaderId,
    readerName: z.string(),
    text: z.string(),
    /** What the desk would look up; digits masked. */
    reading: CardReading,
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
  configure: call('configure').input(ReaderSettings).output(Changed),
  /** Forgets what was said about a reader that is gone. */
  forget: call('configure')
    .input(z.strictObject({ id: ReaderId }))
    .output(Changed),
  setSound: call('configure')
    .input(z.strictObject({ on: z.boolean() }))
    .output(Changed),
  /** While this stream is open, everything that is scanned comes here instead of to a desk. */
  test: call('configure').output(eventIterator(TestEvent)),
  /** The rule that lets an ordinary user of Linux read the readers that are plugged in or set up. */
  udevRule: call('configure').output(z.strictObject({ path: z.string(), text: z.string() })),
  /** Prints the sheet with which scanners are switched to HID POS mode. */
  sheet: call('configure').output(Delivery),
}
