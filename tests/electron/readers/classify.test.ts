import { describe, expect, test } from 'vitest'
import { findReaders } from '../../../electron/readers/classify.ts'
import type { HidCollection } from '../../../electron/readers/hid-port.ts'

type Usage = readonly [page: number, usage: number]

function on(path: string, ...usages: Usage[]): HidCollection[] {
  return usages.map(([usagePage, usage]) => ({
    path,
    vendorId: 0x05e0,
    productId: 0x1300,
    serial: 'S9901',
    manufacturer: 'Contoh',
    product: 'Pemindai',
    interface: 0,
    usagePage,
    usage,
  }))
}

const SCANNER: Usage = [0x8c, 0x02]
const BADGE: Usage = [0x8c, 0x01]
const BASE: Usage = [0x8c, 0x04]
const CRADLE: Usage = [0x8c, 0x05]
const VENDOR: Usage = [0xff45, 0x4b]
const KEYBOARD: Usage = [0x01, 0x06]

describe('one path of a device', () => {
  const table: [what: string, usages: Usage[], kind: string | null][] = [
    ['a HID POS scanner', [SCANNER], 'scanner'],
    ['a HID POS badge reader', [BADGE], 'badge'],
    ['a scanner that is a badge reader too is one scanner', [BADGE, SCANNER], 'scanner'],
    ['a scanner with base and cradle is one scanner', [BASE, CRADLE, SCANNER], 'scanner'],
    ['a scanner with a page of its maker is one scanner', [VENDOR, SCANNER], 'scanner'],
    ['a base alone is furniture', [BASE], null],
    ['a cradle alone is furniture', [CRADLE], null],
    ['a scanner that sends what it sees', [[0x8c, 0x03]], 'offered'],
    ['a page of its maker', [VENDOR], 'offered'],
    ['the first page that makers may use', [[0xff00, 0x01]], 'offered'],
    ['the last page that makers may use', [[0xffff, 0x01]], 'offered'],
    ['the page before those', [[0xfeff, 0x01]], null],
    ['a magnetic stripe reader', [[0x8e, 0x01]], 'offered'],
    ['a keyboard', [KEYBOARD], null],
    ['a keypad', [[0x01, 0x07]], null],
    ['a mouse', [[0x01, 0x02]], null],
    ['a pointer', [[0x01, 0x01]], null],
    ['a joystick', [[0x01, 0x04]], null],
    ['power keys', [[0x01, 0x80]], null],
    ['volume keys', [[0x0c, 0x01]], null],
    ['a headset', [[0x0b, 0x05]], null],
    ['a pen', [[0x0d, 0x02]], null],
    ['a security key', [[0xf1d0, 0x01]], null],
    ['a power supply', [[0x84, 0x04]], null],
    ['a scale', [[0x8d, 0x20]], null],
    ['a device whose usages are not told', [[0, 0]], null],
    ['a scanner with a keyboard on the same path', [SCANNER, KEYBOARD], null],
    ['a keyboard with a scanner on the same path', [KEYBOARD, SCANNER], null],
    ['a keyboard with a page of its maker', [KEYBOARD, VENDOR], null],
    [
      'a mouse with a page of its maker',
      [
        [0xffb5, 0x01],
        [0x01, 0x02],
      ],
      null,
    ],
    ['a scanner with volume keys', [SCANNER, [0x0c, 0x01]], null],
    ['a scanner that is a security key', [SCANNER, [0xf1d0, 0x01]], null],
    ['a scanner with something that is not told', [SCANNER, [0, 0]], null],
    ['a page of its maker with a headset', [VENDOR, [0x0b, 0x05]], null],
  ]
  test.each(table)('%s', (_, usages, kind) => {
    expect(findReaders(on('/dev/hidraw0', ...usages)).map((reader) => reader.kind)).toEqual(kind === null ? [] : [kind])
  })
})

test('a device without a path can never be opened, so it is no reader', () => {
  expect(findReaders(on('', SCANNER))).toEqual([])
})

test('a keyboard on a path of its own does not hide the scanner beside it', () => {
  const readers = findReaders([...on('kbd', KEYBOARD), ...on('scan', SCANNER)])
  expect(readers.map(({ path }) => path)).toEqual(['scan'])
})

describe('a device that also has keys or a pointer, on a path of its own', () => {
  const on2 = (usage: Usage, more: Partial<HidCollection> = {}) =>
    on('/dev/hidraw2', usage).map((one) => ({ ...one, interface: 1, ...more }))
  const table: [what: string, collections: HidCollection[], kind: string][] = [
    ['a badge reader beside a keyboard is only offered', on2(KEYBOARD), 'offered'],
    ['a badge reader beside a mouse is only offered', on2([0x01, 0x02]), 'offered'],
    ['a badge reader beside volume keys is read', on2([0x0c, 0x01]), 'badge'],
    ['a badge reader with another device’s keyboard is read', on2(KEYBOARD, { serial: 'S9902' }), 'badge'],
  ]
  test.each(table)('%s', (_, beside, kind) => {
    const readers = findReaders([...beside, ...on('/dev/hidraw1', BADGE)])
    expect(readers.map((reader) => [reader.path, reader.kind])).toEqual([['/dev/hidraw1', kind]])
  })

  test('where Windows gives the collections of one interface paths of their own, likewise', () => {
    const readers = findReaders([...on('\\\\?\\hid#1&col01', KEYBOARD), ...on('\\\\?\\hid#1&col02', BADGE)])
    expect(readers.map(({ kind }) => kind)).toEqual(['offered'])
  })

  test('a scanner that types too is read', () => {
    expect(findReaders([...on2(KEYBOARD), ...on('/dev/hidraw1', SCANNER)]).map(({ kind }) => kind)).toEqual(['scanner'])
  })
})

test('what a scanner has beside its codes on a path of its own is not offered as another reader', () => {
  const readers = findReaders([...on('\\\\?\\hid#1&col01', VENDOR), ...on('\\\\?\\hid#1&col02', SCANNER)])
  expect(readers.map(({ kind }) => kind)).toEqual(['scanner'])
})

test('a page of the maker on another interface is offered', () => {
  const vendor = on('/dev/hidraw1', VENDOR).map((collection) => ({ ...collection, interface: 1 }))
  expect(findReaders([...on('/dev/hidraw0', SCANNER), ...vendor]).map(({ kind }) => kind)).toEqual([
    'scanner',
    'offered',
  ])
})

test('lists readers in the order of their paths, whatever the order of the system', () => {
  const readers = findReaders([
    ...on('/dev/hidraw10', SCANNER),
    ...on('/dev/hidraw2', SCANNER),
    ...on('/dev/hidraw9', BADGE),
  ])
  expect(readers.map(({ path }) => path)).toEqual(['/dev/hidraw2', '/dev/hidraw9', '/dev/hidraw10'])
})
