import { ReaderId } from '../../../shared/domain/reader.ts'
import {
  MOUSE,
  NFC_READER,
  POS_BADGE,
  POS_SCANNER,
  POS_SCANNER_A,
  POS_SCANNER_LOOSE,
  SCANNER_AND_KEYBOARD,
  VENDOR_READER,
} from './descriptors.ts'
import type { DeviceModel } from './uhid-device.ts'

const HONEYWELL = 0x0c2e
const ZEBRA = 0x05e0

/** Layout B. */
export const SCANNER: DeviceModel = model('Rig scanner', HONEYWELL, 0x0b01, 'RIG-B1', POS_SCANNER)
/** Layout A, another maker. */
export const OTHER_SCANNER: DeviceModel = model('Rig scanner A', ZEBRA, 0x1200, 'RIG-A1', POS_SCANNER_A)
export const BADGE: DeviceModel = model('Rig badge reader', HONEYWELL, 0x0b02, 'RIG-BADGE', POS_BADGE)
/** A page of the maker's own: opened only when a technician has chosen it. */
export const VENDOR: DeviceModel = model('Rig vendor reader', 0x1a86, 0xe010, 'RIG-V1', VENDOR_READER)
export const NFC: DeviceModel = model('Rig NFC reader', 0xffff, 0x0035, 'RIG-N1', NFC_READER)
export const COMPOSITE: DeviceModel = model(
  'Rig scanner and keyboard',
  HONEYWELL,
  0x0b03,
  'RIG-K1',
  SCANNER_AND_KEYBOARD,
)
export const POINTER: DeviceModel = model('Rig mouse', 0x046d, 0xc077, 'RIG-M1', MOUSE)
/** Its descriptor promises one byte, so that the kernel lets reports of every length through. */
export const LOOSE_SCANNER: DeviceModel = model('Rig loose scanner', HONEYWELL, 0x0b05, 'RIG-L1', POS_SCANNER_LOOSE)
export const FLOODER: DeviceModel = model('Rig flooder', HONEYWELL, 0x0b06, 'RIG-F1', POS_SCANNER)
/** Switched off in the readers process and read by the bare reader instead. */
export const BARE_SCANNER: DeviceModel = model('Rig bare scanner', HONEYWELL, 0x0b04, 'RIG-B2', POS_SCANNER)
export const BARE_OTHER: DeviceModel = model('Rig bare scanner A', ZEBRA, 0x1201, 'RIG-A2', POS_SCANNER_A)

/** By what the readers process must know it, wherever it is plugged in. */
export function idOf({ vendorId, productId, serial }: DeviceModel, page: string, face = '-'): ReaderId {
  return ReaderId.parse(`${hex4(vendorId)}:${hex4(productId)}:${serial}:${face}:${page}`)
}

function model(name: string, vendorId: number, productId: number, serial: string, descriptor: Buffer): DeviceModel {
  return { name, vendorId, productId, serial, descriptor }
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0')
}
