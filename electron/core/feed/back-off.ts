const MINUTE_MS = 60_000
const FIRST_MS = 5 * MINUTE_MS
/** However often it failed. */
export const LONGEST_MS = 6 * 60 * MINUTE_MS
const SHORTEST_MS = MINUTE_MS
/** After a power cut all desks of a hospital start together. */
const START_SPREAD_MS = 15 * MINUTE_MS

/** How long to wait before a feed is asked again. Pure; `random` from 0 to 1. */
export function waitMs(everyMinutes: number, failures: number, random: number): number {
  // At least as often as it was said, and no two desks in step.
  if (failures === 0) return Math.round(everyMinutes * MINUTE_MS * (1 - random / 2))
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20))
  return Math.max(SHORTEST_MS, Math.round(most * random))
}

/** How long after the start of the program: soon where it is due, else when it would have been. `sinceGoodMs`: null where it never was; below 0 where a clock was turned. */
export function firstWaitMs(everyMinutes: number, sinceGoodMs: number | null, random: number): number {
  const everyMs = everyMinutes * MINUTE_MS
  const spreadMs = Math.round(Math.min(START_SPREAD_MS, everyMs) * random)
  const left = sinceGoodMs === null || sinceGoodMs < 0 ? 0 : Math.max(0, everyMs - sinceGoodMs)
  return left + spreadMs
}
