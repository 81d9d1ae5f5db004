import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { Journal } from '../journal/journal.ts'

const RESUMABLE_MS = 60 * 60_000

/**
 * What a new process puts in order. No session can be resumed after the longest time that a policy allows. A machine that was started
 * again counts its uptime from 0: a wait that began at a higher one begins again now, so that it does not come back when the uptime passes it.
 */
export function startAccounts(journal: Pick<Journal, 'now' | 'write' | 'operators'>, uptimeMs: number): void {
  const before = new Date(Date.parse(journal.now()) - RESUMABLE_MS).toISOString() as IsoInstant
  // On a full disk all stays as it is until the next start.
  journal.write(({ beside, operators }) => {
    beside.sessions.removeOld(before)
    for (const { name } of operators.all()) {
      const secret = beside.secrets.get(name)
      if (secret === null || secret.waitMs === 0 || secret.waitFromUptimeMs <= uptimeMs) continue
      const { failures, waitMs } = secret
      beside.secrets.setTries(name, {
        failures,
        waitMs: Math.max(0, waitMs - Math.floor(uptimeMs)),
        waitFromUptimeMs: Math.floor(uptimeMs),
      })
    }
  })
}
