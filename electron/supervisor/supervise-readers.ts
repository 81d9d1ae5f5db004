import type { FromReaders, ReadersOrder } from '../readers/messages.ts'
import { READERS_LIMITS, type Limits } from './limits.ts'
import { supervise, type Supervised, type Supervisor } from './supervise.ts'

/** Keeps the readers process running. A desk works without it, so it is started again for ever and never ends anything else. */
export function superviseReaders<C>(
  deps: Supervised<ReadersOrder, FromReaders, C> & { limits?: Partial<Limits> },
): Supervisor<C> {
  return supervise({ ...deps, name: 'readers', limits: { ...READERS_LIMITS, ...deps.limits }, broken: null })
}
