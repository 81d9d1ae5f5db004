import { DEFAULT_POLICIES } from '../../../shared/domain/policy.ts'
import { nameOf, type Log } from '../server/log.ts'
import type { RosterPlace } from './due-rosters.ts'
import { purgeRosters } from './purge-rosters.ts'
import { trimLogs } from './trim-logs.ts'

const DAY_MS = 86_400_000

export type Kept = { rosters: string[]; logFiles: number }

/** Throws away what the policy of this desk says, now. */
export function keepRetention(core: RosterPlace): Kept {
  const { logDays } = core.journal.setting('retention-policy') ?? DEFAULT_POLICIES.retention
  return {
    rosters: purgeRosters(core),
    logFiles: trimLogs({ logDir: core.folder.logDir, now: core.journal.now(), logDays }),
  }
}

/** The same at once and every day from now on. Returns the stopper. */
export function startRetention(core: RosterPlace, log: Log, everyMs = DAY_MS): () => void {
  const run = () => {
    try {
      const { rosters, logFiles } = keepRetention(core)
      if (rosters.length + logFiles > 0) log.write('retention.kept', { rosters, logFiles })
    } catch (error) {
      // What stays a day longer must not stop the desk; `loket doctor` shows it.
      log.write('retention.failed', { error: nameOf(error) })
    }
  }
  run()
  const timer = setInterval(run, everyMs).unref()
  return () => clearInterval(timer)
}
