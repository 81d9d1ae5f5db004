import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { handScanner } from '../../support/fake-readers.ts'
import { loketReaders } from '../../support/loket-readers.ts'

const at = loketReaders()
const { realDesk, run, setUp } = at

describe('loket readers udev', () => {
  const rule = () => join(at.root, 'rules.d', '70-loket.rules')
  const reloaded = () => join(at.root, 'reloaded')

  it('writes the rule for the readers that are plugged in, has udev read it, and says so', async () => {
    await at.readers.plug(handScanner)
    const { code, out } = await run(['udev'], { LOKET_TEST_RULE: rule(), LOKET_TEST_RELOADED: reloaded() })
    expect(code).toBe(0)
    expect(out).toContain(
      `Written: ${rule()}. It lets whoever is logged in at this machine read the 1 reader that was found.`,
    )
    expect(out).toContain('udev has read it')
    expect(readFileSync(rule(), 'utf8')).toMatch(
      /ATTRS\{idVendor\}=="05e0", ATTRS\{idProduct\}=="1300", ENV\{LOKET_SEHAT_INTERFACE\}=="00", MODE="0660", TAG\+="uaccess"/,
    )
    expect(statSync(rule()).mode & 0o777).toBe(0o644)
    expect(readFileSync(reloaded(), 'utf8')).toBe('reloaded\n')
  })

  it('says to unplug where udev could not be told', async () => {
    const { code, out } = await run(['udev'], { LOKET_TEST_RULE: rule() })
    expect(code).toBe(0)
    expect(out).toContain('unplug the readers and plug them in again')
  })

  it('prints the sentence with sudo to whom may not write it, with what root could not know', async () => {
    const plain = await run(['udev'])
    expect(plain.code).toBe(1)
    expect(plain.out).toBe('')
    expect(plain.err).toContain('run "sudo npx loket readers udev",')
    await realDesk()
    setUp({})
    const { err } = await run(['udev'])
    expect(err).toContain('run "sudo npx loket readers udev --device 05e0:1300",')
  })

  it('leaves a device closed that was merely offered, says so, and opens it when it is named', async () => {
    await at.readers.plug({ ...handScanner, vendorId: 0xffff, productId: 0x0035, interface: 1, usages: [[0xff00, 1]] })
    const left = await run(['udev', '--print'])
    expect(left.out).not.toContain('ffff')
    expect(left.err).toContain('add --device ffff:0035')
    const named = await run(['udev', '--print', '--device', 'ffff:0035', '--device', '0C2E:0B01'])
    expect(named.err).toBe('')
    expect(named.out).toContain('ATTRS{idVendor}=="ffff", ATTRS{idProduct}=="0035", ENV{LOKET_SEHAT_INTERFACE}=="01"')
    expect(named.out).toContain('ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b01", MODE="0660"')
    expect((await run(['udev', '--print', '--device', 'x'])).code).toBe(2)
  })

  it('prints it, or writes it to another file, for anybody', async () => {
    const printed = await run(['udev', '--print', '--group', 'loket'])
    expect(printed.code).toBe(0)
    expect(printed.out).toContain('GROUP="loket", MODE="0660"')
    const file = join(at.root, 'my.rules')
    const written = await run(['udev', '--out', file])
    expect(written.code).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('TAG+="uaccess"')
  })

  it('takes no group that is not a name of one', async () => {
    const { code, err } = await run(['udev', '--print', '--group', 'a", RUN+="/bin/sh'])
    expect(code).toBe(2)
    expect(err).toContain('A group has')
  })
})
