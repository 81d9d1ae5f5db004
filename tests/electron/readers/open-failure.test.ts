import { expect, test } from 'vitest'
import { openFailureOf } from '../../../electron/readers/open-failure.ts'

test.each([
  [
    "cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': Permission denied",
    'no-permission',
  ],
  [
    "cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': Operation not permitted",
    'no-permission',
  ],
  [
    "cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': Device or resource busy",
    'busy',
  ],
  [
    "cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': No such file or directory",
    'gone',
  ],
  [
    "cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': No such device",
    'gone',
  ],
  [
    "cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': Input/output error",
    'failed',
  ],
  [
    "cannot open device with path /x: ioctl(GRDESCSIZE) error for '/x', not a HIDRAW device?: Inappropriate ioctl for device",
    'failed',
  ],
  ['cannot open device with path hid: open_device: (0x00000005) Akses ditolak.', 'no-permission'],
  ['cannot open device with path hid: open_device: (0x00000020) Berkas sedang dipakai.', 'busy'],
  ['cannot open device with path hid: open_device: (0x00000002) Berkas tidak ditemukan.', 'gone'],
  ['cannot open device with path hid: set input buffers: (0x00000057) Parameter salah.', 'failed'],
  [
    'hid_open_path: failed to open IOHIDDevice from mach entry: (0xE00002C5) (iokit/common) exclusive access and device already open',
    'busy',
  ],
  [
    'hid_open_path: failed to open IOHIDDevice from mach entry: (0xE00002E2) (iokit/common) not permitted',
    'no-permission',
  ],
  ['hid_open_path: failed to open IOHIDDevice from mach entry: (0xE00002BC) (iokit/common) general error', 'failed'],
  ['hid_open_path: device mach entry not found with the given path', 'gone'],
  ['', 'failed'],
] as const)('%s', (message, why) => {
  expect(openFailureOf(message)).toBe(why)
})
