import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { decoderFor } from '../../../../electron/readers/decoders/decoder-for.ts'
import { PART_MS } from '../../../../electron/readers/decoders/steps.ts'
import { keyReports, readAll, readerSettings, textsOf, TYPABLE } from '../../../support/reader-reports.ts'

function open(change = {}) {
  return decoderFor(readerSettings('keyboard', change))
}

function keys(modifiers: number, ...down: number[]): Uint8Array {
  return Uint8Array.from([modifiers, 0, ...down, 0, 0, 0, 0, 0, 0].slice(0, 8))
}

it('reads what a reader types, and two codes in a row as two', () => {
  // A reader that types its symbology in front is tested with the scanners.
  const text = fc.string({ unit: fc.constantFrom(...TYPABLE, '\u001D'), minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(text, text, fc.integer({ min: 0, max: 100 }), (one, two, gapMs) => {
      fc.pre(!one.startsWith(']') && !two.startsWith(']'))
      expect(textsOf(readAll(open(), [...keyReports(one), ...keyReports(two)], gapMs))).toEqual([one, two])
    }),
    { seed: 64, numRuns: 1000 },
  )
})

it.each([
  ['Enter', 0x28],
  ['Enter of the number pad', 0x58],
  ['Tab', 0x2b],
])('ends with %s', (_name, key) => {
  expect(readAll(open(), keyReports('0077705923', [key]))).toEqual([
    {
      kind: 'scan',
      text: '0077705923',
      aim: null,
      uid: { value: '04A1B2C3', raw: '0077705923', form: 'decimal' },
      reports: 21,
    },
  ])
})

it('types a known chip as the one UID that it is', () => {
  const reversed = { uid: { order: 'reversed', offset: 0, bytes: 4 } }
  expect(textsOf(readAll(open(reversed), keyReports('0077705923')))).toEqual(['C3B2A104'])
  expect(readAll(open(reversed), keyReports('161,45763'))).toMatchObject([
    { text: '161,45763', uid: { value: null, raw: '161,45763', form: 'wiegand' } },
  ])
})

it('reads keys that are down together in their order, and each only once', () => {
  const one = keys(0, 0x1e)
  const more = keys(0, 0x1e, 0x1f, 0x20)
  const shifted = keys(0x20, 0x1f, 0x20, 0x04)
  const six = keys(0, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26)
  const reports = [one, more, more, shifted, keys(0), six, keys(0), keys(0, 0x28)]
  expect(textsOf(readAll(open(), reports))).toEqual(['123A456789'])
})

it('takes the number pad, with and without Shift, and a report id in front', () => {
  const reports = [keys(0x02, 0x59), keys(0), keys(0, 0x62), keys(0), keys(0, 0x63), keys(0, 0x58)]
  expect(textsOf(readAll(open(), reports))).toEqual(['10.'])
  const numbered = keyReports('42').map((report) => Uint8Array.from([1, ...report]))
  expect(textsOf(readAll(open(), numbered))).toEqual(['42'])
})

it.each([
  ['too many keys at once', keys(0, 1, 1, 1, 1, 1, 1), 'malformed'],
  ['a failed self-test', keys(0, 2), 'malformed'],
  ['a key twice', keys(0, 0x1e, 0x1e), 'malformed'],
  ['a reserved byte that is not zero', keys(0, 0x1e).with(1, 1), 'malformed'],
  ['a short report', keys(0, 0x1e).subarray(0, 7), 'truncated'],
  ['no bytes', new Uint8Array(), 'truncated'],
  ['a long report', new Uint8Array(10), 'malformed'],
  ['a key that types nothing', keys(0, 0x3a), 'not-text'],
  ['Ctrl with a letter', keys(0x01, 0x04), 'not-text'],
  ['a key typed behind the end', keys(0, 0x28, 0x1e), 'malformed'],
])('rejects %s, with the rest of its code', (_what, broken, why) => {
  const reports = keyReports('123456')
  expect(readAll(open(), [...reports.slice(0, 6), broken, ...reports.slice(6)])).toEqual([{ kind: 'rejected', why }])
})

it('refuses a code whose end does not come, and reads the next one', () => {
  const decoder = open()
  const [first] = keyReports('1')
  expect(decoder.report(first!, 0)).toEqual([])
  expect(decoder.deadline()).toBe(PART_MS)
  expect(decoder.expire(PART_MS)).toEqual([{ kind: 'rejected', why: 'incomplete' }])
  expect(textsOf(readAll(decoder, keyReports('77'), 5, 2000))).toEqual(['77'])
})

it('lets the configured suffix be the end of a reader that types no Enter', () => {
  const decoder = open({ prefix: '%', suffix: '#' })
  expect(textsOf(readAll(decoder, keyReports('%12#', [])))).toEqual(['12'])
  expect(readAll(decoder, keyReports('%12', []), 5, 5000)).toEqual([{ kind: 'rejected', why: 'incomplete' }])
})

it('takes an Enter without a code for nothing, and no more than any card carries', () => {
  expect(readAll(open(), keyReports(''))).toEqual([])
  expect(readAll(open(), keyReports('7'.repeat(4097)))).toEqual([{ kind: 'rejected', why: 'too-long' }])
})
