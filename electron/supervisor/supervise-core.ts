import type { FromCore, StartOrder } from '../core/server/shell-messages.ts'
import { CORE_LIMITS, type Limits } from './limits.ts'
import { supervise, type Supervised, type Supervisor } from './supervise.ts'

/** Keeps the core running. Without it there is no desk, so it is given up with a sentence when it cannot be started. */
export function superviseCore<C>(
  deps: Supervised<StartOrder, FromCore, C> & { limits?: Partial<Limits> },
): Supervisor<C> {
  const limits = { ...CORE_LIMITS, ...deps.limits }
  const broken = () =>
    `The desk's core ended ${limits.failedStarts} times before it was ready; see logs/core.log in the data folder ${deps.order().dataFolder}.`
  return supervise({ ...deps, name: 'core', limits, broken })
}
