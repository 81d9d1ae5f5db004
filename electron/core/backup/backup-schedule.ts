import type { BackupPolicy } from '../../../shared/domain/policy.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { isThere } from './agreed-folder.ts'
import { isBackupDue } from './backup-health.ts'
import type { Created } from './backups.ts'

const LOOK_EVERY_MS = 60_000
const HOUR_MS = 3_600_000
/** After the first, the second and every later failure in a row. */
const WAIT_MS = [5 * 60_000, 15 * 60_000, 60 * 60_000]
/** However the clock is turned. */
const AT_MOST_EVERY_MS = 30 * 60_000

export type ScheduleDeps = {
  policy: () => BackupPolicy
  lastGoodAt: () => IsoInstant | null
  /** Never before the latest entry. */
  now: () => IsoInstant
  /** The machine's clock, which may have been set back. */
  clockNow: () => IsoInstant
  uptimeMs: () => number
  running: () => boolean
  create: () => Promise<Created>
  /** A backup was due, and the folder was not there: said once each time. */
  onMissing: () => void
  /** What the folder's being there, or a try, may have changed. */
  onLook: () => void
}

export type Schedule = {
  /** One look: makes the backup that is due. Public for tests; the timer calls it every minute. */
  look(): Promise<void>
  /** Null until the first look. */
  folderThere(): boolean | null
  start(): void
  stop(): void
}

/** Decides every minute whether a backup is due. A turned clock can make one come early, never a storm of them, and never none at all. */
export function backupSchedule(deps: ScheduleDeps): Schedule {
  const startedMs = deps.uptimeMs()
  let folder: string | null = null
  let there: boolean | null = null
  let failures = 0
  let notBeforeMs = 0
  let madeMs: number | null = null
  let looking = false
  let stopped = false
  let timer: NodeJS.Timeout | null = null

  async function look(): Promise<void> {
    // A share that hangs keeps one look waiting, not one more every minute.
    if (looking) return
    looking = true
    try {
      await lookOnce()
    } finally {
      looking = false
      deps.onLook()
    }
  }

  async function lookOnce(): Promise<void> {
    const policy = deps.policy()
    if (policy.folder === null) return void ([folder, there] = [null, null])
    const before = policy.folder === folder ? there : null
    there = await isThere(policy.folder)
    if (stopped) return
    folder = policy.folder
    if (deps.running() || !isDue(policy)) return
    if (!there) {
      if (before !== false) deps.onMissing()
      return
    }
    // A disk that came back is used at once.
    if (before === false) notBeforeMs = 0
    if (deps.uptimeMs() < notBeforeMs) return
    await attempt()
  }

  async function attempt(): Promise<void> {
    deps.onLook()
    const { kind } = await deps.create()
    if (kind === 'made') {
      failures = 0
      madeMs = deps.uptimeMs()
      notBeforeMs = madeMs + AT_MOST_EVERY_MS
    } else {
      notBeforeMs = deps.uptimeMs() + (WAIT_MS[Math.min(failures, WAIT_MS.length - 1)] ?? 0)
      failures += 1
    }
  }

  function isDue(policy: BackupPolicy): boolean {
    const last = deps.lastGoodAt()
    if (isBackupDue(policy, last, deps.now())) return true
    // The last one bears a time to come: the clock was ahead then. Until it is reached, this program's own running time counts.
    const wasAhead = last !== null && last > deps.clockNow()
    if (!wasAhead) return false
    return madeMs === null || deps.uptimeMs() - Math.max(madeMs, startedMs) >= policy.everyHours * HOUR_MS
  }

  /** Whether the folder is there is said from the beginning; a backup that is due may wait until the desk has started. */
  async function firstGlance(): Promise<void> {
    const agreed = deps.policy().folder
    if (agreed === null) return
    const found = await isThere(agreed)
    if (there === null) [folder, there] = [agreed, found]
    deps.onLook()
  }

  return {
    look,
    folderThere: () => there,
    start() {
      timer = setInterval(() => void look(), LOOK_EVERY_MS)
      timer.unref()
      void firstGlance()
    },
    stop() {
      stopped = true
      if (timer !== null) clearInterval(timer)
    },
  }
}
