import type { BackupFault, BackupManifest } from '../../../shared/contract/backup.ts'
import { openBackupFile } from './backup-file.ts'
import { startWork } from './own-work.ts'
import { proveBackup } from './prove-backup.ts'
import type { ProveDeps } from './prove-journal.ts'

/** Whose backup it must be. Null: anybody's. */
export type Expected = { hospitalCode: string | null; device: string | null }

export type VerifyJob = {
  path: string
  /** Each `AGE-SECRET-KEY-1...`; the first that fits opens it. */
  identities: readonly string[]
  expected: Expected
  /** Takes the decrypted (and still encrypted) database for as long as it is looked at. */
  place: string
  programVersion: string
}

export type VerifyOutcome = { kind: 'good'; manifest: BackupManifest } | { kind: 'bad'; fault: BackupFault }

/** Does all that a restore does but for the last step: nothing stays. Blocks the thread: for workers. @throws system errors */
export async function verifyBackup(
  { path, identities, expected, place, programVersion }: VerifyJob,
  signatures: ProveDeps['signatures'],
): Promise<VerifyOutcome> {
  const work = startWork(place)
  try {
    const database = work.file('journal.db')
    const opened = await openBackupFile(path, identities, database, (manifest) => belongsElsewhere(manifest, expected))
    if (opened.kind === 'bad') return opened
    const fault = await proveBackup(opened, database, work, { signatures, programVersion })
    return fault === null ? { kind: 'good', manifest: opened.manifest } : { kind: 'bad', fault }
  } finally {
    work.end()
  }
}

export function belongsElsewhere(manifest: BackupManifest, { hospitalCode, device }: Expected): BackupFault | null {
  // A desk may have belonged to another hospital, or to none yet, when this was made.
  if (device !== null && manifest.device === device) return null
  if (hospitalCode !== null && manifest.hospitalCode !== hospitalCode) return 'other-hospital'
  return device === null ? null : 'other-desk'
}
