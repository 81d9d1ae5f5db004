import type { ImportProgress } from '../../../shared/domain/roster-state.ts'
import type { FeedRefusalCode } from '../../../shared/domain/feed.ts'
import { errorCode } from '../../roster-files/error-code.ts'
import type { Clock } from '../clock.ts'
import type { DataFolder } from '../data-folder.ts'
import { asOfDate } from './as-of-date.ts'
import type { BaseVersion, FileToBuild, InstallTarget, PackProgress } from './build-jobs.ts'
import { lockImport } from './import-lock.ts'
import type { SnapshotEntry } from './pointer-file.ts'
import { fileIdOf, newFileId, rosterFile } from './roster-file-names.ts'
import { nextVersion, removeLeftovers } from './roster-folder.ts'
import { notePublication } from './install-version.ts'
import type { ImportOptions, ImportOutcome, InstallOutcome, PackInstall, Publication } from './roster.ts'
import { LOCAL, type RosterEvent, type ServingSnapshot } from './serving-snapshot.ts'
import { runImport, runInstall, type RunningTask } from './snapshot-task.ts'

type Deps = {
  folder: Pick<DataFolder, 'root' | 'rosterDir'>
  keyOf(fileId: string): Buffer
  clock: Clock
  workerUrl: URL
  serving: ServingSnapshot
  log(event: RosterEvent): void
}

const DEFAULT_REJECTED_SHARE = 0.01
const DEFAULT_SHRINK_SHARE = 0.1

/** Builds versions in a worker thread and makes them current, one at a time over all processes. */
export function versionBuilder({ folder, keyOf, clock, workerUrl, serving, log }: Deps) {
  const { rosterDir } = folder
  let running: RunningTask<unknown> | null = null
  let closed = false

  const newFile = (): FileToBuild => {
    const id = newFileId(rosterDir)
    return { file: rosterFile(id), key: keyOf(id) }
  }

  /** Null: another import runs. A full disk is an answer, as `full`. */
  async function locked<T>(work: () => Promise<T>, full: T): Promise<T | null> {
    const lock = lockImport(rosterDir)
    if (lock === null) return null
    try {
      return await work()
    } catch (error) {
      if (isDiskFull(error)) return full
      // The worker died, and could not clean up after itself.
      removeLeftovers(rosterDir)
      throw error
    } finally {
      running = null
      lock.release()
      if (!closed) serving.now()
    }
  }

  async function importCsv(
    path: string,
    options: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportOutcome> {
    const now = serving.entryOf(LOCAL)
    const date = asOfDate(path, options.asOf, now?.entry.asOf ?? null, clock.now())
    if (!date.ok) return { kind: 'refused', refusal: date.refusal }
    const version = nextVersion(rosterDir, date.asOf)
    const task = runImport(
      workerUrl,
      {
        input: path,
        target: targetOf(LOCAL, now?.entry ?? null),
        rejectsFallbackDir: folder.root,
        version,
        asOf: date.asOf,
        build: newFile(),
        maxRejectedShare: options.maxRejectedShare ?? DEFAULT_REJECTED_SHARE,
        maxShrinkShare: options.maxShrinkShare ?? DEFAULT_SHRINK_SHARE,
        rowsBefore: now?.entry.rows ?? 0,
      },
      onProgress,
    )
    running = task
    const outcome = await task.result
    if (outcome.kind === 'done') log({ event: 'roster-imported', version, rows: outcome.report.rowsAccepted })
    else log({ event: 'roster-refused', code: outcome.refusal.code })
    return outcome
  }

  async function install(
    job: PackInstall,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal | undefined,
  ): Promise<InstallOutcome> {
    const now = serving.entryOf(job.source)
    if (!follows(job, now?.entry.version ?? null)) {
      const from = job.packs[0]?.from ?? ''
      return refused('wrong-base', { from, serving: now?.entry.version ?? '' })
    }
    const task = runInstall(
      workerUrl,
      {
        pack: job,
        target: {
          ...targetOf(job.source, now?.entry ?? null),
          programmes: job.programmes,
          companion: job.companion ?? now?.entry.companion ?? null,
          publication: job.publication,
        },
        base: now === null ? null : baseOf(now.entry),
        build: [newFile(), newFile()],
        maxShrinkShare: job.maxShrinkShare ?? DEFAULT_SHRINK_SHARE,
      },
      (progress) => {
        onProgress(progress)
        // It may be visible already, while its layers are still merged: who listens is told now.
        if (progress.stage === 'installing') serving.now()
      },
    )
    running = task
    const stop = () => task.stop()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      const outcome = await task.result
      return outcome.kind === 'damaged-below' ? withoutBase(job, outcome.files) : outcome
    } catch (error) {
      if (signal?.aborted !== true) throw error
      removeLeftovers(rosterDir)
      // What was made current before the word came stays so.
      const isCurrent = serving.entryOf(job.source)?.entry.version === job.version
      return isCurrent && now?.entry.version !== job.version
        ? { kind: 'done', seconds: 0, changes: null }
        : refused('stopped')
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  /** The version that a delta was for is damaged: what serves now, if anything, is another one. */
  function withoutBase({ source, packs }: PackInstall, damaged: readonly string[]): InstallOutcome {
    for (const file of damaged) serving.markDamaged(file, 'page')
    const now = serving.entryOf(source)?.entry.version
    return refused('wrong-base', { from: packs[0]?.from ?? '', serving: now ?? '' })
  }

  function targetOf(source: string, entry: SnapshotEntry | null): InstallTarget {
    return {
      rosterDir,
      source,
      programmes: [],
      importedAt: clock.now(),
      companion: null,
      publication: null,
      serving: entry,
    }
  }

  function baseOf({ version, people, rows, conflicts, layers }: SnapshotEntry): BaseVersion {
    const withKeys = layers.map((layer) => ({ ...layer, key: keyOf(fileIdOf(layer.file) ?? '') }))
    return { version, people, rows, conflicts, layers: withKeys }
  }

  return {
    async import(
      path: string,
      options: ImportOptions,
      onProgress: (progress: ImportProgress) => void,
    ): Promise<ImportOutcome> {
      const outcome = await locked(() => importCsv(path, options, onProgress), importRefused('disk-full'))
      return outcome ?? importRefused('busy')
    },
    async installPacks(
      job: PackInstall,
      onProgress: (progress: PackProgress) => void,
      signal?: AbortSignal,
    ): Promise<InstallOutcome> {
      if (signal?.aborted === true) return refused('stopped')
      const outcome = (await locked(() => install(job, onProgress, signal), refused('disk-full'))) ?? refused('busy')
      const version = `${job.source}/${job.version}`
      if (outcome.kind === 'done') log({ event: 'roster-imported', version, rows: job.rows })
      else log({ event: 'roster-refused', code: outcome.refusal.code })
      return outcome
    },
    notePublication(source: string, version: string, publication: Publication): void {
      const lock = lockImport(rosterDir)
      if (lock === null) return
      try {
        notePublication(rosterDir, source, version, publication)
      } finally {
        lock.release()
      }
    },
    close(): void {
      closed = true
      running?.stop()
    },
  }
}

/** Whether the packs lead from `serving` to the version they are to give, each on the one before. */
function follows({ packs, version }: PackInstall, serving: string | null): boolean {
  let at = serving
  for (const { kind, from, to } of packs) {
    if (kind === 'delta' && (at === null || from !== at)) return false
    at = to
  }
  return packs.length > 0 && at === version
}

function refused(code: FeedRefusalCode, detail: Record<string, string | number> = {}): InstallOutcome {
  return { kind: 'refused', refusal: { code, detail } }
}

function importRefused(code: 'disk-full' | 'busy'): ImportOutcome {
  return { kind: 'refused', refusal: { code, detail: {} } }
}

function isDiskFull(error: unknown): boolean {
  return ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(errorCode(error))
}
