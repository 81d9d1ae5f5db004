import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { PART_MS } from '../../../electron/readers/decoders/steps.ts'
import { DEFAULT_READERS, type ReaderEvent } from '../../../shared/domain/reader.ts'
import {
  attendedReaders,
  policyOf,
  settingsOf,
  type AttendedOptions,
  type AttendedReaders,
} from '../../support/attended-readers.ts'
import { hidPosReports, type FakeDevice } from '../../support/fake-hid.ts'
import { handScanner } from '../../support/fake-readers.ts'

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
const at = (path: string, more: Partial<FakeDevice> = {}): FakeDevice => ({ ...handScanner, path, ...more })

const started: AttendedReaders[] = []
afterEach(async () => {
  for (const { readers, hid } of started.splice(0)) {
    await readers.stop()
    if (hid.wrongs.length > 0) throw new Error(hid.wrongs.join('; '))
  }
})

function attended(options?: AttendedOptions): AttendedReaders {
  const made = attendedReaders(options)
  started.push(made)
  return made
}

async function withScanner(options?: AttendedOptions): Promise<AttendedReaders> {
  const made = attended(options)
  made.plug(handScanner)
  await made.readers.start(DEFAULT_READERS)
  await made.until(() => made.state(SCANNER_ID) === 'reading')
  return made
}

function kinds(events: readonly ReaderEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'readers' ? [] : ['why' in event ? `${event.kind} ${event.why}` : event.kind],
  )
}

describe('plugging in', () => {
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

describe('readers that nothing tells apart', () => {
  const twin = (path: string) => at(path, { serial: '' })
  const ID = '05e0:1300::i0:8c/2'

  test('have an id each, and the settings of the first', async () => {
    const desk = attended()
    desk.plug(twin('/dev/hidraw0'), twin('/dev/hidraw1'))
    await desk.readers.start(policyOf(settingsOf(ID, { role: 'kiosk' })))
    await desk.until(() => desk.list().every(({ state }) => state === 'reading'))
    expect(desk.list()).toMatchObject([
      { id: ID, settings: { id: ID, role: 'kiosk' } },
      { id: `${ID}#2`, settings: { id: ID, role: 'kiosk' } },
    ])
    desk.scan('/dev/hidraw0', '1111')
    desk.scan('/dev/hidraw1', '2222')
    expect(desk.events.filter((event) => event.kind === 'scan')).toMatchObject([
      { reader: ID, role: 'kiosk', text: '1111' },
      { reader: `${ID}#2`, role: 'kiosk', text: '2222' },
    ])
  })

  test('keep their ids while they are plugged in', async () => {
    const desk = attended()
    desk.plug(twin('/dev/hidraw0'), twin('/dev/hidraw1'))
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.list().every(({ state }) => state === 'reading'))
    desk.unplug('/dev/hidraw0')
    await desk.until(() => desk.list().length === 1)
    expect(desk.list()).toMatchObject([{ id: `${ID}#2` }])
    desk.plug(twin('/dev/hidraw9'))
    await desk.until(() => desk.list().length === 2)
    expect(desk.list().map(({ id }) => id)).toEqual([`${ID}#2`, ID])
  })

  test('cannot be given different roles: switching one off switches both off', async () => {
    const desk = attended()
    desk.plug(twin('/dev/hidraw0'), twin('/dev/hidraw1'))
    await desk.readers.start(policyOf(settingsOf(`${ID}#2`, { role: 'off' })))
    expect(desk.list().map(({ state }) => state)).toEqual(['off', 'off'])
  })
})

describe('a reader that cannot be opened', () => {
  test('for want of permission: told once, and opened as soon as the system lets us', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'no-permission')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.state(SCANNER_ID) === 'no-permission')
    await wait(60)
    expect(kinds(desk.events)).toEqual(['error no-permission'])
    desk.hid.answerOpen(handScanner.path, 'opens')
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
  })

  test('in the moment before the system has set who may: nobody hears of it', async () => {
    const desk = attended({ timings: { retries: [2, 500] } })
    desk.hid.answerOpen(handScanner.path, 'no-permission')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.hid.opened.length === 2)
    desk.hid.answerOpen(handScanner.path, 'opens')
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
    expect(kinds(desk.events)).toEqual(['opened'])
  })

  test('is tried at once when the system says that something changed', async () => {
    const desk = attended({ timings: { retries: [2, 2, 60_000] } })
    desk.hid.answerOpen(handScanner.path, 'no-permission')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.state(SCANNER_ID) === 'no-permission')
    desk.hid.answerOpen(handScanner.path, 'opens')
    desk.plug(handScanner)
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
    expect(desk.hid.opened).toHaveLength(4)
  })

  test('because another program has it', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'busy')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.state(SCANNER_ID) === 'busy')
    desk.hid.answerOpen(handScanner.path, 'failed')
    await desk.until(() => desk.state(SCANNER_ID) === 'failed')
    expect(kinds(desk.events)).toEqual(['error busy', 'error failed'])
  })

  test('because it is always gone when it is to be opened, though it is listed', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'gone')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.state(SCANNER_ID) === 'failed')
    expect(kinds(desk.events)).toEqual(['error failed'])
  })

  test('because the driver does not come back: told as failed, others are read, and it is read when it comes back', async () => {
    const desk = await withScanner()
    const other = at('/dev/hidraw8', { serial: 'S9908' })
    desk.hid.answerOpen(other.path, 'hangs')
    desk.plug(other)
    await desk.until(() => desk.state('05e0:1300:S9908:i0:8c/2') === 'failed')
    desk.scan(handScanner.path, '9901')
    expect(desk.scans()).toEqual(['9901'])
    desk.hid.answerOpen(other.path, 'opens')
    await desk.until(() => desk.state('05e0:1300:S9908:i0:8c/2') === 'reading')
    expect(desk.hid.opened).toEqual([handScanner.path, other.path])
  })

  test('one that comes back from opening after it was unplugged is not opened twice on its path', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'hangs')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    desk.unplug(handScanner.path)
    await desk.until(() => desk.list().length === 0)
    desk.plug(at(handScanner.path, { serial: 'S9902' }))
    await desk.until(() => desk.state('05e0:1300:S9902:i0:8c/2') === 'failed')
    expect(desk.hid.opened).toEqual([handScanner.path])
    desk.hid.answerOpen(handScanner.path, 'opens')
    await desk.until(() => desk.state('05e0:1300:S9902:i0:8c/2') === 'reading')
  })
})

describe('a system that cannot be asked what is plugged in', () => {
  test('is told once; what is read goes on, and it is asked again', async () => {
    const desk = await withScanner({ systemSaysSo: false, timings: { calm: 5 } })
    desk.hid.answerLooking('fails')
    await desk.until(() => kinds(desk.events).includes('error enumeration'))
    await wait(30)
    desk.scan(handScanner.path, '9901')
    expect(desk.scans()).toEqual(['9901'])
    desk.hid.answerLooking('lists')
    desk.plug(at('/dev/hidraw1', { serial: 'S9902' }))
    await desk.until(() => desk.list().length === 2)
    expect(kinds(desk.events).filter((kind) => kind === 'error enumeration')).toHaveLength(1)
  })

  test('is not waited for at the start, and never asked twice at once', async () => {
    const desk = attended({ systemSaysSo: false, timings: { eager: 1 } })
    desk.hid.answerLooking('hangs')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    desk.readers.look()
    desk.readers.look()
    expect(kinds(desk.events)).toEqual(['error enumeration'])
    expect(desk.hid.looks()).toBe(1)
    desk.hid.answerLooking('lists')
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
  })

  test('is given up for good only while nothing can be read', async () => {
    const reading = await withScanner({ systemSaysSo: false, timings: { calm: 1, despair: 10 } })
    const idle = attended({ timings: { despair: 10, patience: 5 } })
    reading.hid.answerLooking('hangs')
    idle.hid.answerLooking('hangs')
    await idle.readers.start(DEFAULT_READERS)
    await idle.until(() => idle.despairs() > 0)
    await wait(30)
    expect(reading.despairs()).toBe(0)
    reading.hid.answerLooking('lists')
    idle.hid.answerLooking('lists')
  })

  test('without its library: told, and asked for again on demand', async () => {
    const desk = attended()
    desk.hid.driver('none')
    desk.plug(handScanner)
    await desk.readers.start(policyOf(settingsOf(SCANNER_ID)))
    expect(kinds(desk.events)).toEqual(['error driver-missing'])
    expect(desk.events.at(-1)).toMatchObject({ kind: 'readers', driver: 'none', readers: [{ state: 'absent' }] })
    expect(desk.hid.looks()).toBe(0)
    desk.hid.driver('hidraw')
    desk.readers.look()
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
  })
})

describe('reports', () => {
  test('a burst of 200 becomes 200 scans in order', async () => {
    const desk = await withScanner()
    const texts = Array.from({ length: 200 }, (_, n) => String(n).padStart(8, '0'))
    for (const text of texts) desk.scan(handScanner.path, text)
    expect(desk.scans()).toEqual(texts)
  })

  test('long scans of two readers that come interleaved are kept apart', async () => {
    const desk = await withScanner()
    const other = at('/dev/hidraw1', { serial: 'S9902' })
    desk.plug(other)
    await desk.until(() => desk.hid.open().length === 2)
    const [a1, a2] = hidPosReports('1'.repeat(80))
    const [b1, b2] = hidPosReports('2'.repeat(80))
    for (const [path, report] of [
      [handScanner.path, a1],
      [other.path, b1],
      [handScanner.path, a2],
      [other.path, b2],
    ] as const)
      desk.hid.report(path, report ?? new Uint8Array())
    expect(desk.scans()).toEqual(['1'.repeat(80), '2'.repeat(80)])
  })

  test('a continuation that does not come is told when its time is over', async () => {
    const desk = await withScanner()
    const [first] = hidPosReports('7'.repeat(80))
    desk.hid.report(handScanner.path, first ?? new Uint8Array())
    await desk.until(() => kinds(desk.events).includes('rejected incomplete'))
    // What comes late belongs to it still.
    await wait(PART_MS + 20)
    desk.scan(handScanner.path, '9901')
    expect(desk.scans()).toEqual(['9901'])
  })

  test('are told as they came only while somebody looks', async () => {
    const desk = await withScanner()
    const [report] = hidPosReports('9901')
    desk.scan(handScanner.path, '9901')
    desk.readers.showReports(true)
    desk.scan(handScanner.path, '9901')
    desk.readers.showReports(false)
    desk.scan(handScanner.path, '9901')
    expect(kinds(desk.events)).toEqual(['opened', 'scan', 'report', 'scan', 'scan'])
    expect(desk.events.find((event) => event.kind === 'report')).toMatchObject({
      bytes: Buffer.from(report ?? []).toString('hex'),
    })
  })

  test('a report of any length can be shown', async () => {
    const desk = await withScanner()
    desk.readers.showReports(true)
    desk.hid.report(handScanner.path, new Uint8Array(2_048))
    expect(kinds(desk.events)).toContain('report')
  })
})

describe('settings', () => {
  test('switching one off closes it and leaves the other open', async () => {
    const desk = await withScanner()
    desk.plug(at('/dev/hidraw1', { serial: 'S9902' }))
    await desk.until(() => desk.hid.open().length === 2)
    desk.readers.configure(policyOf(settingsOf(SCANNER_ID, { role: 'off' })))
    await desk.until(() => desk.state(SCANNER_ID) === 'off')
    expect(desk.hid.open()).toEqual(['/dev/hidraw1'])
    expect(kinds(desk.events)).toEqual(['opened', 'opened', 'closed settings'])
    desk.readers.configure(DEFAULT_READERS)
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
  })

  test('a role and a suffix are so from the next scan on, without the reader being opened again', async () => {
    const desk = await withScanner()
    desk.readers.configure(policyOf(settingsOf(SCANNER_ID, { role: 'kiosk', suffix: '99' })))
    desk.scan(handScanner.path, '123499')
    expect(desk.events.findLast((event) => event.kind === 'scan')).toMatchObject({ role: 'kiosk', text: '1234' })
    expect(desk.hid.opened).toHaveLength(1)
  })

  test('the half of a scan that was begun under other settings is thrown away and told', async () => {
    const desk = await withScanner()
    const [first] = hidPosReports('7'.repeat(80))
    desk.hid.report(handScanner.path, first ?? new Uint8Array())
    desk.readers.configure(policyOf(settingsOf(SCANNER_ID, { prefix: '#' })))
    expect(kinds(desk.events)).toEqual(['opened', 'rejected incomplete'])
  })

  test('switched off and on while it is being opened, it is open once', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'hangs')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    desk.readers.configure(policyOf(settingsOf(SCANNER_ID, { role: 'off' })))
    desk.readers.configure(DEFAULT_READERS)
    desk.readers.configure(policyOf(settingsOf(SCANNER_ID, { role: 'off' })))
    desk.hid.answerOpen(handScanner.path, 'opens')
    await wait(10)
    expect(desk.hid.open()).toEqual([])
    expect(desk.state(SCANNER_ID)).toBe('off')
    desk.readers.configure(DEFAULT_READERS)
    await desk.until(() => desk.state(SCANNER_ID) === 'reading')
  })

  test('what is set up twice for one reader counts once', async () => {
    const desk = attended()
    await desk.readers.start(policyOf(settingsOf(SCANNER_ID), settingsOf(`${SCANNER_ID}#2`)))
    expect(desk.list()).toMatchObject([{ id: SCANNER_ID, state: 'absent' }])
  })
})

describe('the end', () => {
  test('closes all and says so', async () => {
    const desk = await withScanner()
    await desk.readers.stop()
    expect(desk.hid.open()).toEqual([])
    expect(kinds(desk.events)).toEqual(['opened', 'closed stopped'])
    expect(desk.readers.stuck()).toBe(false)
  })

  test('while a reader is being opened: it is closed when it comes back, without having been read', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'hangs')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    const stopped = desk.readers.stop()
    desk.hid.answerOpen(handScanner.path, 'opens')
    await stopped
    expect(desk.hid.open()).toEqual([])
    expect(kinds(desk.events)).toEqual([])
  })

  test('does not wait for ever for a driver that hangs, and says that it is stuck', async () => {
    const desk = attended()
    desk.hid.answerOpen(handScanner.path, 'hangs')
    desk.plug(handScanner)
    await desk.readers.start(DEFAULT_READERS)
    await desk.readers.stop()
    expect(desk.readers.stuck()).toBe(true)
    desk.hid.answerOpen(handScanner.path, 'opens')
  })

  test('nothing is opened after it', async () => {
    const desk = attended()
    const start = desk.readers.start(DEFAULT_READERS)
    await desk.readers.stop()
    desk.plug(handScanner)
    desk.readers.look()
    await Promise.race([start, wait(20)])
    expect(desk.hid.opened).toEqual([])
  })
})
