import type { BackupManifest } from '../../../shared/contract/backup.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_POLICIES } from '../../../shared/domain/policy.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import type { Clock } from '../clock.ts'
import type { DataFolder } from '../data-folder.ts'
import type { Journal } from '../journal/journal.ts'
import { backupIdentity } from '../keys/backup-identity.ts'
import type { Secrets } from '../keys/keystore.ts'
import { nameOf, type Log } from '../server/log.ts'
import { backupFiles, folderRefusal, isThere } from './agreed-folder.ts'
import { backupHealth } from './backup-health.ts'
import { ownBackup } from './backup-name.ts'
import { backupSchedule, type Schedule } from './backup-schedule.ts'
import { backupTasks } from './backup-tasks.ts'
import type { Backups, Created, VerifiedHere } from './backups.ts'
import { makeAndNote, type MakeDeps } from './make-and-note.ts'
import { removeDeadWork } from './own-work.ts'

export type BackupsDeps = {
  folder: DataFolder
  secrets: Secrets
  journal: Journal
  audit: AuditQueue
  clock: Clock
  uptimeMs: () => number
  log: Log
  programVersion: string
  /** `backup-worker` as it runs here: the .ts source, or its bundle. */
  workerUrl: URL
}

const ANSWER_WAIT_MS = 5_000

export function createBackups(deps: BackupsDeps): Backups {
  const { folder, secrets, journal, audit, log } = deps
  const device = secrets.deviceId
  const tasks = backupTasks(deps.workerUrl)
  let making = 0
  let lastFailed = false
  let schedule: Schedule | null = null
  let noticed = () => {}
  let asking: Promise<BackupManifest[]> | null = null

  const policy = () => journal.setting('backup-policy') ?? DEFAULT_POLICIES.backup
  const lastGoodAt = () => journal.setting('backup-made')?.at ?? null
  const keep = () => policy().keep
  const makeDeps: MakeDeps = { ...deps, dataFolder: folder.root, journalPath: folder.journal, tasks, keep }

  const health = () =>
    backupHealth({
      policy: policy(),
      lastGoodAt: lastGoodAt(),
      offSiteAt: journal.setting('off-site')?.at ?? null,
      now: journal.now(),
      running: making > 0,
      folderThere: isFolderThere(),
      lastFailed,
    })

  function isFolderThere(): boolean {
    const agreed = policy().folder
    if (agreed === null) return false
    // Where nobody keeps the schedule, as in a command, nobody waits for the answer but who asked.
    return schedule === null ? existsSync(agreed) : (schedule.folderThere() ?? true)
  }

  async function createIn(target: string, actor: string): Promise<Created> {
    making += 1
    noticed()
    try {
      const there = await isThere(target)
      // The desk may have closed in every wait: then nothing more is asked of it.
      if (tasks.closed()) return { kind: 'failed', why: 'unexpected' }
      const created: Created = there
        ? await makeAndNote(makeDeps, target, actor)
        : { kind: 'failed', why: 'folder-missing' }
      if (!tasks.closed()) noteOutcome(created, actor)
      return created
    } finally {
      making -= 1
      noticed()
    }
  }

  async function createAgreed(actor: string): Promise<Created> {
    const agreed = policy().folder
    return agreed === null ? { kind: 'failed', why: 'unset' } : createIn(agreed, actor)
  }

  function noteOutcome(created: Created, actor: string): void {
    // Another one is being made at this moment: that one says how it ended.
    if (created.kind === 'failed' && created.why === 'busy') return
    lastFailed = created.kind === 'failed'
    if (created.kind === 'failed') noteFailure(created.why, actor)
  }

  function noteFailure(why: string, actor: string): void {
    log.write('backup-failed', { why })
    audit.record([{ actor, action: 'backup-failed', subject: null, facts: { why } }])
  }

  /** What a program that was killed left here. */
  function removeLeft(): void {
    try {
      removeDeadWork(folder.root)
    } catch (error) {
      log.write('backup-work-stays', { code: nameOf(error) })
    }
  }

  const verifyFile: Backups['verifyFile'] = async (path, identities, expected, actor) => {
    const outcome = await tasks.run<'verify'>({
      kind: 'verify',
      job: { path, identities, expected, place: folder.root, programVersion: deps.programVersion },
    })
    if (tasks.closed()) throw new Error('the desk closed while a backup was verified')
    const here: VerifiedHere =
      outcome.kind === 'good' ? { ...outcome, deskHoldsIt: journal.holds(outcome.manifest) } : outcome
    audit.record([{ actor, action: 'backup-verified', subject: null, facts: factsOf(here) }])
    return here
  }

  function unread(error: unknown): null {
    log.write('backup-manifests-unread', { code: nameOf(error) })
    return null
  }

  async function missingHere(): Promise<number | null> {
    const agreed = policy().folder
    if (agreed === null || !isFolderThere()) return null
    const job = { folder: agreed, device, identities: [backupIdentity(secrets)] }
    // One at a time: a folder that hangs is not asked by a thread more each time.
    asking ??= tasks.run<'manifests'>({ kind: 'manifests', job }).finally(() => (asking = null))
    const found = await withinSeconds(asking.catch(unread))
    if (found === null || tasks.closed()) return null
    // A restore begins again where its backup ended: what was made later on the machine that was lost is known to be gone.
    const restoredAt = journal.setting('restored')?.at ?? ''
    const lacking = found.filter((manifest) => manifest.takenAt > restoredAt && !journal.holds(manifest))
    const seqs = lacking.map(({ entries }) => Math.min(entries.seq, journal.ends().entries.seq + 1))
    return seqs.length === 0 ? null : Math.min(...seqs)
  }

  return {
    health,
    policy,
    async setPolicy(next, actor) {
      const refusal = next.folder === null ? null : await folderRefusal(next.folder, folder.root)
      if (refusal !== null) return { kind: 'folder-refused', why: refusal }
      const { kind } = journal.write((tx) => tx.append({ type: 'backup-policy-set', body: { policy: next } }, actor))
      if (kind !== 'written') return { kind }
      lastFailed = false
      void schedule?.look()
      return { kind: 'changed' }
    },
    async files() {
      const agreed = policy().folder
      return agreed === null ? [] : backupFiles(agreed, device)
    },
    create: createAgreed,
    createIn,
    folderRefusal: (target) => folderRefusal(target, folder.root),
    async verify(fileName, actor) {
      const agreed = policy().folder
      if (agreed === null || ownBackup(fileName, device)?.isPartial !== false)
        return { kind: 'bad', fault: 'file-not-found' }
      const expected = { hospitalCode: journal.hospital()?.code ?? null, device }
      return verifyFile(join(agreed, fileName), [backupIdentity(secrets)], expected, actor)
    },
    verifyFile,
    missingHere,
    noteOffSite(actor) {
      const { kind } = journal.write((tx) => tx.append({ type: 'backup-taken-off-site', body: {} }, actor))
      if (kind !== 'written') return { kind }
      audit.record([{ actor, action: 'backup-taken-off-site', subject: null, facts: {} }])
      noticed()
      return { kind: 'noted' }
    },
    keepSchedule(changed) {
      removeLeft()
      noticed = whenDifferent(() => JSON.stringify(health()), changed)
      schedule = backupSchedule({
        policy,
        lastGoodAt,
        now: () => journal.now(),
        clockNow: () => deps.clock.now(),
        uptimeMs: deps.uptimeMs,
        running: () => making > 0,
        create: () => createAgreed('system'),
        onMissing: () => noteFailure('folder-missing', 'system'),
        onLook: () => noticed(),
      })
      schedule.start()
    },
    close() {
      schedule?.stop()
      noticed = () => {}
      tasks.close()
    },
  }
}

/** Null: not soon enough for somebody who waits. */
async function withinSeconds<T>(answer: Promise<T>): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => resolve(null), ANSWER_WAIT_MS)
  try {
    return await Promise.race([answer, promise])
  } finally {
    clearTimeout(timer)
  }
}

function factsOf(outcome: VerifiedHere) {
  return outcome.kind === 'good'
    ? {
        outcome: outcome.deskHoldsIt ? 'good' : 'desk-lacks-it',
        backup: outcome.manifest.id,
        entries: outcome.manifest.totals.entries,
      }
    : { outcome: outcome.fault }
}

function whenDifferent(read: () => string, changed: () => void): () => void {
  let last = ''
  return () => {
    const now = read()
    if (now === last) return
    last = now
    changed()
  }
}
