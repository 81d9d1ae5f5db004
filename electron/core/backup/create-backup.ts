import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { v4 as uuidv4 } from 'uuid'
import type { BackupManifest } from '../../../shared/contract/backup.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { openDatabase } from '../db/open-database.ts'
import { auditTable } from '../journal/audit-table.ts'
import { entriesTable } from '../journal/entries-table.ts'
import { settingsTable } from '../journal/settings-table.ts'
import { backupIdentity, backupRecipient } from '../keys/backup-identity.ts'
import { deriveKey, type Secrets } from '../keys/keystore.ts'
import { fileSha256 } from '../roster/file-sha256.ts'
import { BACKUP_FORMAT, openBackupFile, writeBackupFile, type WrittenBackup } from './backup-file.ts'
import { removePartials, writeFaultOf, type WriteFault } from './backup-folder.ts'
import { backupName } from './backup-name.ts'
import { journalTotals } from './journal-totals.ts'
import { makePrivate, startWorkAlone, type Work } from './own-work.ts'
import { proveBackup } from './prove-backup.ts'
import { syncFolder } from '../sync-folder.ts'

export type CreateJob = {
  dataFolder: string
  journal: string
  /** Where the backup goes; it must be there. */
  folder: string
  deskCode: string
  at: IsoInstant
  programVersion: string
}

export type CreateOutcome =
  | ({ kind: 'made'; fileName: string; manifest: BackupManifest } & WrittenBackup)
  /** `busy`: another backup of this data folder is being made. `does-not-prove`: the journal, or what came back from the disk, is not sound. */
  | { kind: 'failed'; why: WriteFault | 'busy' | 'does-not-prove' }

/**
 * Copies the journal while the desk goes on writing, encrypts the copy into the folder under a name that nobody takes for a backup, reads
 * that back, proves it, and only then gives it its name. Blocks the thread: for workers.
 */
export async function createBackup(job: CreateJob, secrets: Secrets): Promise<CreateOutcome> {
  let work: Work | null = null
  try {
    if (!statSync(job.folder).isDirectory()) return { kind: 'failed', why: 'folder-missing' }
    work = startWorkAlone(job.dataFolder)
    if (work === null) return { kind: 'failed', why: 'busy' }
    removePartials(job.folder, secrets.deviceId)
    return await backUp(job, secrets, work)
  } catch (error) {
    return { kind: 'failed', why: writeFaultOf(error, job.folder) }
  } finally {
    work?.end()
  }
}

async function backUp(job: CreateJob, secrets: Secrets, work: Work): Promise<CreateOutcome> {
  const copy = work.file('journal.db')
  const manifest = copyJournal(job, secrets, copy)
  const fileName = freeName(job, secrets, manifest)
  const partial = join(job.folder, `${fileName}.partial`)
  try {
    const written = await writeBackupFile(
      partial,
      { manifest, secrets, database: copy },
      await backupRecipient(secrets),
    )
    // Room for what comes back.
    rmSync(copy)
    if (!(await comesBack(partial, manifest, written, secrets, work))) return { kind: 'failed', why: 'does-not-prove' }
    renameSync(partial, join(job.folder, fileName))
    syncFolder(job.folder)
    return { kind: 'made', fileName, manifest, ...written }
  } finally {
    removeIfThere(partial)
  }
}

/** One moment of the journal, in a file of its own. `VACUUM INTO` syncs it. */
function copyJournal(job: CreateJob, secrets: Secrets, copy: string): BackupManifest {
  const key = deriveKey(secrets, 'journal')
  const journal = openDatabase(job.journal, key, 'read')
  try {
    journal.prepare('VACUUM INTO ?').run(copy)
  } finally {
    journal.close()
  }
  makePrivate(copy)
  const db = openDatabase(copy, key, 'read')
  try {
    const entry = entriesTable(db).last()
    const { seq, hash } = auditTable(db).last()
    const settings = settingsTable(db)
    const hospital = settings.get('hospital')
    if (entry === undefined) throw new Error('a journal without its first entry')
    return {
      format: BACKUP_FORMAT,
      id: uuidv4(),
      takenAt: job.at,
      programVersion: job.programVersion,
      demo: settings.get('device')?.demo ?? false,
      device: secrets.deviceId,
      hospitalCode: hospital?.code ?? null,
      hospitalName: hospital?.name ?? null,
      deskCode: job.deskCode,
      entries: { seq: entry.seq, hash: entry.hash },
      audit: { seq, hash },
      totals: journalTotals(db),
      databaseBytes: statSync(copy).size,
      databaseSha256: fileSha256(copy),
    }
  } finally {
    db.close()
  }
}

/** What was read back is byte for byte what was written, and its journal proves itself with nothing but the desk's recovery key. */
async function comesBack(
  partial: string,
  manifest: BackupManifest,
  written: WrittenBackup,
  secrets: Secrets,
  work: Work,
): Promise<boolean> {
  const database = work.file('proof.db')
  const opened = await openBackupFile(partial, [backupIdentity(secrets)], database)
  if (opened.kind === 'bad' || opened.sha256 !== written.sha256 || opened.manifest.id !== manifest.id) return false
  return (
    (await proveBackup(opened, database, work, { signatures: null, programVersion: manifest.programVersion })) === null
  )
}

/** A second backup in one second, or a clock that stood still, must not replace the one before. */
function freeName(job: CreateJob, { deviceId }: Secrets, { hospitalCode, deskCode }: BackupManifest): string {
  for (let ms = Date.parse(job.at); ; ms += 1000) {
    const at = new Date(ms).toISOString() as IsoInstant
    const name = backupName({ hospitalCode, deskCode, device: deviceId, at })
    if (!existsSync(join(job.folder, name))) return name
  }
}

/** A stick that was pulled takes its file along. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The next backup in this folder removes it.
  }
}
