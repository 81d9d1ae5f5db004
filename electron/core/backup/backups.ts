import type { z } from 'zod'
import type { BackupFile, BackupHealth, BackupManifest } from '../../../shared/contract/backup.ts'
import type { BackupPolicy } from '../../../shared/domain/policy.ts'
import type { Unwritten } from '../journal/journal.ts'
import type { FolderRefusal } from './agreed-folder.ts'
import type { CreateOutcome } from './create-backup.ts'
import type { Expected, VerifyOutcome } from './verify-backup.ts'

export type Created =
  | { kind: 'made'; fileName: string; bytes: number; manifest: BackupManifest }
  | { kind: 'failed'; why: Extract<CreateOutcome, { kind: 'failed' }>['why'] | 'unset' }

/** `deskHoldsIt` false: a good backup of a later state than this desk's journal, in whose place an older copy was put. */
export type VerifiedHere =
  | (Extract<VerifyOutcome, { kind: 'good' }> & { deskHoldsIt: boolean })
  | Extract<VerifyOutcome, { kind: 'bad' }>

export type PolicyChange = { kind: 'changed' } | { kind: 'folder-refused'; why: FolderRefusal } | { kind: Unwritten }

/** Backups of this desk. `actor`: who does it, as written in journal and audit trail. */
export type Backups = {
  health(): BackupHealth
  policy(): BackupPolicy
  setPolicy(policy: BackupPolicy, actor: string): Promise<PolicyChange>
  files(): Promise<z.infer<typeof BackupFile>[]>
  /** Into the folder agreed. */
  create(actor: string): Promise<Created>
  createIn(folder: string, actor: string): Promise<Created>
  /** Why backups cannot go there; null: they can. */
  folderRefusal(folder: string): Promise<FolderRefusal | null>
  /** One in the folder agreed, with this desk's keys. */
  verify(fileName: string, actor: string): Promise<VerifiedHere>
  /** Any file. */
  verifyFile(path: string, identities: readonly string[], expected: Expected, actor: string): Promise<VerifiedHere>
  /**
   * The first entry that is gone from here as far as backups in the folder agreed know, none of them older than the last restore. Null: they
   * know of none, or do not answer within some seconds.
   */
  missingHere(): Promise<number | null>
  /** Somebody says that a copy was taken to another place. */
  noteOffSite(actor: string): { kind: 'noted' } | { kind: Unwritten }
  /** Makes backups when they are due, until `close`; only the desk's own process does. `changed`: the health did. */
  keepSchedule(changed: () => void): void
  close(): void
}
