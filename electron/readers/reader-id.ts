import { ReaderId } from '../../shared/domain/reader.ts'
import type { HidCollection } from './hid-port.ts'

const LONGEST_SERIAL = 64
const FORM = /^([0-9a-f]{4}):([0-9a-f]{4}):(.*):(-|i[0-9a-f]+):([0-9a-f]{1,4})\/([0-9a-f]{1,4})(?:#\d+)?$/

/** What the system tells of a device wherever it is plugged in. Alike for two readers of one kind that name no serial number. */
export function readerIdOf(device: HidCollection): ReaderId {
  const face = device.interface === null ? '-' : `i${device.interface.toString(16)}`
  const kind = `${device.usagePage.toString(16)}/${device.usage.toString(16)}`
  return ReaderId.parse(
    `${hex4(device.vendorId)}:${hex4(device.productId)}:${plainSerial(device.serial)}:${face}:${kind}`,
  )
}

/**
 * The `nth` of several that nothing tells apart, counted from 1. Which of them is which cannot be known after a replugging, so a number is
 * good for a list and never for a decision: all of them have the settings of the first.
 */
export function twinId(id: ReaderId, nth: number): ReaderId {
  return nth === 1 ? id : ReaderId.parse(`${id}#${nth}`)
}

/** The id that a reader shares with its twins: the one that its settings are kept under. */
export function sharedId(id: ReaderId): ReaderId {
  return ReaderId.parse(id.replace(/#\d+$/, ''))
}

/** What an id says of a reader that is not there. Null: not an id that this program gives. */
export function partsOf(
  id: ReaderId,
): { vendorId: number; productId: number; usagePage: number; usage: number } | null {
  const found = FORM.exec(id)
  if (found === null) return null
  const [, vendor = '', product = '', , , page = '', usage = ''] = found
  return {
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    usagePage: Number.parseInt(page, 16),
    usage: Number.parseInt(usage, 16),
  }
}

// Some firmware answers with whatever lies behind its strings; `#` is kept for twins.
function plainSerial(serial: string): string {
  return serial
    .replaceAll(/[^\x21-\x7e]/g, '')
    .replaceAll('#', '_')
    .slice(0, LONGEST_SERIAL)
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0')
}
