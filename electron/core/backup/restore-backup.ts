import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupFault, BackupManifest } from '../../../shared/contract/backup.ts'
import type { RestoreEvent } from '../../../shared/contract/setup.ts'
import { systemClock } from '../clock.ts'
import { openDataFolder } from '../data-folder.ts'
import { openJournal, type JournalFiles } from '../journal/open-journal.ts'
import type { Written } from '../journal/journal.ts'
import { rebuildJournal } from '../journal/rebuild-journal.ts'
import { unwrittenError } from '../journal/unwritten-error.ts'
import { keyFile } from '../keys/key-file.ts'
import type { Secrets } from '../keys/keystore.ts'
import { makePrivateFolder } from '../private-folder.ts'
import { silentLog } from '../server/log.ts'
import { openBackupFile } from './backup-file.ts'
import { writeFaultOf, type WriteFault } from './backup-folder.ts'
import { finishRestore, RESTORED, RESTORED_FOLDER } from './finish-restore.ts'
import { startWorkAlone, type Work } from './own-work.ts'
import { isOfProgram, proveBackup } from './prove-backup.ts'
import { skippedLetterNumbers } from './skipped-letter-numbers.ts'
import type { ProveDeps } from './prove-journal.ts'
import { syncFolder } from '../sync-folder.ts'
import { isUnused } from './unused-folder.ts'
import { belongsElsewhere, type Expected } from './verify-backup.ts'

export type RestoreJob = {
  path: string
  identities: readonly string[]
  expected: Expected
  /** A data folder that is not there yet, or that nobody has used. */
  into: string
  /** Who restores, as written in journal and audit trail. */
  actor: string
  programVersion: string
}

export type RestoreStage = Extract<RestoreEvent, { kind: 'progress' }>['stage']

export type RestoreOutcome =
  | { kind: 'restored'; manifest: BackupManifest }
  /** `busy`: another restore into this folder is at work. */
  | { kind: 'refused'; fault: BackupFault | 'not-empty' | 'busy' | Extract<WriteFault, 'disk-full' | 'not-writable'> }

type Opened = { manifest: BackupManifest; secrets: Secrets }

/**
 * Makes a desk out of a backup: decrypted and proved aside, in the folder itself; then its restore is written into its journal, and one
 * rename makes it the folder's desk. Until that rename there is nothing in the folder that the program would open. Blocks the thread.
 */
export async function restoreBackup(
  job: RestoreJob,
  signatures: ProveDeps['signatures'],
  onStage: (stage: RestoreStage) => void,
): Promise<RestoreOutcome> {
  let work: Work | null = null
  try {
    if (!isUnused(job.into)) return { kind: 'refused', fault: 'not-empty' }
    if (!canBeMade(job.into)) return { kind: 'refused', fault: 'not-writable' }
    work = startWorkAlone(job.into)
    if (work === null) return { kind: 'refused', fault: 'busy' }
    return await restoreAside(job, work, signatures, onStage)
  } catch (error) {
    const fault = writeFaultOf(error, job.into)
    if (fault === 'unexpected' || fault === 'folder-missing') throw error
    return { kind: 'refused', fault }
  } finally {
    work?.end()
  }
}

/** False below a file, behind a link that leads nowhere, and where nothing may be made. */
function canBeMade(folder: string): boolean {
  try {
    makePrivateFolder(folder)
    return true
  } catch (error) {
    if (writeFaultOf(error, folder) === 'disk-full') throw error
    return false
  }
}

async function restoreAside(
  job: RestoreJob,
  work: Work,
  signatures: ProveDeps['signatures'],
  onStage: (stage: RestoreStage) => void,
): Promise<RestoreOutcome> {
  const staged = work.file(RESTORED_FOLDER)
  mkdirSync(staged, { mode: 0o700 })
  const journal = join(staged, RESTORED.journal)
  onStage('decrypting')
  const opened = await openBackupFile(job.path, job.identities, journal, (manifest) =>
    belongsElsewhere(manifest, job.expected),
  )
  if (opened.kind === 'bad') return { kind: 'refused', fault: opened.fault }
  onStage('verifying')
  const { programVersion } = job
  const fault = await proveBackup(opened, journal, work, { signatures, programVersion })
  if (fault !== null) return { kind: 'refused', fault }
  onStage('installing')
  if (!isOfProgram(opened.manifest, programVersion)) rebuildJournal(filesIn(staged), opened.secrets)
  noteRestore(job, opened, staged)
  keyFile(join(staged, RESTORED.keys)).create(opened.secrets)
  syncFolder(staged)
  // Somebody may have used the folder since.
  if (!isUnused(job.into)) return { kind: 'refused', fault: 'not-empty' }
  const folder = openDataFolder(job.into)
  renameSync(staged, join(job.into, RESTORED_FOLDER))
  syncFolder(job.into)
  finishRestore(folder)
  return { kind: 'restored', manifest: opened.manifest }
}

function filesIn(staged: string): JournalFiles {
  return { journal: join(staged, RESTORED.journal), journalHead: join(staged, RESTORED.head) }
}

/** The restored journal itself says that, when and from what it was restored, and where its letter numbers go on. */
function noteRestore({ actor, programVersion }: RestoreJob, { manifest, secrets }: Opened, staged: string): void {
  const { id: backupId, takenAt, entries, audit, demo } = manifest
  const journal = openJournal({
    folder: filesIn(staged),
    secrets,
    clock: systemClock,
    log: silentLog,
    programVersion,
    demo,
  })
  try {
    mustBeWritten(
      journal.write((tx) => {
        const body = { backupId, takenAt, entries, audit, skippedLetterNumbers: skippedLetterNumbers(takenAt, tx.at) }
        tx.append({ type: 'journal-restored', body }, actor)
        // Nobody goes on where they were on the machine that was lost.
        for (const { name } of tx.operators.all())
          for (const token of tx.beside.sessions.ofOperator(name))
            tx.beside.sessions.end(token, randomBytes(32).toString('hex'))
      }),
    )
    const facts = { backup: backupId, entries: entries.seq, auditRows: audit.seq }
    mustBeWritten(journal.audit([{ actor, action: 'restored', subject: null, facts }]))
  } finally {
    journal.close()
  }
  if (existsSync(join(staged, `${RESTORED.journal}-wal`))) throw new Error('the journal was not closed to its end')
}

function mustBeWritten(written: Written<unknown>): void {
  if (written.kind !== 'written') throw unwrittenError(written.kind)
}
