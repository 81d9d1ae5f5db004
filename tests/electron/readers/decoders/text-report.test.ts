import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { decoderFor } from '../../../../electron/readers/decoders/decoder-for.ts'
import { PART_MS } from '../../../../electron/readers/decoders/steps.ts'
import { readAll, readerSettings, textReports, textsOf } from '../../../support/reader-reports.ts'

const NIK = '3275021508909901'

function open(change = {}) {
  return decoderFor(readerSettings('text', change))
}

function report(text: string, size: number): Uint8Array {
  return Uint8Array.from(Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(size - text.length)]))
}

it('reads any text in reports of any size, with a line end and without', () => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789ABCKBS-/:é{}" \u001D\t'), minLength: 1, maxLength: 200 })
  const size = fc.constantFrom(8, 16, 32, 62, 64)
  fc.assert(
    fc.property(
      text,
      size,
      fc.constantFrom('', '\r', '\r\n', '\n'),
      fc.integer({ min: 0, max: PART_MS - 1 }),
      (one, bytes, end, gapMs) => {
        expect(textsOf(readAll(open(), textReports(one, bytes, end), gapMs))).toEqual([one])
      },
    ),
    { seed: 65, numRuns: 1000 },
  )
})

it('ends at once with a line end before the padding, and two in a row are two', () => {
  const decoder = open()
  const scan = { kind: 'scan', text: NIK, aim: null, uid: null, reports: 1 }
  expect(decoder.report(report(`${NIK}\r`, 32), 0)).toEqual([scan])
  expect(decoder.report(report(`${NIK}\r\n`, 32), 1)).toEqual([scan])
  expect(decoder.deadline()).toBeNull()
})

it('waits for silence where no line end comes', () => {
  const decoder = open()
  expect(decoder.report(report(NIK, 32), 0)).toEqual([])
  expect(decoder.expire(PART_MS - 1)).toEqual([])
  expect(textsOf(decoder.expire(PART_MS))).toEqual([NIK])
})

it('takes CR and LF in reports of their own for one end', () => {
  const reports = [report(NIK, 16), report('\r', 16), report('\n', 16)]
  expect(textsOf(readAll(open(), reports))).toEqual([NIK])
})

it('keeps a line end in the middle of a code that goes on', () => {
  expect(textsOf(readAll(open(), textReports('1234567\rAB', 8)))).toEqual(['1234567\rAB'])
})

it('knows a report id from a character, and empty reports from a code', () => {
  expect(textsOf(readAll(open(), [Uint8Array.of(1, ...report(`${NIK}\r`, 32))]))).toEqual([NIK])
  expect(readAll(open(), [new Uint8Array(64), new Uint8Array(), Uint8Array.of(1, 0, 0)])).toEqual([])
})

it.each([
  ['a zero in the text', [report('12\u000034\r', 16)], 'malformed'],
  ['a report that goes on behind a padded one', [report('1234', 16), report('5678\r', 16)], 'malformed'],
  ['a control character', [report('12\u000734\r', 16)], 'not-text'],
  ['more than any card carries', textReports('7'.repeat(4097), 64), 'too-long'],
])('rejects %s', (_what, reports, why) => {
  expect(readAll(open(), [...reports])).toEqual([{ kind: 'rejected', why }])
})

it('takes prefix and suffix away and knows a UID', () => {
  const change = { prefix: 'U:', suffix: ';', uid: { order: 'reversed', offset: 0, bytes: 4 } }
  expect(readAll(open(change), textReports('U:04A1B2C3;', 32))).toEqual([
    { kind: 'scan', text: 'C3B2A104', aim: null, uid: { value: 'C3B2A104', raw: '04A1B2C3', form: 'hex' }, reports: 1 },
  ])
})
