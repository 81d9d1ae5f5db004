import {
  DEFAULT_READERS,
  type ReaderDriver,
  type ReaderEvent,
  type ReaderId,
  type ReadersPolicy,
} from '../../shared/domain/reader.ts'
import { announceReaders, listReaders, namesOf } from './announce-readers.ts'
import { findReaders, type FoundReader } from './classify.ts'
import type { HidCollection, HidPort } from './hid-port.ts'
import { pathTurns } from './path-turns.ts'
import { pluggedReader, type PluggedReader } from './plugged-reader.ts'
import { twinId } from './reader-id.ts'
import { isSetUp, settingsFor } from './reader-settings.ts'
import type { Timings } from './timings.ts'
import { watchDevices, type DeviceWatch } from './watch-devices.ts'
import type { SystemWatch } from './watch-system.ts'

/** The readers of this machine, opened and closed as the settings and the plugs say. */
export type Attendance = {
  /** Settles after the first look, or when it takes too long. */
  start: (policy: ReadersPolicy) => Promise<void>
  configure: (policy: ReadersPolicy) => void
  look: () => void
  showReports: (on: boolean) => void
  /** Settles when all are closed, or when that takes too long. */
  stop: () => Promise<void>
  /** The driver has not come back from something. */
  stuck: () => boolean
}

export type AttendanceDeps = {
  hid: HidPort
  watchSystem: SystemWatch
  timings: Timings
  tell: (event: ReaderEvent) => void
  /** The driver answers nothing and nothing can be read: a new process may do better. */
  onDespair: () => void
}

const AT_ONCE = 8
/** A device may come with another serial number each time. */
const NAMES_KEPT = 64

export function attendReaders(deps: AttendanceDeps): Attendance {
  const { hid, timings, tell } = deps
  const turns = pathTurns()
  const here = new Map<string, PluggedReader>()
  const missed = new Set<PluggedReader>()
  const leaving = new Set<Promise<void>>()
  const names = new Map<ReaderId, { manufacturer: string; product: string }>()
  const firstLook = Promise.withResolvers<void>()
  let policy = DEFAULT_READERS
  let driver: ReaderDriver = 'none'
  let watch: DeviceWatch | null = null
  let shown = false
  let lookFailed = false
  let stopped = false

  const list = () => listReaders(here.values(), policy, names)
  const announcements = announceReaders(() => ({ driver, readers: list() }), tell)

  const depart = (reader: PluggedReader, why: 'unplugged' | 'stopped') => {
    here.delete(reader.found.path)
    missed.delete(reader)
    const left = reader.leave(why).then(() => void leaving.delete(left))
    leaving.add(left)
  }
  const remember = (found: FoundReader) => {
    names.delete(found.id)
    names.set(found.id, namesOf(found))
    for (const oldest of names.keys()) if (names.size > NAMES_KEPT) names.delete(oldest)
  }
  const arrive = (found: FoundReader) => {
    const taken = new Set([...here.values()].map(({ id }) => id))
    let nth = 1
    while (taken.has(twinId(found.id, nth))) nth++
    const { settings } = settingsFor(found, policy)
    remember(found)
    const reader = pluggedReader({
      id: twinId(found.id, nth),
      found,
      hid,
      turns,
      timings,
      settings,
      showReports: () => shown,
      tell,
      changed: announcements.soon,
      lookAgain: () => watch?.lookWithin(timings.soon),
    })
    here.set(found.path, reader)
  }
  const onCollections = (collections: readonly HidCollection[]) => {
    lookFailed = false
    const found = new Map(findReaders(collections).map((reader) => [reader.path, reader]))
    for (const [path, reader] of here) {
      const now = found.get(path)
      // A keyboard may come a moment after what it makes doubtful.
      if (now?.id === reader.found.id && now.kind === reader.found.kind) {
        missed.delete(reader)
        reader.seen()
        found.delete(path)
      } else if (now === undefined && reader.state() === 'reading' && !missed.has(reader)) {
        // A list may be wrong for a moment; a reader that is gone says so itself.
        missed.add(reader)
        watch?.lookWithin(timings.soon)
        found.delete(path)
      } else depart(reader, 'unplugged')
    }
    for (const reader of found.values()) arrive(reader)
    allot(here.values(), policy)
    announcements.now()
    firstLook.resolve()
  }
  const onFailed = () => {
    if (!lookFailed) tell({ kind: 'error', reader: null, why: 'enumeration' })
    lookFailed = true
    announcements.now()
    firstLook.resolve()
  }

  const somethingMissing = () => {
    const states = new Set(list().map(({ state }) => state))
    return !states.has('reading') || states.has('absent')
  }
  const begin = async () => {
    driver = await hid.driver()
    if (stopped) return
    if (driver === 'none') {
      tell({ kind: 'error', reader: null, why: 'driver-missing' })
      announcements.now()
      return firstLook.resolve()
    }
    watch ??= watchDevices({
      hid,
      timings,
      somethingMissing,
      onCollections,
      onFailed,
      watchSystem: deps.watchSystem,
      onPlugged: (path) => here.get(path)?.plugged(),
      onDespair: () => {
        if (![...here.values()].some((reader) => reader.state() === 'reading')) deps.onDespair()
      },
    })
    watch.look()
  }
  return {
    start: async (first) => {
      policy = first
      await begin()
      await firstLook.promise
    },
    configure: (next) => {
      policy = next
      allot(here.values(), policy)
      announcements.soon()
    },
    look: () => (watch === null ? void begin() : watch.look()),
    showReports: (on) => void (shown = on),
    stop: async () => {
      stopped = true
      announcements.stop()
      const looked = watch?.stop()
      for (const reader of here.values()) depart(reader, 'stopped')
      let timer: NodeJS.Timeout | undefined
      const tooLong = new Promise<void>((resolve) => void (timer = setTimeout(resolve, timings.stop)))
      await Promise.race([Promise.all([looked, ...leaving]), tooLong])
      clearTimeout(timer)
    },
    stuck: () => leaving.size > 0 || (watch?.looking() ?? false) || [...here.values()].some((reader) => reader.held()),
  }
}

/** Says of each reader whether it is to be read. Those that are read already keep their place, then come those that are set up. */
function allot(here: Iterable<PluggedReader>, policy: ReadersPolicy): void {
  const ranked = [...here].toSorted(
    (a, b) => Number(b.held()) - Number(a.held()) || Number(isSetUp(b.id, policy)) - Number(isSetUp(a.id, policy)),
  )
  let places = AT_ONCE
  for (const reader of ranked) {
    const { settings, wanted } = settingsFor(reader.found, policy)
    const fits = wanted !== 'read' || places-- > 0
    reader.want(fits ? wanted : 'too-many', settings)
  }
}
