import { setImmediate, setTimeout } from 'node:timers/promises'
import { createRandom } from '../../electron/core/demo/random.ts'

/** `took`: the call alone; `waited`: from when it was due, as whoever scans a card waits for it. Milliseconds. */
export type LookUpTimes = { took: number[]; waited: number[] }

/**
 * One look-up after the other at a fixed pace until `isDone`: one that comes late because this thread was held up is counted from when it
 * should have begun, and those behind it as well.
 */
export async function lookUpsMeanwhile<Key>(
  keys: readonly Key[],
  ask: (key: Key) => unknown,
  everyMs: number,
  isDone: () => boolean,
): Promise<LookUpTimes> {
  const times: LookUpTimes = { took: [], waited: [] }
  const random = createRandom(7)
  let due = performance.now()
  while (!isDone()) {
    due += everyMs
    const early = due - performance.now()
    await (early > 1 ? setTimeout(early) : setImmediate())
    const startedAt = performance.now()
    ask(keys[random.below(keys.length)]!)
    const endedAt = performance.now()
    times.took.push(endedAt - startedAt)
    // A timer may fire a little early: nobody has waited less than the call took.
    times.waited.push(endedAt - Math.min(due, startedAt))
  }
  return times
}
