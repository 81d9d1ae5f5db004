import { z } from 'zod'
import { IsoInstant } from '../domain/dates.ts'
import { JournalTotals } from '../domain/journal-entry.ts'
import { BackupPolicy } from '../domain/policy.ts'
import { call } from './procedure.ts'
import { Busy, DiskFull } from './unwritten.ts'

/** What the desk shows at its foot. */
export const BackupHealth = z.strictObject({
  /** Verified by opening it. Null: never. */
  lastGoodAt: IsoInstant.nullable(),
  /** `unset`: no folder named. `due`: none within the time agreed. `folder-missing`: the folder or disk is not there now. */
  state: z.enum(['good', 'running', 'due', 'folder-missing', 'failed', 'unset']),
  /** The last copy that somebody said was taken elsewhere. */
  offSiteAt: IsoInstant.nullable(),
  offSiteDue: z.boolean(),
})
export type BackupHealth = z.infer<typeof BackupHealth>

/** What a backup says of itself once it is opened. */
export const BackupManifest = z.strictObject({
  format: z.literal(1),
  id: z.uuid(),
  takenAt: IsoInstant,
  programVersion: z.string(),
  demo: z.boolean(),
  device: z.uuid(),
  hospitalCode: z.string().nullable(),
  hospitalName: z.string().nullable(),
  deskCode: z.string(),
  entries: z.strictObject({ seq: z.int().nonnegative(), hash: z.string() }),
  audit: z.strictObject({ seq: z.int().nonnegative(), hash: z.string() }),
  totals: JournalTotals,
  /** Of the database inside. */
  databaseBytes: z.int().positive(),
  databaseSha256: z.string(),
})
export type BackupManifest = z.infer<typeof BackupManifest>

/** Why a backup is not good, or cannot be used here. */
export const BackupFault = z.enum([
  'file-not-found',
  /** Not made by this program, or damaged at its head. */
  'not-a-backup',
  /** Made with other keys: another desk's, or from before a rotation; the recovery key of that time opens it. */
  'wrong-key',
  /** Cut short, or changed. */
  'damaged',
  'other-hospital',
  'other-desk',
  /** Its journal does not verify, or does not hold what the backup says. */
  'does-not-prove',
  'newer-than-program',
])
export type BackupFault = z.infer<typeof BackupFault>

export const BackupFile = z.strictObject({ fileName: z.string(), bytes: z.int(), modifiedAt: IsoInstant })

export const backupContract = {
  state: call('signed-in').output(BackupHealth),
  policy: call('configure').output(BackupPolicy),
  /** `folder-refused`: not there, not writable, or inside the data folder. */
  setPolicy: call('configure')
    .input(BackupPolicy)
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('changed') }),
        z.strictObject({ kind: z.literal('folder-refused'), why: z.enum(['missing', 'not-writable', 'inside-data']) }),
        DiskFull,
        Busy,
      ]),
    ),
  /** This desk's backups in the folder agreed, newest first. */
  files: call('configure').output(z.array(BackupFile)),
  /** Now, whatever the schedule says. Ends when the new backup was opened and proved. */
  create: call('configure').output(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('made'), fileName: z.string(), bytes: z.int(), totals: JournalTotals }),
      z.strictObject({
        kind: z.literal('failed'),
        why: z.enum(['unset', 'folder-missing', 'not-writable', 'disk-full', 'busy', 'does-not-prove', 'unexpected']),
      }),
    ]),
  ),
  /** Opens a backup in the folder agreed and proves it. */
  verify: call('configure')
    .input(z.strictObject({ fileName: z.string().max(200) }))
    .output(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('good'),
          manifest: BackupManifest,
          /** False: this desk's journal does not go as far, or went another way: an older copy was put in its place. */
          deskHoldsIt: z.boolean(),
        }),
        z.strictObject({ kind: z.literal('bad'), fault: BackupFault }),
      ]),
    ),
  /** Somebody says that a copy was taken to another place. */
  takenOffSite: call('signed-in').output(
    z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('noted') }), DiskFull, Busy]),
  ),
}
