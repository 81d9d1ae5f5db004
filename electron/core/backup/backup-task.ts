import type { BackupManifest } from '../../../shared/contract/backup.ts'
import type { CreateJob, CreateOutcome } from './create-backup.ts'
import type { ManifestsJob } from './newest-manifests.ts'
import type { RestoreJob, RestoreOutcome, RestoreStage } from './restore-backup.ts'
import type { VerifyJob, VerifyOutcome } from './verify-backup.ts'
import type { SignatureJob } from './verify-signatures.ts'

export type TidyJob = { folder: string; device: string; keep: number; justMade: string }

/** Long work with files, off the thread that answers the desk. One task for each thread. `secrets` as in a key file. */
export type BackupTask =
  | { kind: 'create'; job: CreateJob; secrets: string }
  | { kind: 'tidy'; job: TidyJob }
  | { kind: 'verify'; job: VerifyJob }
  | { kind: 'manifests'; job: ManifestsJob }
  | { kind: 'restore'; job: RestoreJob }
  | { kind: 'signatures'; job: SignatureJob }

/** What each task ends with. */
export type BackupResults = {
  create: CreateOutcome
  tidy: { removed: number }
  verify: VerifyOutcome
  manifests: BackupManifest[]
  restore: RestoreOutcome
  signatures: { unsigned: number | null }
}

export type BackupReply =
  | { kind: 'stage'; stage: RestoreStage }
  | { kind: 'done'; result: BackupResults[BackupTask['kind']] }
  /** Only its kind: a message may hold a path. */
  | { kind: 'threw'; failure: string }
