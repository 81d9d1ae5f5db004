import type { OpenRefusal } from './hid-port.ts'

// hidapi tells why in words only, and with the system's own number on Windows and macOS.
const NO_PERMISSION = /permission denied|operation not permitted|0x00000005\b|0xE00002C1\b|0xE00002E2\b/i
const BUSY = /resource busy|0x00000020\b|0xE00002C5\b/i
const GONE =
  /no such (file|device)|0x00000002\b|0x00000003\b|0x0000048F\b|0xE00002C0\b|mach entry not found|failed to create IOHIDDevice/i

/** Why the library says that a device could not be opened. */
export function openFailureOf(message: string): OpenRefusal {
  if (NO_PERMISSION.test(message)) return 'no-permission'
  if (BUSY.test(message)) return 'busy'
  return GONE.test(message) ? 'gone' : 'failed'
}
