import type { AuditQueue } from '../audit/audit-queue.ts'
import type { Journal } from '../journal/journal.ts'
import { sealAudit } from '../journal/seal-audit.ts'
import { writeSecrets } from '../keys/secrets-text.ts'
import type { Secrets } from '../keys/keystore.ts'
import { nameOf, type Log } from '../server/log.ts'
import type { BackupTasks } from './backup-tasks.ts'
import type { Created } from './backups.ts'
import type { BackupResults } from './backup-task.ts'

export type MakeDeps = {
  dataFolder: string
  journalPath: string
  secrets: Secrets
  journal: Journal
  audit: AuditQueue
  log: Log
  programVersion: string
  tasks: BackupTasks
  /** How many good ones of this device stay. */
  keep: () => number
}

/** Makes one backup and says so in the journal, which alone knows when the last good one was made. */
export async function makeAndNote(deps: MakeDeps, target: string, actor: string): Promise<Created> {
  const { journal, audit, log, tasks } = deps
  // What is copied carries its own proof that no audit row was changed before.
  const sealed = sealAudit(journal)
  if (sealed.kind !== 'written') return { kind: 'failed', why: sealed.kind }
  let made: BackupResults['create']
  try {
    made = await tasks.run<'create'>({ kind: 'create', secrets: writeSecrets(deps.secrets), job: jobFor(deps, target) })
  } catch (error) {
    log.write('backup-broke-off', { code: nameOf(error) })
    return { kind: 'failed', why: 'unexpected' }
  }
  if (made.kind === 'failed') return made
  // The desk closes: the backup is good, and found in its folder, but no more is written.
  if (tasks.closed()) return { kind: 'failed', why: 'unexpected' }
  const { fileName, bytes, sha256, manifest } = made
  const { id, entries, audit: auditEnd, totals } = manifest
  const body = { id, fileName, bytes, sha256, entries, audit: auditEnd }
  const noted = journal.write((tx) => tx.append({ type: 'backup-made', body }, actor))
  if (noted.kind !== 'written') return { kind: 'failed', why: noted.kind }
  audit.record([{ actor, action: 'backup-made', subject: null, facts: { backup: id, bytes, entries: totals.entries } }])
  log.write('backup-made', { bytes, entries: totals.entries })
  await tidy(deps, target, fileName)
  return { kind: 'made', fileName, bytes, manifest }
}

function jobFor({ dataFolder, journalPath, journal, programVersion }: MakeDeps, folder: string) {
  return { dataFolder, journal: journalPath, folder, deskCode: journal.desk().code, at: journal.now(), programVersion }
}

/** That old ones could not be removed does not make the new one bad. */
async function tidy({ tasks, secrets, keep, log }: MakeDeps, folder: string, justMade: string): Promise<void> {
  try {
    await tasks.run<'tidy'>({ kind: 'tidy', job: { folder, device: secrets.deviceId, keep: keep(), justMade } })
  } catch (error) {
    log.write('backup-tidy-failed', { code: nameOf(error) })
  }
}
