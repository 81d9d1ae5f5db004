/** `flood`: more than any readers can say, so the process itself went wrong; said once until `reset`, everything after it is dropped. */
export type Admission = 'passed' | 'dropped' | 'flood'

export type EventGate = {
  /** Whether an event of this kind goes on to the core. */
  admit: (kind: string) => Admission
  /** Another process speaks from now on. */
  reset: () => void
}

const WINDOW_MS = 1_000
/** Reports, and those that were thrown away: a full-speed device sends a thousand in a second. Looking at them is for a person's eye. */
const NOISE_PASSED = 500
/** Eight readers at once, each with all that is told of it before it is closed as one that floods. */
const NOISE_POSSIBLE = 30_000
/** Everything else comes from a hand or a plug, or from two readers at once before they are closed. More of it would keep the desk waiting. */
const NEWS_POSSIBLE = 1_500

/** Keeps a readers process that talks without end from burying the core. `now` is in ms, monotonic. */
export function createEventGate(now: () => number = () => performance.now()): EventGate {
  let since = Number.NEGATIVE_INFINITY
  let noise = 0
  let news = 0
  let condemned = false
  return {
    reset: () => {
      since = Number.NEGATIVE_INFINITY
      condemned = false
    },
    admit: (kind) => {
      if (condemned) return 'dropped'
      if (now() - since >= WINDOW_MS) {
        since = now()
        noise = 0
        news = 0
      }
      const isNoise = kind === 'report' || kind === 'rejected'
      if (isNoise) noise++
      else news++
      if (noise > NOISE_POSSIBLE || news > NEWS_POSSIBLE) {
        condemned = true
        return 'flood'
      }
      return isNoise && noise > NOISE_PASSED ? 'dropped' : 'passed'
    },
  }
}
