import { describe, expect, it } from 'vitest'
import type { Reader } from '../../../shared/domain/reader.ts'
import { UDEV_RULE_PATH, udevReaders, udevRule } from '../../../shared/texts/udev-rule.ts'

const ZEBRA = { vendorId: 0x05e0, productId: 0x1900 }
const HONEYWELL = { vendorId: 0x0c2e, productId: 0x0b01 }

describe('the rule for udev', () => {
  it('names exactly the readers that are given, each once, in lower-case hex of four digits', () => {
    expect(granting(udevRule([HONEYWELL, ZEBRA, { ...ZEBRA }]))).toEqual([
      'KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="05e0", ATTRS{idProduct}=="1900", MODE="0660", TAG+="uaccess"',
      'KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b01", MODE="0660", TAG+="uaccess"',
    ])
  })

  it('names only the interface that is the reader, where a device has more than one', () => {
    const rule = udevRule([{ ...ZEBRA, interface: 2 }])
    const lines = rule.split('\n')
    const told = lines.indexOf('ATTRS{bInterfaceNumber}=="?*", ENV{LOKET_SEHAT_INTERFACE}="$attr{bInterfaceNumber}"')
    const [line = ''] = granting(rule)
    expect(line).toContain('ATTRS{idProduct}=="1900", ENV{LOKET_SEHAT_INTERFACE}=="02", MODE="0660"')
    expect(told).toBeGreaterThan(0)
    expect(told).toBeLessThan(lines.indexOf(line))
  })

  it('opens what serves a desk or a kiosk, and nothing that was only offered or switched off', () => {
    const readers = [
      reader('05e0:1900:S:i1:8c/2', 'desk'),
      reader('0c2e:0b01::-:8c/2', 'kiosk'),
      reader('ffff:0035:x:i9:y:i0:ff00/1#2', 'desk'),
      reader('046d:c52b::i2:ff00/1', 'off'),
    ]
    expect(udevReaders(readers)).toEqual([
      { vendorId: 0x05e0, productId: 0x1900, interface: 1 },
      { vendorId: 0x0c2e, productId: 0x0b01, interface: null },
      { vendorId: 0xffff, productId: 0x0035, interface: 0 },
    ])
  })

  it('names makers of scanners only while no reader is known', () => {
    const vendors = granting(udevRule([])).map(
      (line) => /ATTRS\{idVendor\}=="(?<id>[0-9a-f]{4})"/.exec(line)?.groups?.['id'],
    )
    expect(vendors).toEqual(['0536', '05e0', '05f9', '0c2e', '1eab'])
    expect(udevRule([ZEBRA])).not.toContain('0c2e')
  })

  it('lets nobody but the owner and the one who sits there read: never everybody', () => {
    for (const rule of [udevRule([]), udevRule([ZEBRA]), udevRule([ZEBRA], 'loket')]) {
      for (const line of granting(rule)) expect(line).toContain('MODE="0660"')
      expect(rule).not.toMatch(/066[2-7]|0777/)
    }
  })

  it('leaves keyboards and mice closed, before any device is opened', () => {
    for (const rule of [udevRule([]), udevRule([HONEYWELL])]) {
      const lines = rule.split('\n')
      const closed = lines.indexOf('ATTRS{bInterfaceProtocol}=="01|02", GOTO="loket_sehat_readers_end"')
      expect(closed).toBeGreaterThan(0)
      expect(closed).toBeLessThan(lines.findIndex((line) => line.includes('MODE=')))
      expect(lines.at(-2)).toBe('LABEL="loket_sehat_readers_end"')
    }
  })

  it('lies where systemd still acts on its tag', () => {
    const [name = ''] = UDEV_RULE_PATH.split('/').slice(-1)
    expect(name.endsWith('.rules')).toBe(true)
    expect(name < '73-seat-late.rules').toBe(true)
  })

  it('gives a service a group instead of the seat', () => {
    const [line = ''] = granting(udevRule([ZEBRA], 'loket'))
    expect(line).toContain('GROUP="loket", MODE="0660"')
    expect(line).not.toContain('uaccess')
  })
})

function reader(
  id: string,
  role: Reader['settings']['role'],
): Pick<Reader, 'id' | 'vendorId' | 'productId' | 'settings'> {
  const [vendor = '', product = ''] = id.split(':')
  return {
    id: id as Reader['id'],
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    settings: { role } as Reader['settings'],
  }
}

function granting(rule: string): string[] {
  return rule.split('\n').filter((line) => line.includes('MODE='))
}
