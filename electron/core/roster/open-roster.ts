import { statSync } from 'node:fs'
import { join } from 'node:path'
import { daysBetween, localDate, type IsoDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import type { ImportProgress, ImportRefusal, RosterState } from '../../../shared/domain/roster-state.ts'
import type { Clock } from '../clock.ts'
import type { DataFolder } from '../data-folder.ts'
import { deriveKey, type Secrets } from '../keys/keystore.ts'
import { lockImport } from './import-lock.ts'
import { errorCode } from '../../roster-files/error-code.ts'
import { nextVersion } from './pointer-file.ts'
import type { ImportOptions, ImportOutcome, Roster } from './roster.ts'
import { openServing, type RosterEvent } from './serving-snapshot.ts'
import { runHash, runImport, type RunningTask } from './snapshot-task.ts'

export type RosterDeps = {
  folder: Pick<DataFolder, 'root' | 'rosterDir'>
  secrets: Secrets
  clock: Clock
  /** `snapshot-worker` as it runs here: the .ts source, or its bundle. */
  workerUrl: URL
  /** Event names, codes and counts; never a value of a person. */
  log?: (event: RosterEvent) => void
  /** How long after the start, and after each new version, the whole file is checked against its hash. */
  checkAfterMs?: number
}

const DEFAULT_REJECTED_SHARE = 0.01
const DEFAULT_SHRINK_SHARE = 0.1
const CHECK_AFTER_MS = 2000
/** How often a version that another process installed is looked for while nobody asks. */
const LOOK_EVERY_MS = 2000
const ZONE = 'Asia/Jakarta'
/** Where in Indonesia a day begins first: a date that has begun there is not in the future. */
const EASTERNMOST_ZONE = 'Asia/Jayapura'

/**
 * Opens the roster of a data folder. Look-ups notice a version that another process installed, and damage of the file they read: then
 * the version before answers (`fellBack`), or the state is `damaged`.
 */
export function openRoster(deps: RosterDeps): Roster {
  const { folder, secrets, clock, workerUrl } = deps
  const log = deps.log ?? (() => {})
  const listeners = new Set<(state: RosterState) => void>()
  let importing: RunningTask<ImportOutcome> | null = null
  let checking: RunningTask<string> | null = null
  let checkTimer: NodeJS.Timeout | undefined
  let closed = false

  const serving = openServing({
    rosterDir: folder.rosterDir,
    keyOf: (version) => deriveKey(secrets, `roster/${version}`),
    log,
    onChange() {
      scheduleCheck()
      const now = state()
      for (const listener of listeners) listener(now)
    },
  })

  function state(): RosterState {
    const now = serving.now()
    if (now.kind !== 'serving') return now
    const { version, asOf, importedAt, people, rows } = now.entry
    const ageDays = Math.max(0, daysBetween(asOf, localDate(clock.now(), ZONE)))
    const facts = { version, asOf, importedAt, ageDays, people, rows, fellBack: now.fellBack }
    return { kind: 'current', sources: [{ kind: 'serving', source: 'local', programmes: [], ...facts }], ...facts }
  }

  function scheduleCheck(): void {
    clearTimeout(checkTimer)
    checking?.stop()
    checking = null
    if (closed) return
    checkTimer = setTimeout(() => void checkWholeFile(), deps.checkAfterMs ?? CHECK_AFTER_MS)
    checkTimer.unref()
  }

  /** Page tags do not notice an old page put back in its place; the hash does. */
  async function checkWholeFile(): Promise<void> {
    const now = serving.now()
    if (now.kind !== 'serving') return
    const running = runHash(workerUrl, join(folder.rosterDir, now.entry.file))
    checking = running
    const sha256 = await running.result.catch(() => null)
    if (checking !== running) return
    checking = null
    if (sha256 === null) log({ event: 'roster-check-failed', version: now.entry.version })
    else if (sha256 === now.entry.sha256) log({ event: 'roster-check-ok', version: now.entry.version })
    else serving.markDamaged(now.entry.version, 'hash')
  }

  async function importLocked(
    path: string,
    options: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportOutcome> {
    const now = serving.now()
    const entry = now.kind === 'serving' ? now.entry : null
    const date = asOfDate(path, options.asOf, entry?.asOf ?? null, clock.now())
    if (!date.ok) return { kind: 'refused', refusal: date.refusal }
    const version = nextVersion(folder.rosterDir, date.asOf)
    importing = runImport(
      workerUrl,
      {
        input: path,
        rosterDir: folder.rosterDir,
        rejectsFallbackDir: folder.root,
        version,
        asOf: date.asOf,
        importedAt: clock.now(),
        key: deriveKey(secrets, `roster/${version}`),
        maxRejectedShare: options.maxRejectedShare ?? DEFAULT_REJECTED_SHARE,
        maxShrinkShare: options.maxShrinkShare ?? DEFAULT_SHRINK_SHARE,
        serving: entry,
      },
      onProgress,
    )
    const outcome = await importing.result
    if (outcome.kind === 'done') log({ event: 'roster-imported', version, rows: outcome.report.rowsAccepted })
    else log({ event: 'roster-refused', code: outcome.refusal.code })
    return outcome
  }

  scheduleCheck()
  const looking = setInterval(() => serving.now(), LOOK_EVERY_MS).unref()

  return {
    state,
    find: (key) => serving.ask((reader) => reader.find(key)),
    search: (name, birthDate) => serving.ask((reader) => reader.search(name, birthDate)),
    familySize: (kkNumber) => serving.ask((reader) => reader.familySize(kkNumber)),
    async import(path, options, onProgress) {
      const lock = lockImport(folder.rosterDir)
      if (lock === null) return { kind: 'refused', refusal: { code: 'busy', detail: {} } }
      try {
        return await importLocked(path, options, onProgress)
      } catch (error) {
        if (isDiskFull(error)) return { kind: 'refused', refusal: { code: 'disk-full', detail: {} } }
        throw error
      } finally {
        importing = null
        lock.release()
        if (!closed) serving.now()
      }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      clearTimeout(checkTimer)
      clearInterval(looking)
      checking?.stop()
      importing?.stop()
      listeners.clear()
      serving.close()
    },
  }
}

type AsOf = { ok: true; asOf: IsoDate } | { ok: false; refusal: ImportRefusal }

/** The date the data speaks for: given, or the day the file was last written. */
function asOfDate(path: string, given: IsoDate | undefined, current: IsoDate | null, now: IsoInstant): AsOf {
  const asOf = given ?? fileDate(path)
  if (asOf === null) return { ok: false, refusal: { code: 'file-not-found', detail: {} } }
  const today = localDate(now, EASTERNMOST_ZONE)
  if (asOf > today) return { ok: false, refusal: { code: 'as-of-in-future', detail: { asOf, today } } }
  if (current !== null && asOf < current) {
    return { ok: false, refusal: { code: 'older-than-current', detail: { asOf, current } } }
  }
  return { ok: true, asOf }
}

function fileDate(path: string): IsoDate | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? null : localDate(stat.mtime.toISOString() as IsoInstant, ZONE)
}

function isDiskFull(error: unknown): boolean {
  return ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(errorCode(error))
}
