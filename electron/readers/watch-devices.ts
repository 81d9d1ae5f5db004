import type { HidCollection, HidPort } from './hid-port.ts'
import type { Timings } from './timings.ts'
import type { SystemWatch } from './watch-system.ts'

export type DeviceWatch = {
  /** Looks now, or once more after the look under way. */
  look: () => void
  lookWithin: (ms: number) => void
  /** A look has not come back. */
  looking: () => boolean
  /** Settles when the look under way has come back. */
  stop: () => Promise<void>
}

export type DeviceWatchDeps = {
  hid: HidPort
  watchSystem: SystemWatch
  timings: Timings
  /** Something that should be read is not there, or nothing is read at all. */
  somethingMissing: () => boolean
  /** The system made or removed the device of this path. */
  onPlugged: (path: string) => void
  onCollections: (collections: readonly HidCollection[]) => void
  /** The system could not be asked, or does not answer. What was plugged in may be so still. */
  onFailed: () => void
  /** It has not answered for very long; told again and again. */
  onDespair: () => void
}

/** Knows what is plugged in without asking all the time: asking costs more than reading. Looks never overlap. */
export function watchDevices(deps: DeviceWatchDeps): DeviceWatch {
  const { timings } = deps
  let timer: NodeJS.Timeout | undefined
  let dueAt = Infinity
  let looking = false
  let underWay = Promise.resolve()
  let again = false
  let stopped = false

  const lookWithin = (ms: number) => {
    const at = performance.now() + ms
    if (stopped || looking || at >= dueAt) {
      again ||= looking
      return
    }
    dueAt = at
    clearTimeout(timer)
    timer = setTimeout(look, ms)
  }
  const look = () => {
    clearTimeout(timer)
    dueAt = Infinity
    if (looking) again = true
    else if (!stopped) underWay = ask()
  }
  const ask = async () => {
    looking = true
    const impatient = setTimeout(deps.onFailed, timings.patience)
    const despairing = setInterval(deps.onDespair, timings.despair)
    const collections = await deps.hid.collections()
    clearTimeout(impatient)
    clearInterval(despairing)
    looking = false
    if (stopped) return
    if (collections === null) deps.onFailed()
    else deps.onCollections(collections)
    lookWithin(again ? timings.settle : pause())
    again = false
  }
  const pause = () => {
    if (system.works()) return timings.watched
    return deps.somethingMissing() ? timings.eager : timings.calm
  }
  const system = deps.watchSystem((plugged) => {
    if (plugged !== undefined) deps.onPlugged(plugged)
    lookWithin(timings.settle)
  })
  return {
    look,
    lookWithin,
    looking: () => looking,
    stop: () => {
      stopped = true
      clearTimeout(timer)
      system.stop()
      return underWay
    },
  }
}
