import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { DEFAULT_READERS } from '../../../shared/domain/reader.ts'
import { kinds, policyOf, readersOfTest, settingsOf } from '../../support/attended-readers.ts'
import { hidPosReports, type FakeDevice } from '../../support/fake-hid.ts'
import { handScanner, scannerAt as at } from '../../support/fake-readers.ts'

const SCANNER_ID = '05e0:1300:S9901:i0:8c/2'
const KEYBOARD: FakeDevice = {
  path: '/dev/hidraw5',
  vendorId: 0x046d,
  productId: 0xc31c,
  interface: 0,
  usages: [[0x01, 0x06]],
}
const VENDOR_READER: FakeDevice = {
  path: '/dev/hidraw6',
  vendorId: 0xffff,
  productId: 0x0035,
  interface: 0,
  usages: [[0xff00, 0x01]],
}
const VENDOR_ID = 'ffff:0035::i0:ff00/1'
const { attended, withScanner } = readersOfTest()

describe('a badge reader of a device that is a keyboard too', () => {
  const badge: FakeDevice = { ...VENDOR_READER, path: '/dev/hidraw7', interface: 1, usages: [[0x8c, 0x01]] }
  const keys: FakeDevice = { ...VENDOR_READER, path: '/dev/hidraw8', usages: [[0x01, 0x06]] }
  const BADGE_ID = 'ffff:0035::i1:8c/1'

  test('waits to be chosen, and then speaks as badge readers do', async () => {
    const desk = attended()
    desk.plug(badge, keys)
    await desk.readers.start(DEFAULT_READERS)
    expect(desk.list()).toMatchObject([
      { id: BADGE_ID, kind: 'offered', state: 'not-chosen', settings: { role: 'off', form: 'hid-pos' } },
    ])
    expect(desk.hid.opened).toEqual([])
    desk.readers.configure(policyOf(settingsOf(BADGE_ID)))
    await desk.until(() => desk.state(BADGE_ID) === 'reading')
    desk.scan(badge.path, '9901')
    expect(desk.scans()).toEqual(['9901'])
  })

  test('is closed when its keyboard comes a moment later', async () => {
    const desk = attended()
    desk.plug(badge)
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.state(BADGE_ID) === 'reading')
    desk.plug(keys)
    await desk.until(() => desk.hid.open().length === 0)
    await desk.until(() => desk.state(BADGE_ID) === 'not-chosen')
    expect(desk.hid.opened).toEqual([badge.path])
  })
})

describe('plugging in', () => {
  test('what a device calls itself can neither turn a line around nor steer a terminal', async () => {
    const desk = attended()
    const manufacturer = `\u202EContoh\r\n\u001B[2J\u0000\u2066`
    desk.plug({ ...handScanner, manufacturer, product: `${'a'.repeat(119)}\u{1F4B3}${'b'.repeat(4_000)}` })
    await desk.readers.start(DEFAULT_READERS)
    expect(desk.list()).toMatchObject([{ manufacturer: 'Contoh [2J', product: 'a'.repeat(119) }])
  })

  test('what a device calls itself covers no other line', async () => {
    const desk = attended()
    desk.plug({ ...handScanner, manufacturer: `Z${'\u0335'.repeat(100)}`, product: 'Sa\u0302\u0301n' })
    await desk.readers.start(DEFAULT_READERS)
    expect(desk.list()).toMatchObject([{ manufacturer: 'Z\u0335\u0335', product: 'Sa\u0302\u0301n' }])
  })

  test('a HID POS scanner is read for the desk without being set up', async () => {
    const desk = await withScanner()
    desk.scan(handScanner.path, '3275021508909901')
    expect(desk.events.at(-1)).toEqual({
      kind: 'scan',
      reader: SCANNER_ID,
      role: 'desk',
      text: '3275021508909901',
      aim: ']C0',
      uid: null,
      reports: 1,
    })
  })

  test('a reader that is plugged in later is opened without anybody asking', async () => {
    const desk = attended()
    await desk.readers.start(DEFAULT_READERS)
    expect(desk.list()).toEqual([])
    desk.plug(handScanner)
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
  })

  test('where the system says nothing of plugs, it is found by looking again', async () => {
    const desk = attended({ systemSaysSo: false })
    await desk.readers.start(DEFAULT_READERS)
    desk.plug(handScanner)
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
    expect(desk.hid.opened).toEqual([handScanner.path])
  })

  test('where the system says nothing, a look on demand finds it at once', async () => {
    const desk = attended({ systemSaysSo: false, timings: { eager: 60_000 } })
    await desk.readers.start(DEFAULT_READERS)
    desk.plug(handScanner)
    desk.readers.look()
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
    expect(desk.hid.looks()).toBe(2)
  })

  test('where the system says what is plugged in, it is not asked again and again', async () => {
    const desk = await withScanner({ timings: { eager: 1, calm: 1 } })
    await wait(40)
    expect(desk.hid.looks()).toBe(1)
  })

  test('where it says nothing, it is asked often while something is missing and seldom when all is well', async () => {
    const desk = await withScanner({ systemSaysSo: false, timings: { eager: 1, calm: 60_000 } })
    await wait(150)
    const looks = desk.hid.looks()
    await wait(50)
    expect(desk.hid.looks()).toBe(looks)
    desk.unplug(handScanner.path)
    await desk.until(() => desk.hid.looks() > looks + 3)
  })

  test('a keyboard is neither listed nor opened, even if the settings name it', async () => {
    const desk = attended()
    desk.plug(KEYBOARD, handScanner)
    await desk.readers.start(policyOf(settingsOf('046d:c31c::i0:1/6')))
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
    expect(desk.hid.opened).toEqual([handScanner.path])
    expect(desk.state('046d:c31c::i0:1/6')).toBe('absent')
  })

  test('a scanner whose path is a keyboard too is never opened', async () => {
    const desk = attended()
    desk.plug(
      at('/dev/hidraw1', {
        usages: [
          [0x8c, 0x02],
          [0x01, 0x06],
        ],
      }),
    )
    await desk.readers.start(policyOf(settingsOf(SCANNER_ID)))
    expect(desk.hid.opened).toEqual([])
  })

  test('a device on a page of its maker waits to be chosen', async () => {
    const desk = attended()
    desk.plug(VENDOR_READER)
    await desk.readers.start(DEFAULT_READERS)
    expect(desk.list()).toMatchObject([
      { id: VENDOR_ID, kind: 'offered', state: 'not-chosen', settings: { role: 'off' } },
    ])
    desk.readers.configure(policyOf(settingsOf(VENDOR_ID)))
    await desk.until(() => desk.state(VENDOR_ID) === 'reading')
  })

  test('a Honeywell is told to start; one that does not take it is read all the same', async () => {
    const desk = attended()
    desk.hid.answerFeatures(false)
    desk.plug(at('/dev/hidraw0', { vendorId: 0x0c2e, productId: 0x0b01 }))
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.state('0c2e:0b01:S9901:i0:8c/2') === 'reading')
    expect(desk.hid.features).toEqual([{ path: '/dev/hidraw0', report: [254, 1] }])
    desk.scan('/dev/hidraw0', '123456')
    expect(desk.scans()).toEqual(['123456'])
  })

  test('eight are read at once; the ninth is told as one too many and takes the next free place', async () => {
    const desk = attended()
    const nine = Array.from({ length: 9 }, (_, n) => at(`/dev/hidraw${n}`, { serial: `S${n}` }))
    desk.plug(...nine)
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.list().filter(({ state }) => state === 'reading').length === 8)
    expect(desk.list().map(({ state }) => state)).toContain('too-many')
    desk.unplug('/dev/hidraw3')
    await desk.until(() => desk.list().length === 8 && desk.list().every(({ state }) => state === 'reading'))
  })

  test('one that is set up comes before those that are not', async () => {
    const desk = attended()
    const nine = Array.from({ length: 9 }, (_, n) => at(`/dev/hidraw${n}`, { serial: `S${n}` }))
    desk.plug(...nine)
    await desk.readers.start(policyOf(settingsOf('05e0:1300:S8:i0:8c/2')))
    await desk.until(() => desk.state('05e0:1300:S8:i0:8c/2') === 'reading')
    expect(desk.hid.opened).toContain('/dev/hidraw8')
  })
})

describe('unplugging', () => {
  test('while it is read: closed is told once, and it is read again on another path under the same id', async () => {
    const desk = await withScanner()
    desk.unplug(handScanner.path)
    await desk.until(() => desk.list().length === 0)
    desk.plug(at('/dev/hidraw4'))
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
    desk.scan('/dev/hidraw4', '9901')
    expect(kinds(desk.events)).toEqual(['opened', 'closed unplugged', 'opened', 'scan'])
  })

  test('one that is set up is absent, under the name that it gave itself', async () => {
    const desk = attended()
    desk.plug(handScanner)
    await desk.readers.start(policyOf(settingsOf(SCANNER_ID, { role: 'kiosk' })))
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
    desk.unplug(handScanner.path)
    await desk.until(() => desk.state(SCANNER_ID) === 'absent')
    expect(desk.list()).toMatchObject([
      { kind: 'scanner', product: 'Pemindai Genggam', vendorId: 0x05e0, usagePage: 0x8c },
    ])
  })

  test('in the middle of a scan: the half is thrown away and told, never joined to what comes after', async () => {
    const desk = await withScanner()
    const [first] = hidPosReports('7'.repeat(80))
    desk.hid.report(handScanner.path, first ?? new Uint8Array())
    desk.unplug(handScanner.path)
    await desk.until(() => desk.list().length === 0)
    desk.plug(handScanner)
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
    desk.scan(handScanner.path, '9902')
    expect(kinds(desk.events)).toEqual(['opened', 'rejected incomplete', 'closed unplugged', 'opened', 'scan'])
    expect(desk.scans()).toEqual(['9902'])
  })

  test('another device on the path of one that is read is opened as what it is', async () => {
    const desk = await withScanner()
    desk.hid.plug(at(handScanner.path, { serial: 'S9902' }))
    desk.readers.look()
    await desk.until(() => desk.state('05e0:1300:S9902:i0:8c/2') === 'reading')
    expect(desk.state(SCANNER_ID)).toBeUndefined()
  })

  test('a list without a reader that can be read is not believed at once', async () => {
    const desk = await withScanner({ timings: { soon: 300 } })
    desk.hid.hide(handScanner.path, true)
    desk.readers.look()
    await wait(50)
    desk.hid.hide(handScanner.path, false)
    await desk.until(() => desk.hid.looks() === 3)
    await wait(20)
    expect(kinds(desk.events)).toEqual(['opened'])
    desk.hid.hide(handScanner.path, true)
    desk.readers.look()
    await desk.until(() => desk.list().length === 0)
    expect(kinds(desk.events)).toEqual(['opened', 'closed unplugged'])
    expect(desk.hid.looks()).toBe(5)
  })

  test('is not answered with an opening before somebody has seen it again', async () => {
    const desk = await withScanner({ timings: { steady: 0 } })
    desk.hid.answerLooking('hangs')
    desk.unplug(handScanner.path)
    await desk.until(() => desk.list().length === 0)
    await wait(30)
    expect(desk.hid.opened).toHaveLength(1)
    desk.hid.answerLooking('lists')
  })

  test('a reader that cannot be read any more, but is plugged in, is opened again', async () => {
    const desk = await withScanner()
    desk.hid.breakReading(handScanner.path)
    await desk.until(() => kinds(desk.events).length === 3)
    expect(kinds(desk.events)).toEqual(['opened', 'closed unplugged', 'opened'])
  })

  test('a cable that is pulled and put in again and again is no reader that breaks: it is opened at once each time', async () => {
    const desk = await withScanner({ timings: { retries: [2, 60_000] } })
    for (let times = 1; times <= 6; times++) {
      desk.unplug(handScanner.path)
      desk.plug(handScanner)
      await desk.until(() => kinds(desk.events).filter((kind) => kind === 'opened').length === times + 1)
    }
    expect(kinds(desk.events).filter((kind) => kind.startsWith('error'))).toEqual([])
  })

  test('a reader that breaks whenever it is opened is tried less and less, and told once', async () => {
    const desk = await withScanner()
    const { hid } = desk
    for (let times = 0; times < 6; times++) {
      await desk.until(() => hid.open().length === 1)
      hid.breakReading(handScanner.path)
    }
    await desk.until(() => hid.open().length === 1)
    expect(kinds(desk.events).filter((kind) => kind.startsWith('error'))).toEqual(['error failed'])
    expect(hid.opened.length).toBe(7)
  })
})
