import type { Device, HIDAsync } from 'node-hid'
import type { ReaderDriver } from '../../shared/domain/reader.ts'
import type { HidCollection, HidListener, HidPort, OpenDevice } from './hid-port.ts'
import { openFailureOf } from './open-failure.ts'

type Library = Pick<typeof import('node-hid'), 'HIDAsync' | 'devicesAsync'>

/** The HID devices of this machine, through hidapi. The only place that knows node-hid. */
export function nodeHidPort(): HidPort {
  let library: Library | null = null
  const load = async (): Promise<ReaderDriver> => {
    try {
      const hid = await import('node-hid')
      // Before anything else: the library settles on its back end with the first call, and libusb would take devices from the kernel.
      if (process.platform === 'linux') hid.setDriverType('hidraw')
      // The native part is loaded only now; on Linux it needs libudev.
      hid.getHidapiVersion()
      library = hid
      return driverOf(process.platform)
    } catch {
      return 'none'
    }
  }
  return {
    driver: load,
    collections: async () => {
      try {
        return (await library?.devicesAsync())?.map(collectionOf) ?? null
      } catch {
        return null
      }
    },
    open: async (path, listener) => {
      if (library === null) return 'failed'
      try {
        // Not exclusive: on macOS the maker's own program may go on with the scanner. Only there does it mean anything.
        return attend(await library.HIDAsync.open(path, { nonExclusive: true }), listener)
      } catch (error) {
        return openFailureOf(error instanceof Error ? error.message : '')
      }
    },
  }
}

function driverOf(platform: NodeJS.Platform): ReaderDriver {
  if (platform === 'win32') return 'windows'
  return platform === 'darwin' ? 'mac' : 'hidraw'
}

function collectionOf(device: Device): HidCollection {
  return {
    path: device.path ?? '',
    vendorId: device.vendorId,
    productId: device.productId,
    serial: device.serialNumber ?? '',
    manufacturer: device.manufacturer ?? '',
    product: device.product ?? '',
    interface: device.interface < 0 ? null : device.interface,
    usagePage: device.usagePage ?? 0,
    usage: device.usage ?? 0,
  }
}

/** Reads an open device: the library does so on a thread of its own, which ends with the first error. */
function attend(device: HIDAsync, listener: HidListener): OpenDevice {
  let over = false
  let closed: Promise<void> | null = null
  device.on('data', (bytes: Buffer) => {
    if (!over) listener.report(bytes)
  })
  // A string where the device is gone. Kept to the end: without a listener the library would throw it.
  device.on('error', () => {
    if (over) return
    over = true
    listener.lost()
  })
  // The library starts reading in the next tick and throws there if the device has been closed by then.
  const reading = new Promise<void>((resolve) => process.nextTick(resolve))
  const close = async () => {
    await reading
    try {
      await device.close()
    } catch {
      // It is closed already.
    }
  }
  return {
    sendFeature: async (report) => {
      try {
        await device.sendFeatureReport([...report])
        return true
      } catch {
        return false
      }
    },
    close: () => {
      over = true
      closed ??= close()
      return closed
    },
  }
}
