import type { OpenRefusal } from './hid-port.ts'
import type { Timings } from './timings.ts'

/** What a person is told about a reader that is plugged in and cannot be read. */
export type Trouble = Exclude<OpenRefusal, 'gone'> | 'flooding'

/** What went wrong with one reader: when it is tried again, and what of it is told. */
export type Setbacks = {
  /** Told, and not over. */
  trouble: () => Trouble | null
  /** The time for another try has not come. */
  waiting: () => boolean
  refused: (why: Trouble) => void
  /** Neither opened nor refused for a long time. */
  unanswered: () => void
  opened: () => void
  /** It could not be read any more. `steady`: it had been for a while. */
  broke: (how: { steady: boolean }) => void
  /** It sent without end. `calm`: it had not for long. */
  flooded: (how: { calm: boolean }) => void
  /** It has flooded not long ago. */
  suspect: () => boolean
  /** It was seen again: what refused it may be over. One that breaks at once waits its time. */
  hurry: () => void
  /** Somebody plugged it in again, or set it up otherwise: a cable that was pulled is no device that breaks at once. */
  forgive: () => void
  stop: () => void
}

export type SetbacksDeps = {
  timings: Timings
  /** Told once until it is over. */
  tell: (why: Trouble) => void
  tryAgain: () => void
}

/** The setback in a row that is told: the first ones pass by themselves while the system sets up a device. */
const TOLD = 3

export function setbacks({ timings, tell, tryAgain }: SetbacksDeps): Setbacks {
  let trouble: Trouble | null = null
  let refusals = 0
  let breaks = 0
  let floods = 0
  let timer: NodeJS.Timeout | undefined

  const show = (why: Trouble) => {
    if (trouble === why) return
    trouble = why
    tell(why)
  }
  const waitFor = (times: number, waits = timings.retries) => {
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        timer = undefined
        tryAgain()
      },
      waits[Math.min(times, waits.length) - 1],
    )
  }
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    stop,
    trouble: () => trouble,
    waiting: () => timer !== undefined,
    unanswered: () => show('failed'),
    refused: (why) => {
      if (++refusals >= TOLD) show(why)
      waitFor(refusals)
    },
    opened: () => {
      refusals = 0
      if (breaks === 0) trouble = null
    },
    broke: ({ steady }) => {
      if (steady) {
        breaks = 0
        trouble = null
        return
      }
      if (++breaks >= TOLD) show('failed')
      waitFor(breaks)
    },
    flooded: ({ calm }) => {
      floods = calm ? 1 : floods + 1
      show('flooding')
      waitFor(floods, timings.floods)
    },
    suspect: () => floods > 0,
    forgive: () => {
      breaks = 0
      floods = 0
      if (timer !== undefined) waitFor(1)
    },
    hurry: () => {
      if (refusals > 0) stop()
    },
  }
}
