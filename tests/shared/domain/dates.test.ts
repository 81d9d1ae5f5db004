import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  ageInYears,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  isRealDate,
  IsoInstant,
  localDate,
} from '../../../shared/domain/dates.ts'
import { date } from './samples.ts'

const anyDate = fc
  .integer({ min: dayNumber(date('1890-01-01')), max: dayNumber(date('2120-12-31')) })
  .map(dateOfDayNumber)

describe('isRealDate', () => {
  it('agrees with the calendar of the platform on every day from 1890 to 2110, and on what is none', () => {
    const differs: string[] = []
    for (let year = 1890; year <= 2110; year++) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const made = new Date(Date.UTC(year, month - 1, day))
          const isSame = made.getUTCFullYear() === year && made.getUTCMonth() + 1 === month && made.getUTCDate() === day
          if (isRealDate(year, month, day) !== isSame) differs.push(`${year}-${month}-${day}`)
        }
      }
    }
    expect(differs).toEqual([])
  })
})

describe('addMonths', () => {
  it.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2026-08-30', 6, '2027-02-28'],
    ['2026-05-31', 1, '2026-06-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-31', 0, '2026-01-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-01', -1, '2025-12-01'],
  ])('%s and %i months is %s', (from, months, expected) => {
    expect(addMonths(date(from), months)).toBe(expected)
  })

  it('never overshoots into the month after, and keeps the order of dates', () => {
    fc.assert(
      fc.property(anyDate, anyDate, fc.integer({ min: 0, max: 60 }), (a, b, months) => {
        const [early, late] = a <= b ? [a, b] : [b, a]
        expect(addMonths(early, months) <= addMonths(late, months)).toBe(true)
        const monthsOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
        expect(monthsOf(addMonths(a, months)) - monthsOf(a)).toBe(months)
      }),
      { seed: 2, numRuns: 1000 },
    )
  })
})

it('counts days both ways', () => {
  expect(daysBetween(date('2026-02-28'), date('2026-03-01'))).toBe(1)
  expect(daysBetween(date('2024-03-01'), date('2024-02-28'))).toBe(-2)
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
      expect(daysBetween(from, addDays(from, days))).toBe(days)
    }),
    { seed: 2, numRuns: 500 },
  )
})

it.each([
  ['2000-02-29', '2026-02-28', 25],
  ['2000-02-29', '2026-03-01', 26],
  ['1990-08-15', '2026-08-14', 35],
  ['1990-08-15', '2026-08-15', 36],
  ['2026-08-15', '2026-08-15', 0],
  ['2026-08-16', '2026-08-15', 0],
])('born %s is on %s aged %i', (birthDate, day, age) => {
  expect(ageInYears(date(birthDate), date(day))).toBe(age)
})

it.each([
  ['2026-11-20T16:59:59.999Z', 'Asia/Jakarta', '2026-11-20'],
  ['2026-11-20T17:00:00.000Z', 'Asia/Jakarta', '2026-11-21'],
  ['2026-11-20T15:00:00.000Z', 'Asia/Jayapura', '2026-11-21'],
  ['2026-12-31T17:00:00.000Z', 'Asia/Jakarta', '2027-01-01'],
])('%s in %s is %s', (instant, timeZone, day) => {
  expect(localDate(IsoInstant.parse(instant), timeZone)).toBe(day)
})
