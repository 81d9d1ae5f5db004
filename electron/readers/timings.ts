import { PART_MS } from './decoders/steps.ts'

/** How long is waited for what, in ms. */
export type Timings = {
  /** After the system said that something was plugged in or out, for it to finish saying so. */
  settle: number
  /** Before looking again for what was lost, or is not in the list although it can be read. */
  soon: number
  /** Between looks: where the system says what is plugged in; while something is missing; while all is well. */
  watched: number
  eager: number
  calm: number
  /** After this time an unanswered look or opening is told as a failure; it is still waited for. */
  patience: number
  /** A look that is not answered for so long, while nothing can be read, ends this process to be started anew. */
  despair: number
  /** Between tries to open one reader; the last one repeats. */
  retries: readonly [number, ...number[]]
  /** Before a reader that sent without end is opened again; the last one repeats. */
  floods: readonly [number, ...number[]]
  /** What a reader sends before it was open for so long may be the end of a code. */
  believed: number
  /** A reader that was read for so long is no longer one that breaks at once. */
  steady: number
  /** One that was read for so long since it flooded is no longer one that does. */
  calmed: number
  /** For closing everything at the end. */
  stop: number
}

export const TIMINGS: Timings = {
  settle: 50,
  soon: 250,
  watched: 60_000,
  eager: 5_000,
  calm: 30_000,
  patience: 5_000,
  despair: 15_000,
  // The system makes the device first and sets who may open it a moment later.
  retries: [100, 400, 1_500, 4_000, 10_000],
  floods: [10_000, 30_000, 60_000, 300_000],
  // The parts of one code come closer together.
  believed: PART_MS,
  steady: 5_000,
  calmed: 60_000,
  stop: 1_000,
}
