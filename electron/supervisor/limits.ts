/** How long a supervised process may take for what, and how often it may fail. */
export type Limits = {
  heartbeatMs: number
  /** Heartbeats without an answer before the process counts as hanging. Counted, not timed: a machine may sleep. */
  missedBeats: number
  startMs: number
  /** For a start that says it takes long. */
  longStartMs: number
  stopMs: number
  /** Starts in a row that end before the process is ready, where it is given up at all. */
  failedStarts: number
  /** Wait before each restart in a row; the last one repeats. */
  delaysMs: readonly [number, ...number[]]
  /** A process that lived this long starts the row anew. */
  steadyMs: number
}

export const CORE_LIMITS: Limits = {
  heartbeatMs: 1_000,
  missedBeats: 10,
  // The first opening of a large journal after an update.
  startMs: 120_000,
  // The databases of 25 years are copied.
  longStartMs: 2 * 3_600_000,
  stopMs: 5_000,
  failedStarts: 5,
  delaysMs: [0, 100, 250, 500, 1_000],
  steadyMs: 30_000,
}

/** A scanner that does not read is met at once by the person who holds it: the process is back within three seconds, whatever ended it. */
export const READERS_LIMITS: Limits = {
  heartbeatMs: 300,
  missedBeats: 4,
  startMs: 10_000,
  longStartMs: 10_000,
  stopMs: 2_000,
  failedStarts: Number.POSITIVE_INFINITY,
  delaysMs: [0, 250, 500, 1_000, 2_000],
  // One that lives as long as the longest wait costs no more when it is started again at once.
  steadyMs: 2_000,
}
