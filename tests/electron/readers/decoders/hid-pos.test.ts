import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decoded } from '../../../../electron/readers/decoders/decoder.ts'
import { decoderFor } from '../../../../electron/readers/decoders/decoder-for.ts'
import { PART_MS } from '../../../../electron/readers/decoders/steps.ts'
import {
  AIM_IDS,
  POS_LAYOUTS,
  posReports,
  readAll,
  readerSettings,
  textsOf,
  type PosDevice,
} from '../../../support/reader-reports.ts'

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const NOT_TEXT = /[\u0000-\u0008\u000B\u000C\u000E-\u001C\u001E\u001F\u007F-\u009F\uFFFE\uFFFF]/
const NIK = '3275021508909901'
const HONEYWELL: PosDevice = { layout: 'honeywell', reportId: true, aim: ']Q1', maker: 0x73 }
const devices: PosDevice[] = POS_LAYOUTS.flatMap((layout) =>
  [true, false].map((reportId) => ({ layout, reportId, aim: layout === 'newland' ? null : ']Q1', maker: 0x73 })),
)
const named = devices.map((device) => [`${device.layout}${device.reportId ? ' with report id' : ''}`, device] as const)

function open(change = {}) {
  return decoderFor(readerSettings('hid-pos', change))
}

function read(reports: readonly Uint8Array[], gapMs = 5): Decoded[] {
  return readAll(open(), reports, gapMs)
}

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
}

/** A report that ends in zeros, written short. */
function padded(start: string, size: number, end: string): Uint8Array {
  const tail = hex(end)
  const report = new Uint8Array(size)
  report.set(hex(start))
  report.set(tail, size - tail.length)
  return report
}

function scan(text: string, aim: string | null, reports = 1) {
  return { kind: 'scan', text, aim, uid: null, reports }
}

/** Long codes whose blocks of 56 differ, as every real one's do. */
function long(length: number): string {
  return Array.from({ length }, (_, at) => String.fromCharCode(0x21 + ((at * 7 + Math.floor(at / 56) * 5) % 90))).join(
    '',
  )
}

describe('reports as scanners send them', () => {
  it.each([
    [
      'Zebra, report id kept',
      padded('02 10 00 5d 43 30 33323735303231353038393039393031', 64, '6a 00'),
      scan(NIK, ']C0'),
    ],
    [
      'Zebra, report id stripped',
      padded('10 00 5d 43 30 33323735303231353038393039393031', 63, '6a 00'),
      scan(NIK, ']C0'),
    ],
    [
      'Zebra that calls EAN-13 other',
      padded('02 0d 00 5d 58 39 38393931323334353637383931', 64, '64 00'),
      scan('8991234567891', ']X9'),
    ],
    ['Zebra with a maker code that is no letter', padded('04 00 5d 43 30 4b425331', 63, '18 00'), scan('KBS1', ']C0')],
    ['usage tables', padded('02 04 5d 51 31 4b425331', 62, '00'), scan('KBS1', ']Q1')],
    ['Honeywell', padded('02 04 5d 41 30 4b425331', 64, '62 00 00'), scan('KBS1', ']A0')],
    ['Honeywell with a line end', padded('02 06 5d 58 30 4b425331 0d0a', 64, '3f 00 00'), scan('KBS1', ']X0')],
    ['three zeros for a symbology', padded('02 04 00 00 00 4b425331', 64, '00 00 00'), scan('KBS1', null)],
    ['Newland', padded('02 04 4b425331', 64, '00 00'), scan('KBS1', null)],
    [
      'Newland that puts the symbology before the data',
      padded('02 07 5d 51 31 4b425331', 64, '73 00'),
      scan('KBS1', ']Q1'),
    ],
  ])('%s', (_what, report, expected) => {
    expect(read([report])).toEqual([expected])
  })

  it.each(AIM_IDS)('name the symbology %s', (aim) => {
    for (const device of devices.filter(({ layout }) => layout !== 'newland'))
      expect(read(posReports(NIK, { ...device, aim }))).toEqual([scan(NIK, aim)])
  })

  it('keep the separator of GS1 codes and lose only the line end', () => {
    expect(read(posReports('01089\u001D10AB\tc\r\nd\r\n', HONEYWELL))).toEqual([scan('01089\u001D10AB\tc\r\nd', ']Q1')])
  })

  it('are UTF-8 where they can be, else one byte for each character', () => {
    expect(textsOf(read(posReports('Rumah Sakit – Bekasi é', HONEYWELL)))).toEqual(['Rumah Sakit – Bekasi é'])
    expect(textsOf(read(posReports(Uint8Array.of(0x41, 0xe9, 0x42), HONEYWELL)))).toEqual(['AéB'])
  })

  it('may be cut in the middle of a character, which is whole again in the text', () => {
    const text = `${long(55)}é${long(9)}`
    expect(read(posReports(text, HONEYWELL))).toEqual([scan(text, ']Q1', 2)])
  })
})

describe.each(named)('%s', (_name, device) => {
  it('gives any text back that was put in, and two in a row as two', () => {
    const text = fc
      .oneof(
        fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFKBSabc-/:{}" \u001D'), minLength: 1, maxLength: 300 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
        fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 4000 }),
      )
      .filter((value) => !value.startsWith(']') && !/[\r\n]$/.test(value) && isWhole(value))
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: PART_MS - 1 }), (one, two, gapMs) => {
        const reports = posReports(one, device)
        expect(textsOf(read(reports, gapMs))).toEqual([one])
        // Nothing may follow a full last report at once: that one waits.
        const pause = Buffer.byteLength(one) % 56 === 0 ? PART_MS : gapMs
        const decoder = open()
        const first = readAll(decoder, reports, gapMs)
        const second = readAll(decoder, posReports(two, device), gapMs, 1000 + reports.length * gapMs + pause)
        expect(textsOf([...first, ...second])).toEqual([one, two])
      }),
      { seed: 61, numRuns: 400 },
    )
  })

  it('rejects a report cut off anywhere, and believes none of its code', () => {
    const reports = posReports(long(150), device)
    for (const [nth, report] of reports.entries())
      for (let length = 0; length < report.length; length++) {
        const cut = reports.with(nth, report.subarray(0, length))
        expect(textsOf(read(cut))).toEqual([])
        expect(read(cut).filter(({ kind }) => kind === 'rejected')).toHaveLength(1)
      }
  })

  it('gives up a scan whose end does not come', () => {
    const [first, second] = posReports(long(150), device)
    const decoder = open()
    expect(decoder.report(first!, 0)).toEqual([])
    expect(decoder.report(second!, 200)).toEqual([])
    expect(decoder.deadline()).toBe(200 + PART_MS)
    expect(decoder.expire(200 + PART_MS - 1)).toEqual([])
    expect(decoder.expire(200 + PART_MS)).toEqual([{ kind: 'rejected', why: 'incomplete' }])
    expect(decoder.deadline()).toBeNull()
  })

  it('does not take an end that comes too late for a scan of its own, and believes the next scan', () => {
    const [first, tail] = posReports(long(70), device)
    const decoder = open()
    decoder.report(first!, 0)
    expect(decoder.report(tail!, 450)).toEqual([{ kind: 'rejected', why: 'incomplete' }])
    expect(textsOf(decoder.report(posReports(NIK, device)[0]!, 450 + PART_MS))).toEqual([NIK])
  })

  it('believes a full last report when nothing follows it', () => {
    const [only] = posReports(long(56), device)
    const decoder = open()
    expect(decoder.report(only!, 0)).toEqual([])
    expect(textsOf(decoder.expire(PART_MS))).toEqual([long(56)])
    const other = open()
    other.report(only!, 0)
    expect(other.report(posReports(NIK, device)[0]!, 10)).toEqual([{ kind: 'rejected', why: 'malformed' }])
    expect(other.deadline()).toBeNull()
  })

  it('rejects a report that came twice', () => {
    const [first, second, third] = posReports(long(150), device)
    expect(read([first!, first!, second!, third!])).toEqual([{ kind: 'rejected', why: 'malformed' }])
    expect(read([first!, second!, third!, third!])).toMatchObject([
      { kind: 'scan', text: long(150) },
      { kind: 'rejected', why: 'malformed' },
    ])
  })

  it('rejects more than any card carries', () => {
    expect(textsOf(read(posReports(long(4096), device)))).toEqual([long(4096)])
    expect(read(posReports(long(4097), device))).toEqual([{ kind: 'rejected', why: 'too-long' }])
    // Before the end comes: there may be none.
    expect(read(posReports(long(9000), device).slice(0, 80))).toEqual([{ kind: 'rejected', why: 'too-long' }])
  })
})

describe('a damaged report', () => {
  const [whole] = posReports(NIK, HONEYWELL)
  const cases: [string, (report: Uint8Array) => Uint8Array, string][] = [
    ['with no bytes', () => new Uint8Array(), 'truncated'],
    ['with more bytes than any', (report) => Uint8Array.from([...report, 0]), 'malformed'],
    ['with another id', (report) => report.with(0, 3), 'malformed'],
    ['of length 0', (report) => report.with(1, 0), 'malformed'],
    ['longer than it has room for', (report) => report.with(1, 57), 'malformed'],
    ['longer than its text', (report) => report.with(1, 17), 'truncated'],
    ['shorter than its text', (report) => report.with(1, 15), 'malformed'],
    ['without its marker', (report) => report.with(2, 0x5c), 'malformed'],
    ['with a marker that names nothing', (report) => report.with(3, 0x20), 'malformed'],
    ['with a zero in the text', (report) => report.with(9, 0), 'malformed'],
    ['with something behind the text', (report) => report.with(50, 0x20), 'malformed'],
    ['with the reserved byte set', (report) => report.with(62, 1), 'malformed'],
    ['with a reserved flag', (report) => report.with(63, 2), 'malformed'],
    ['that goes on and is not full', (report) => report.with(63, 1), 'malformed'],
    ['of the shorter layout in the longer one, going on', (report) => report.with(61, 1), 'malformed'],
    ['with a control character', (report) => report.with(9, 7), 'not-text'],
  ]
  it.each(cases)('%s is rejected', (_what, damage, why) => {
    expect(read([damage(whole!)])).toEqual([{ kind: 'rejected', why }])
  })

  it('is a part that goes on with a reserved flag', () => {
    const [first, ...rest] = posReports(long(150), HONEYWELL)
    expect(read([first!.with(63, 3), ...rest])).toEqual([{ kind: 'rejected', why: 'malformed' }])
  })

  it('takes what follows at once with it, until the reader has been silent', () => {
    const parts = posReports(long(150), HONEYWELL)
    expect(read([parts[0]!.with(2, 0), parts[1]!, parts[2]!])).toEqual([{ kind: 'rejected', why: 'malformed' }])
    const decoder = open()
    decoder.report(parts[0]!.with(2, 0), 0)
    expect(decoder.report(parts[2]!, PART_MS - 1)).toEqual([])
    expect(decoder.report(whole!, 2 * PART_MS - 2)).toEqual([])
    expect(textsOf(decoder.report(whole!, 3 * PART_MS))).toEqual([NIK])
  })

  it('is every part of two codes that mix, if they tell their symbology or layout apart', () => {
    const one = posReports(long(150), HONEYWELL)
    for (const device of [
      { ...HONEYWELL, aim: ']d1' },
      { ...HONEYWELL, layout: 'zebra' as const },
    ]) {
      const two = posReports(long(190).slice(50), device)
      expect(textsOf(read(one.flatMap((part, nth) => [part, two[nth]!])))).toEqual([])
    }
  })

  it('is not what a numbering device sends beside its scans', () => {
    const decoder = open()
    decoder.report(whole!, 0)
    expect(decoder.report(Uint8Array.of(3, 1), 1000)).toEqual([])
    expect(textsOf(decoder.report(whole!, 1001))).toEqual([NIK])
  })
})

describe('prefix and suffix', () => {
  it('are taken away where they stand, and never asked for', () => {
    const settings = { prefix: '~P', suffix: '#' }
    const readWith = (text: string, device: PosDevice) => readAll(open(settings), posReports(text, device))
    for (const text of [`~P${NIK}#\r`, `~P${NIK}`, `${NIK}#`, NIK])
      expect(textsOf(readWith(text, HONEYWELL))).toEqual([NIK])
    const newland: PosDevice = { layout: 'newland', reportId: true, aim: null, maker: 0x6a }
    for (const text of [`]C0~P${NIK}#`, `~P]C0${NIK}#`, `]C0${NIK}`])
      expect(readWith(text, newland)).toEqual([scan(NIK, ']C0')])
  })

  it('leave no scan when there was nothing else', () => {
    const decoder = open({ prefix: 'AB' })
    expect(readAll(decoder, posReports('AB\r', HONEYWELL))).toEqual([{ kind: 'rejected', why: 'truncated' }])
  })
})

/** No controls but those that codes have, and no block of 56 bytes like the one before it. */
function isWhole(text: string): boolean {
  const bytes = Buffer.from(text)
  if (bytes.length > 4096 || NOT_TEXT.test(text) || bytes.toString() !== text) return false
  for (let at = 56; at + 56 <= bytes.length; at += 56)
    if (bytes.compare(bytes, at - 56, at, at, at + 56) === 0) return false
  return true
}
