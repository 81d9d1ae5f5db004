import { setTimeout as wait } from 'node:timers/promises'
import { afterEach } from 'vitest'
import { attendReaders, type Attendance } from '../../electron/readers/attend-readers.ts'
import type { Timings } from '../../electron/readers/timings.ts'
import {
  DEFAULT_READERS,
  ReaderEvent,
  ReaderId,
  type Reader,
  type ReaderSettings,
  type ReadersPolicy,
} from '../../shared/domain/reader.ts'
import { handScanner } from './fake-readers.ts'
import { fakeHid, hidPosReports, type FakeDevice, type FakeHid } from './fake-hid.ts'

export const QUICK: Timings = {
  settle: 1,
  soon: 3,
  watched: 60_000,
  eager: 20,
  calm: 60_000,
  patience: 400,
  despair: 800,
  retries: [2, 4, 8, 16],
  // A test's hand is there at once; where that matters a test says so.
  believed: 0,
  steady: 10_000,
  floods: [20, 60],
  calmed: 10_000,
  stop: 300,
}

/** Readers attended on fake hardware, with everything that was told. */
export type AttendedReaders = {
  hid: FakeHid
  readers: Attendance
  events: ReaderEvent[]
  /** The last list. */
  list: () => Reader[]
  state: (id: string) => Reader['state'] | undefined
  /** Plugs in, and the system says so. */
  plug: (...devices: FakeDevice[]) => void
  unplug: (path: string) => void
  scan: (path: string, text: string) => void
  scans: () => string[]
  despairs: () => number
  /** Settles when it is so; throws after twenty seconds. */
  until: (isSo: () => boolean) => Promise<void>
}

export type AttendedOptions = { timings?: Partial<Timings>; systemSaysSo?: boolean; hid?: FakeHid }

/** Not started yet. Every event is parsed by the contract as it comes. */
export function attendedReaders({
  timings,
  systemSaysSo = true,
  hid = fakeHid(),
}: AttendedOptions = {}): AttendedReaders {
  const events: ReaderEvent[] = []
  let notice: (plugged?: string) => void = () => {}
  let despairs = 0
  const readers = attendReaders({
    hid: hid.port,
    timings: { ...QUICK, ...timings },
    tell: (event) => void events.push(ReaderEvent.parse(event)),
    onDespair: () => void despairs++,
    watchSystem: (onChange) => {
      if (systemSaysSo) notice = onChange
      return { works: () => systemSaysSo, stop: () => void (notice = () => {}) }
    },
  })
  const list = () => events.findLast((event) => event.kind === 'readers')?.readers ?? []
  return {
    hid,
    readers,
    events,
    list,
    state: (id) => list().find((reader) => reader.id === id)?.state,
    plug: (...devices) => {
      hid.plug(...devices)
      for (const { path } of devices) notice(path)
    },
    unplug: (path) => {
      hid.unplug(path)
      notice(path)
    },
    scan: (path, text) => hidPosReports(text).forEach((report) => hid.report(path, report)),
    scans: () => events.flatMap((event) => (event.kind === 'scan' ? [event.text] : [])),
    despairs: () => despairs,
    until: async (isSo) => {
      const deadline = performance.now() + 20_000
      while (!isSo()) {
        if (performance.now() > deadline) throw new Error(`it never came to that: ${JSON.stringify(events.slice(-5))}`)
        await wait(1)
      }
    },
  }
}

export function policyOf(...readers: ReaderSettings[]): ReadersPolicy {
  return { ...DEFAULT_READERS, readers }
}

export function settingsOf(id: string, more: Partial<Omit<ReaderSettings, 'id'>> = {}): ReaderSettings {
  return {
    id: ReaderId.parse(id),
    name: '',
    role: 'desk',
    form: 'hid-pos',
    prefix: '',
    suffix: '',
    uid: { order: 'auto', offset: 0, bytes: 4 },
    ...more,
  }
}

/** Readers for the tests of one file: stopped after each test, which fails where a real system would have been wronged. */
export function readersOfTest(): {
  attended: (options?: AttendedOptions) => AttendedReaders
  /** Started, with `handScanner` open. */
  withScanner: (options?: AttendedOptions) => Promise<AttendedReaders>
} {
  const started: AttendedReaders[] = []
  afterEach(async () => {
    for (const { readers, hid } of started.splice(0)) {
      await readers.stop()
      if (hid.wrongs.length > 0) throw new Error(hid.wrongs.join('; '))
    }
  })
  const attended = (options?: AttendedOptions) => {
    const made = attendedReaders(options)
    started.push(made)
    return made
  }
  return {
    attended,
    withScanner: async (options) => {
      const made = attended(options)
      made.plug(handScanner)
      await made.readers.start(DEFAULT_READERS)
      await made.until(() => made.list()[0]?.state === 'reading')
      return made
    },
  }
}

/** What was told, lists apart. */
export function kinds(events: readonly ReaderEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === 'readers') return []
    return 'why' in event ? [`${event.kind} ${event.why}`] : [event.kind]
  })
}
