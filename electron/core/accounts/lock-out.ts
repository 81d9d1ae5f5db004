import type { Tries } from '../journal/operator-secrets-table.ts'

const TRIES_BEFORE_WAIT = 5
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 60 * 60_000

export const NO_TRIES: Tries = { failures: 0, waitMs: 0, waitFromUptimeMs: 0 }

/** One wrong try more: from the fifth on each makes the next wait longer, from one minute to an hour. Pure. */
export function afterWrongTry({ failures }: Tries, uptimeMs: number): Tries {
  const now = failures + 1
  const doublings = now - TRIES_BEFORE_WAIT
  if (doublings < 0) return { ...NO_TRIES, failures: now }
  return {
    failures: now,
    waitMs: Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** doublings),
    waitFromUptimeMs: Math.floor(uptimeMs),
  }
}

/**
 * What is left of the wait, 0 when there is none. Measured in time since boot, which nobody can turn. A machine that was started again
 * counts from 0: at least that much has passed, and never more is taken for passed than has.
 */
export function waitLeftMs({ waitMs, waitFromUptimeMs }: Tries, uptimeMs: number): number {
  const passed = uptimeMs >= waitFromUptimeMs ? uptimeMs - waitFromUptimeMs : uptimeMs
  return Math.max(0, Math.ceil(waitMs - passed))
}

/** Before the next wait; 0: this one began it. */
export function triesLeft({ failures }: Tries): number {
  return Math.max(0, TRIES_BEFORE_WAIT - failures)
}
