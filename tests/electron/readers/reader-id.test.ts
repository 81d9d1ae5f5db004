import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HidCollection } from '../../../electron/readers/hid-port.ts'
import { partsOf, readerIdOf, sharedId, twinId } from '../../../electron/readers/reader-id.ts'

const honeywell: HidCollection = {
  path: '/dev/hidraw0',
  vendorId: 0x0c2e,
  productId: 0x0b01,
  serial: 'SN0001',
  manufacturer: '',
  product: '',
  interface: 0,
  usagePage: 0x8c,
  usage: 2,
}

test('is made of what the device says of itself, never of where it is plugged in', () => {
  expect(readerIdOf(honeywell)).toBe('0c2e:0b01:SN0001:i0:8c/2')
  expect(readerIdOf({ ...honeywell, path: '/dev/hidraw7' })).toBe(readerIdOf(honeywell))
  expect(readerIdOf({ ...honeywell, serial: '', interface: null })).toBe('0c2e:0b01::-:8c/2')
})

test.each([
  ['vendor', { vendorId: 0x0c2f }],
  ['product', { productId: 1 }],
  ['serial number', { serial: 'SN0002' }],
  ['interface', { interface: 1 }],
  ['interface that is not told', { interface: null }],
  ['usage page', { usagePage: 0xff45 }],
  ['usage', { usage: 1 }],
] as const)('another %s is another reader', (_, other) => {
  expect(readerIdOf({ ...honeywell, ...other })).not.toBe(readerIdOf(honeywell))
})

test('a serial number of any kind and length makes an id that says the rest again', () => {
  const collection = fc.record({
    path: fc.constant('x'),
    manufacturer: fc.constant(''),
    product: fc.constant(''),
    vendorId: fc.integer({ min: 0, max: 0xffff }),
    productId: fc.integer({ min: 0, max: 0xffff }),
    serial: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('', ':', '#2', 'a:i0:8c/2', '\u0000\uffff'),
    ),
    interface: fc.option(fc.integer({ min: 0, max: 255 })),
    usagePage: fc.integer({ min: 0, max: 0xffff }),
    usage: fc.integer({ min: 0, max: 0xffff }),
  })
  fc.assert(
    fc.property(collection, fc.integer({ min: 1, max: 99 }), (device, nth) => {
      const { vendorId, productId, usagePage, usage } = device
      const twin = twinId(readerIdOf(device), nth)
      expect(sharedId(twin)).toBe(readerIdOf(device))
      expect(partsOf(twin)).toEqual({ vendorId, productId, usagePage, usage })
    }),
    { numRuns: 2_000 },
  )
})

test('says nothing of an id that this program does not give', () => {
  for (const id of ['', 'hidraw0', '0c2e:0b01:8c/2', '0C2E:0B01::i0:8c/2'] as never[]) expect(partsOf(id)).toBeNull()
})
