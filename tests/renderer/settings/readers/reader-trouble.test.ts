import { describe, expect, it } from 'vitest'
import {
  asRead,
  canRead,
  deviceName,
  readersInTrouble,
  sortReaders,
  troubleOf,
  usbNumbers,
} from '../../../../renderer/settings/readers/reader-trouble.ts'
import { ReaderState } from '../../../../shared/domain/reader.ts'
import type { Reader, ReaderId, ReaderRole } from '../../../../shared/domain/reader.ts'

const reader = (state: ReaderState, role: ReaderRole = 'desk', kind: Reader['kind'] = 'scanner'): Reader => ({
  id: `0c2e:0b01::i0:8c/2 ${state}` as ReaderId,
  kind,
  state,
  vendorId: 0x0c2e,
  productId: 0xb01,
  manufacturer: 'Honeywell',
  product: '1950g',
  usagePage: 0x8c,
  usage: 2,
  settings: {
    id: `0c2e:0b01::i0:8c/2 ${state}` as ReaderId,
    name: '',
    role,
    form: 'hid-pos',
    prefix: '',
    suffix: '',
    uid: { order: 'auto', offset: 0, bytes: 4 },
  },
})

describe('readers whose process is not there', () => {
  const readers = [reader('reading'), reader('busy')]
  const states = (process: 'running' | 'restarting') => asRead({ process, readers }).map(({ state }) => state)

  it('are not said to read until it is back', () => {
    expect(states('restarting')).toEqual(['opening', 'busy'])
    expect(states('running')).toEqual(['reading', 'busy'])
  })

  it('would not be read by being plugged in, nor without the driver', () => {
    expect(canRead({ process: 'running', driver: 'hidraw' })).toBe(true)
    expect(canRead({ process: 'running', driver: 'none' })).toBe(false)
    expect(canRead({ process: 'absent', driver: 'hidraw' })).toBe(false)
  })
})

describe('which reader needs somebody', () => {
  it('is each in use that does not read, and none that reads or is being opened', () => {
    const troubled = ReaderState.options.filter((state) => troubleOf(reader(state)) !== null)
    expect(troubled).toEqual(['no-permission', 'busy', 'failed', 'flooding', 'too-many', 'absent'])
  })

  it('is none that somebody has switched off', () => {
    expect(readersInTrouble({ readers: ReaderState.options.map((state) => reader(state, 'off')) })).toBe(false)
  })

  it('is none where nothing is plugged in or set up', () => {
    expect(readersInTrouble({ readers: [] })).toBe(false)
  })
})

it('sets devices that nobody has chosen apart from readers, also from a chosen one that is switched off', () => {
  const readers = [
    reader('reading'),
    reader('not-chosen', 'off', 'offered'),
    reader('off', 'off', 'offered'),
    reader('absent', 'desk', 'offered'),
  ]
  const { own, others } = sortReaders(readers)
  expect(own.map(({ state }) => state)).toEqual(['reading', 'off', 'absent'])
  expect(others.map(({ state }) => state)).toEqual(['not-chosen'])
})

describe('what a device is called', () => {
  it.each([
    ['Honeywell', '1950g', 'Honeywell 1950g'],
    ['Honeywell', 'Honeywell 1950g', 'Honeywell 1950g'],
    ['', '1950g', '1950g'],
    ['Honeywell', '', 'Honeywell'],
    [' ', ' ', ''],
  ])('maker "%s" and product "%s" are "%s"', (manufacturer, product, name) => {
    expect(deviceName({ manufacturer, product })).toBe(name)
  })

  it('has its USB numbers as four hex digits each', () => {
    expect(usbNumbers({ vendorId: 0x05e0, productId: 0x1 })).toBe('05e0:0001')
  })
})
