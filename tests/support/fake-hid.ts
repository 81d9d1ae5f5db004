import { setImmediate as breathe } from 'node:timers/promises'
import type { HidCollection, HidListener, HidPort, OpenRefusal } from '../../electron/readers/hid-port.ts'
import type { ReaderDriver } from '../../shared/domain/reader.ts'

/** A device with no hardware behind it. Its path is the system's name for this plugging in. */
export type FakeDevice = {
  path: string
  vendorId: number
  productId: number
  serial?: string
  manufacturer?: string
  product?: string
  interface?: number | null
  /** Usage page and usage of each top collection. */
  usages: readonly (readonly [page: number, usage: number])[]
}

/** The system's HID devices as a test says they are; counts what a real system would not forgive. */
export type FakeHid = {
  port: HidPort
  plug: (...devices: FakeDevice[]) => void
  /** Whoever reads it hears that it is lost. */
  unplug: (path: string) => void
  /** False: nobody reads it, so the report is lost, as with a real one. */
  report: (path: string, bytes: Uint8Array) => boolean
  /** Leaves it out of the list, though it is plugged in. */
  hide: (path: string, hidden: boolean) => void
  /** A read error of a device that stays plugged in. */
  breakReading: (path: string) => void
  /** How the system answers to opening it. `hangs`: not before it is told another answer. */
  answerOpen: (path: string, how: OpenRefusal | 'opens' | 'hangs') => void
  answerLooking: (how: 'lists' | 'fails' | 'hangs') => void
  /** Whether the feature report of a device is taken. */
  answerFeatures: (taken: boolean) => void
  driver: (driver: ReaderDriver) => void
  plugged: () => FakeDevice[]
  /** The paths that are open now. */
  open: () => string[]
  opened: readonly string[]
  features: readonly { path: string; report: readonly number[] }[]
  looks: () => number
  /** Opened twice, a keyboard opened, looked twice at once. */
  wrongs: readonly string[]
}

export function fakeHid(): FakeHid {
  const devices = new Map<string, FakeDevice>()
  const listeners = new Map<string, HidListener>()
  const opening = new Set<string>()
  const hidden = new Set<string>()
  const answers = new Map<string, OpenRefusal | 'opens' | 'hangs'>()
  const opened: string[] = []
  const features: { path: string; report: readonly number[] }[] = []
  const wrongs: string[] = []
  let looking: 'lists' | 'fails' | 'hangs' = 'lists'
  let featuresTaken = true
  let driver: ReaderDriver = 'hidraw'
  let looks = 0
  let looksNow = 0
  let changed = Promise.withResolvers<void>()

  const wake = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  const lose = (path: string) => {
    const listener = listeners.get(path)
    listeners.delete(path)
    listener?.lost()
  }

  const port: HidPort = {
    driver: () => Promise.resolve(driver),
    collections: async () => {
      looks++
      if (++looksNow > 1) wrongs.push('looked twice at once')
      await breathe()
      while (looking === 'hangs') await changed.promise
      looksNow--
      return looking === 'fails'
        ? null
        : [...devices.values()].filter(({ path }) => !hidden.has(path)).flatMap(collectionsOf)
    },
    open: async (path, listener) => {
      const device = devices.get(path)
      if (device?.usages.some(([page]) => page === 0x01)) wrongs.push(`opened a keyboard or mouse at ${path}`)
      opened.push(path)
      if (opening.has(path)) wrongs.push(`opened while it was being opened: ${path}`)
      opening.add(path)
      await breathe()
      while (answers.get(path) === 'hangs') await changed.promise
      opening.delete(path)
      if (devices.get(path) !== device || device === undefined) return 'gone'
      const answer = answers.get(path) ?? 'opens'
      if (answer !== 'opens' && answer !== 'hangs') return answer
      if (listeners.has(path)) wrongs.push(`opened twice: ${path}`)
      listeners.set(path, listener)
      return {
        sendFeature: async (report) => {
          features.push({ path, report })
          await breathe()
          return featuresTaken
        },
        close: async () => {
          await breathe()
          if (listeners.get(path) === listener) listeners.delete(path)
        },
      }
    },
  }
  return {
    port,
    plug: (...added) => added.forEach((device) => devices.set(device.path, device)),
    unplug: (path) => {
      devices.delete(path)
      lose(path)
    },
    report: (path, bytes) => {
      listeners.get(path)?.report(bytes)
      return listeners.has(path)
    },
    hide: (path, isHidden) => void (isHidden ? hidden.add(path) : hidden.delete(path)),
    breakReading: lose,
    answerOpen: (path, how) => {
      answers.set(path, how)
      wake()
    },
    answerLooking: (how) => {
      looking = how
      wake()
    },
    answerFeatures: (taken) => void (featuresTaken = taken),
    driver: (named) => void (driver = named),
    plugged: () => [...devices.values()],
    open: () => [...listeners.keys()],
    opened,
    features,
    looks: () => looks,
    wrongs,
  }
}

function collectionsOf(device: FakeDevice): HidCollection[] {
  return device.usages.map(([usagePage, usage]) => ({
    path: device.path,
    vendorId: device.vendorId,
    productId: device.productId,
    serial: device.serial ?? '',
    manufacturer: device.manufacturer ?? '',
    product: device.product ?? '',
    interface: device.interface ?? null,
    usagePage,
    usage,
  }))
}

const REPORT_DATA = 56

/** The reports of one scan as a Honeywell sends them: id, length, symbology, 56 bytes, whether more follows. */
export function hidPosReports(text: string, aim = ']C0'): Uint8Array[] {
  const data = Buffer.from(text, 'latin1')
  const reports: Uint8Array[] = []
  for (let at = 0; at === 0 || at < data.length; at += REPORT_DATA) {
    const part = data.subarray(at, at + REPORT_DATA)
    const report = new Uint8Array(62)
    report.set([0x02, part.length])
    report.set(Buffer.from(aim, 'latin1'), 2)
    report.set(part, 5)
    report[61] = at + REPORT_DATA < data.length ? 1 : 0
    reports.push(report)
  }
  return reports
}
