import type { ReaderDriver } from '../../shared/domain/reader.ts'

/** One collection of one device, as the system lists it: where the system gives a device one path, its collections share it. */
export type HidCollection = {
  path: string
  vendorId: number
  productId: number
  /** Empty: it names none. */
  serial: string
  manufacturer: string
  product: string
  /** Null: the system tells none. */
  interface: number | null
  /** 0: not known. */
  usagePage: number
  usage: number
}

/** Who hears an open device. After `lost` nothing follows. */
export type HidListener = {
  report: (bytes: Uint8Array) => void
  /** It can no longer be read; told once, and never after `close`. */
  lost: () => void
}

export type OpenDevice = {
  /** The report id first. False: it was not taken. */
  sendFeature: (report: readonly number[]) => Promise<boolean>
  /** Settles when another may open it. May be called while reports arrive, after it was lost, and twice. */
  close: () => Promise<void>
}

/** `gone`: nothing is there any more. */
export type OpenRefusal = 'no-permission' | 'busy' | 'gone' | 'failed'

/** The system's HID devices. No call rejects; any may never settle, as a driver that hangs. */
export type HidPort = {
  driver: () => Promise<ReaderDriver>
  /** Null: the system could not be asked, which is not the same as nothing plugged in. */
  collections: () => Promise<readonly HidCollection[] | null>
  open: (path: string, listener: HidListener) => Promise<OpenDevice | OpenRefusal>
}
