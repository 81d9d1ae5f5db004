import type { RejectReason } from '../../../shared/domain/reader.ts'
import type { Decoded, Decoder } from './decoder.ts'

/**
 * Parts of one scan come a few ms apart, two scans of one hand at least half a second. So what follows within this time belongs to what came
 * before, and a reader whose report was damaged is believed again after it has been silent for so long.
 */
export const PART_MS = 300

/** Longer than any code a card carries. */
export const MAX_CHARACTERS = 4096

export type Step<State> = { state: State; out: readonly Decoded[] }

/** How one form is read: state in, state and outcomes out. */
export type Steps<State> = {
  start: State
  /** What is over by `at` has expired before. */
  report(state: State, bytes: Uint8Array, at: number): Step<State>
  expire(state: State, at: number): Step<State>
  /** When `expire` has something to do. */
  until(state: State): number | null
}

export function steppedDecoder<State>(steps: Steps<State>): Decoder {
  let state = steps.start
  const take = (step: Step<State>): readonly Decoded[] => {
    state = step.state
    return step.out
  }
  return {
    report: (bytes, at) => {
      const late = take(steps.expire(state, at))
      const now = take(steps.report(state, bytes, at))
      return late.length === 0 ? now : [...late, ...now]
    },
    deadline: () => steps.until(state),
    expire: (at) => take(steps.expire(state, at)),
  }
}

export const NOTHING: readonly Decoded[] = []

export function rejected(why: RejectReason): Decoded {
  return { kind: 'rejected', why }
}
