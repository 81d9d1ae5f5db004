import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { Hospital } from '../domain/hospital.ts'
import { JournalTotals } from '../domain/journal-entry.ts'
import { BackupFault } from './backup.ts'
import { call } from './procedure.ts'
import { Secret } from './session.ts'
import { Busy, DiskFull } from './unwritten.ts'

/**
 * `unfounded`: nobody has used this data folder. `hospital` and `administrator`: a real desk that lacks them (both steps, or only the second).
 * `ready`: operators sign in.
 */
export const SetupState = z.strictObject({ stage: z.enum(['unfounded', 'hospital', 'administrator', 'ready']) })
export type SetupState = z.infer<typeof SetupState>

/** All that a real desk needs before its first patient; nothing is written until all of it is there. */
export const SetupInput = z.strictObject({
  /** Null where the hospital stands already. */
  hospital: Hospital.nullable(),
  deskCode: z.string().regex(/^[A-Z0-9]{1,6}$/),
  administrator: z.strictObject({ name: z.string().max(200), secret: Secret }),
})
export type SetupInput = z.infer<typeof SetupInput>

export const SetupResult = z.discriminatedUnion('kind', [
  /** The page connects anew: the core opens the desk. */
  z.strictObject({ kind: z.literal('founded') }),
  /** Somebody else was first. */
  z.strictObject({ kind: z.literal('already') }),
  z.strictObject({ kind: z.literal('name-bad') }),
  /** There is an administrator already: only one of them, with their own PIN, gives this desk the hospital that it lacks. */
  z.strictObject({ kind: z.literal('not-administrator') }),
  z.strictObject({ kind: z.literal('too-short') }),
  z.strictObject({ kind: z.literal('too-simple') }),
  DiskFull,
  Busy,
])
export type SetupResult = z.infer<typeof SetupResult>

export const RestoreEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), stage: z.enum(['decrypting', 'verifying', 'installing']) }),
  z.strictObject({ kind: z.literal('restored'), totals: JournalTotals }),
  z.strictObject({ kind: z.literal('refused'), fault: z.union([BackupFault, z.enum(['not-empty', 'disk-full'])]) }),
])
export type RestoreEvent = z.infer<typeof RestoreEvent>

/** Open to whoever sits at the machine, but only until there is an administrator. */
export const setupContract = {
  state: call('open').output(SetupState),
  /** A demo: hospital, operators and people are filled in and everything says so. Only while `unfounded`. */
  demo: call('open').output(SetupResult),
  finish: call('open').input(SetupInput).output(SetupResult),
  /** From a backup and its recovery key, into this unused data folder. Only while `unfounded`. */
  restore: call('open')
    .input(z.strictObject({ path: z.string().min(1).max(1024), recoveryKey: z.string().min(1).max(200) }))
    .output(eventIterator(RestoreEvent)),
}
