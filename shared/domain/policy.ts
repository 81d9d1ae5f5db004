import { z } from 'zod'

/** When and where backups are made. `folder` null: nobody has said yet, and the desk says so. */
export const BackupPolicy = z.strictObject({
  folder: z.string().min(1).max(1024).nullable(),
  everyHours: z.int().min(1).max(168),
  /** How many good backups of this desk stay in the folder; older ones are removed after a newer one was verified. */
  keep: z.int().min(2).max(400),
  /** After how many days without a copy taken elsewhere the desk reminds (Permenkes 24/2022 art. 20). */
  offSiteDays: z.int().min(1).max(90),
})
export type BackupPolicy = z.infer<typeof BackupPolicy>

/** When a session that nobody uses is locked, and when what it had on screen is thrown away. */
export const SessionPolicy = z.strictObject({
  lockAfterMinutes: z.int().min(1).max(60),
  clearAfterMinutes: z.int().min(1).max(240),
})
export type SessionPolicy = z.infer<typeof SessionPolicy>

/** How long a replaced roster version stays after it was replaced (the dispute window); shorter where the disk is short of space. Journal and audit trail have no end: no command removes a line. */
export const RetentionPolicy = z.strictObject({
  rosterDays: z.int().min(1).max(3650),
  logDays: z.int().min(1).max(3650),
})
export type RetentionPolicy = z.infer<typeof RetentionPolicy>

export const DEFAULT_POLICIES = {
  backup: { folder: null, everyHours: 24, keep: 14, offSiteDays: 7 },
  session: { lockAfterMinutes: 5, clearAfterMinutes: 15 },
  retention: { rosterDays: 14, logDays: 90 },
} as const satisfies { backup: BackupPolicy; session: SessionPolicy; retention: RetentionPolicy }
