import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { DEFAULT_READERS } from '../../../shared/domain/reader.ts'
import { kinds, policyOf, readersOfTest, settingsOf } from '../../support/attended-readers.ts'
import { handScanner, scannerAt as at } from '../../support/fake-readers.ts'

const SCANNER_ID = '05e0:1300:S9901:i0:8c/2'
const { attended, withScanner } = readersOfTest()

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
