import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PART_MS } from '../../../electron/readers/decoders/steps.ts'
import { DEFAULT_READERS } from '../../../shared/domain/reader.ts'
import { kinds, policyOf, readersOfTest, settingsOf } from '../../support/attended-readers.ts'
import { hidPosReports } from '../../support/fake-hid.ts'
import { handScanner, scannerAt as at } from '../../support/fake-readers.ts'

const SCANNER_ID = '05e0:1300:S9901:i0:8c/2'
const { attended, withScanner } = readersOfTest()

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

const FULL = '9'.repeat(56)

describe('what came right after a reader was opened', () => {
  // Time stands still unless a test lets it pass: a busy machine may keep a test waiting for longer than any of these times.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())
  const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  const begun = () => withScanner({ timings: { believed: 150 } })

  test('is not believed: the end of a code looks like a short one', async () => {
    const desk = await begun()
    desk.scan(handScanner.path, '9901')
    expect(kinds(desk.events)).toEqual(['opened', 'rejected incomplete'])
  })

  test('costs no more than that time: the next scan is read', async () => {
    const desk = await begun()
    await passes(155)
    desk.scan(handScanner.path, '9902')
    expect(kinds(desk.events)).toEqual(['opened', 'scan'])
  })

  test('takes the rest of its code with it, also what comes when the time is over', async () => {
    const desk = await begun()
    const [first, second] = hidPosReports('7'.repeat(80))
    await passes(100)
    desk.hid.report(handScanner.path, first ?? new Uint8Array())
    await passes(60)
    desk.hid.report(handScanner.path, second ?? new Uint8Array())
    desk.scan(handScanner.path, '9903')
    expect(kinds(desk.events)).toEqual(['opened', 'rejected incomplete', 'scan'])
  })

  test('is not believed after a silence either', async () => {
    const desk = await begun()
    desk.scan(handScanner.path, FULL)
    await passes(PART_MS + 1)
    expect(kinds(desk.events)).toEqual(['opened', 'rejected incomplete'])
  })

  test('is not believed where the settings read it in another way', async () => {
    const desk = await begun()
    await passes(155)
    desk.readers.configure(policyOf(settingsOf(SCANNER_ID, { prefix: '#' })))
    desk.scan(handScanner.path, '9904')
    expect(kinds(desk.events)).toEqual(['opened', 'rejected incomplete'])
  })

  test('tells a chip that lay there all the time as no card that comes', async () => {
    const desk = attended({ timings: { believed: 150 } })
    desk.plug(handScanner)
    await desk.readers.start(policyOf(settingsOf(SCANNER_ID, { form: 'uid' })))
    await desk.until(() => desk.list()[0]?.state === 'reading')
    const lying = Uint8Array.of(0x99, 0x01, 0x02, 0x03, 0, 0, 0, 0)
    for (let ms = 0; ms < 400; ms += 20) {
      desk.hid.report(handScanner.path, lying)
      await passes(20)
    }
    expect(desk.scans()).toEqual([])
    desk.hid.report(handScanner.path, new Uint8Array(8))
    desk.hid.report(handScanner.path, lying)
    expect(desk.scans()).toHaveLength(1)
  })
})

describe('a reader that is unplugged while it reads', () => {
  const forms = [
    ['hid-pos', 'a full report that may have had another behind it', hidPosReports(FULL)],
    ['text', 'characters without an end', [Buffer.from('9901\0\0\0\0')]],
  ] as const
  test.each(forms)('tells nothing of %s: %s', async (form, _, reports) => {
    const desk = attended()
    desk.plug(handScanner)
    await desk.readers.start(policyOf(settingsOf(SCANNER_ID, { form })))
    await desk.until(() => desk.list()[0]?.state === 'reading')
    for (const report of reports) desk.hid.report(handScanner.path, report)
    desk.unplug(handScanner.path)
    await desk.until(() => kinds(desk.events).includes('closed unplugged'))
    expect(kinds(desk.events)).toEqual(['opened', 'rejected incomplete', 'closed unplugged'])
  })

  test('tells what was over before', async () => {
    const desk = await withScanner()
    desk.scan(handScanner.path, FULL)
    await desk.until(() => desk.scans().length === 1)
    desk.unplug(handScanner.path)
    await desk.until(() => kinds(desk.events).includes('closed unplugged'))
    expect(kinds(desk.events)).toEqual(['opened', 'scan', 'closed unplugged'])
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
    await wait(100)
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
