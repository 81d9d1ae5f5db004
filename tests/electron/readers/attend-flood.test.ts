import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { DEFAULT_READERS } from '../../../shared/domain/reader.ts'
import { kinds, policyOf, readersOfTest, settingsOf, type AttendedReaders } from '../../support/attended-readers.ts'
import { hidPosReports } from '../../support/fake-hid.ts'
import { handScanner, scannerAt as at } from '../../support/fake-readers.ts'

const ID = '05e0:1300:S9901:i0:8c/2'
const OTHER = at('/dev/hidraw1', { serial: 'S9902' })
const OTHER_ID = '05e0:1300:S9902:i0:8c/2'
const { attended, withScanner } = readersOfTest()
const floods = [40, 60_000] as const

/** Whole scans, each another one, as fast as they can be sent; as many as were taken. */
function flood(desk: AttendedReaders, path: string, most: number): number {
  for (let sent = 0; sent < most; sent++) {
    const taken = hidPosReports(String(sent).padStart(8, '0')).every((report) => desk.hid.report(path, report))
    if (!taken || !desk.hid.open().includes(path)) return sent
  }
  return most
}

describe('a reader that sends without end', () => {
  test('is closed and said to flood, and the others go on', async () => {
    const desk = await withScanner({ timings: { floods: [60_000] } })
    desk.plug(OTHER)
    await desk.until(() => desk.state(OTHER_ID) === 'reading')
    flood(desk, handScanner.path, 5_000)
    await desk.until(() => desk.state(ID) === 'flooding' && !desk.hid.open().includes(handScanner.path))
    expect(desk.scans().length).toBeGreaterThan(200)
    expect(desk.scans().length).toBeLessThan(700)
    expect(kinds(desk.events).filter((kind) => kind !== 'scan' && kind !== 'opened')).toEqual([
      'error flooding',
      'closed flooding',
    ])
    desk.scan(OTHER.path, '9902')
    expect(desk.scans().at(-1)).toBe('9902')
    expect(desk.state(OTHER_ID)).toBe('reading')
  })

  test('is opened again after a while, trusted less, and then waits longer', async () => {
    const desk = await withScanner({ timings: { floods } })
    flood(desk, handScanner.path, 5_000)
    await desk.until(() => desk.state(ID) === 'flooding')
    await desk.until(() => desk.state(ID) === 'reading')
    const before = desk.scans().length
    flood(desk, handScanner.path, 5_000)
    await desk.until(() => desk.state(ID) === 'flooding')
    expect(desk.scans().length - before).toBeLessThan(100)
    await wait(120)
    expect(desk.state(ID)).toBe('flooding')
    desk.readers.look()
    await wait(30)
    expect(desk.state(ID)).toBe('flooding')
  })

  test('counts as any other once it has been quiet for long', async () => {
    const desk = await withScanner({ timings: { floods: [5, 60_000], calmed: 30 } })
    for (let turn = 0; turn < 3; turn++) {
      const events = desk.events.length
      flood(desk, handScanner.path, 5_000)
      // Where it counted as one that floods still, this would take a minute.
      await desk.until(() => kinds(desk.events.slice(events)).join().endsWith('closed flooding,opened'))
      await wait(60)
    }
    expect(desk.state(ID)).toBe('reading')
  })

  test('is opened at once when it was plugged in again, switched on again or given another form', async () => {
    const desk = await withScanner({ timings: { floods: [60_000] } })
    const tired = async () => {
      flood(desk, handScanner.path, 5_000)
      await desk.until(() => desk.state(ID) === 'flooding')
    }
    await tired()
    desk.unplug(handScanner.path)
    desk.plug(handScanner)
    await desk.until(() => desk.state(ID) === 'reading')
    await tired()
    desk.readers.configure(policyOf(settingsOf(ID, { role: 'off' })))
    await desk.until(() => desk.state(ID) === 'off')
    desk.readers.configure(policyOf(settingsOf(ID)))
    await desk.until(() => desk.state(ID) === 'reading')
    await tired()
    desk.readers.configure(policyOf(settingsOf(ID, { form: 'text' })))
    await desk.until(() => desk.state(ID) === 'reading')
    expect(desk.hid.open()).toEqual([handScanner.path])
  })

  test('is one that sends what is no scan, too', async () => {
    const desk = await withScanner({ timings: { floods: [60_000] } })
    for (let n = 0; n < 5_000; n++) desk.hid.report(handScanner.path, Buffer.alloc(64, n % 251))
    await desk.until(() => desk.state(ID) === 'flooding')
    expect(desk.scans()).toEqual([])
  })

  test('all eight at once are said to flood, and little of it is told', async () => {
    const desk = attended({ timings: { floods: [60_000] } })
    const many = Array.from({ length: 8 }, (_, n) => at(`/dev/hidraw${n}`, { serial: `S990${n}` }))
    desk.plug(...many)
    await desk.readers.start(DEFAULT_READERS)
    await desk.until(() => desk.list().every(({ state }) => state === 'reading'))
    for (const { path } of many) flood(desk, path, 5_000)
    await desk.until(() => desk.list().every(({ state }) => state === 'flooding'))
    expect(desk.events.length).toBeLessThan(6_000)
  })

  test('is none that says all the time that nothing lies on it, or that a card does', async () => {
    const id = '1234:0035:S9901:i0:ff00/1'
    const desk = attended()
    desk.plug({ ...handScanner, vendorId: 0x1234, productId: 0x0035, usages: [[0xff00, 1]] })
    await desk.readers.start(policyOf(settingsOf(id, { form: 'uid' })))
    await desk.until(() => desk.state(id) === 'reading')
    for (let n = 0; n < 30; n++) {
      // Thirty seconds of a device that is asked a thousand times a second, in as many milliseconds.
      for (let ms = 0; ms < 30; ms++) desk.hid.report(handScanner.path, Buffer.from('04a1b2c3d4e5f600', 'hex'))
      await wait(28)
    }
    expect(desk.state(id)).toBe('reading')
    expect(desk.scans()).toHaveLength(1)
  })
})
