import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLetterNumber, parseLetterNumber, romanMonth } from '../../../shared/domain/letter-number.ts'
import { date } from './samples.ts'

const example = { sequence: 42, letters: 'KBS', hospitalCode: '3275999', deskCode: 'A1' }

describe('a letter number', () => {
  it('is written with six digits, programme, hospital, desk, roman month and year', () => {
    expect(formatLetterNumber({ ...example, date: date('2026-11-21') })).toBe('000042/KBS/3275999/A1/XI/2026')
  })

  it('is read back into its parts', () => {
    expect(parseLetterNumber('000042/KBS/3275999/A1/XI/2026')).toEqual({ ...example, month: 11, year: 2026 })
  })

  it('survives a desk that issues more than 999,999 letters in a year', () => {
    const text = formatLetterNumber({ ...example, sequence: 1_000_000, date: date('2026-01-02') })
    expect(text).toBe('1000000/KBS/3275999/A1/I/2026')
    expect(parseLetterNumber(text)).toMatchObject({ sequence: 1_000_000 })
  })

  it.each([
    '',
    '42/KBS/3275999/A1/XI/2026',
    '000000/KBS/3275999/A1/XI/2026',
    '0000042/KBS/3275999/A1/XI/2026',
    '000042/kbs/3275999/A1/XI/2026',
    '000042/KBS/327599/A1/XI/2026',
    '000042/KBS/3275999//XI/2026',
    '000042/KBS/3275999/A1/IIII/2026',
    '000042/KBS/3275999/A1/XIII/2026',
    '000042/KBS/3275999/A1/11/2026',
    '000042/KBS/3275999/A1/XI/26',
    ' 000042/KBS/3275999/A1/XI/2026',
  ])('is not %j', (text) => {
    expect(parseLetterNumber(text)).toBeNull()
  })

  it('comes back unchanged from writing and reading, whatever its parts', () => {
    const parts = fc.record({
      sequence: fc.integer({ min: 1, max: 5_000_000 }),
      letters: fc.stringMatching(/^[A-Z]{3}$/),
      hospitalCode: fc.stringMatching(/^\d{7}$/),
      deskCode: fc.stringMatching(/^[A-Z0-9]{1,6}$/),
    })
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 12 }), (letter, month) => {
        const day = date(`2026-${String(month).padStart(2, '0')}-28`)
        expect(parseLetterNumber(formatLetterNumber({ ...letter, date: day }))).toEqual({
          ...letter,
          month,
          year: 2026,
        })
      }),
      { seed: 5, numRuns: 500 },
    )
  })
})

it('knows no thirteenth month', () => {
  expect(romanMonth(9)).toBe('IX')
  expect(() => romanMonth(13)).toThrow('1 to 12')
})
