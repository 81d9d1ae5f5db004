import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOfDayNumber } from '../../../../shared/domain/dates.ts'
import { parseTypedDate, typedDate, withFullYear } from '../../../../renderer/desk/forms/typed-date.ts'

describe('a typed date', () => {
  it.each(['14-03-1992', '14/3/1992', '14.03.1992', '14 03 1992', '14031992', '1992-03-14', ' 14-3-1992 '])(
    'reads %j as 14 March 1992',
    (text) => expect(parseTypedDate(text)).toBe('1992-03-14'),
  )

  it.each(['', '14-03', '14-03-92', '31-02-1992', '00-01-2000', '1403199', '03-14-1992', 'besok'])(
    'does not guess at %j',
    (text) => expect(parseTypedDate(text)).toBeNull(),
  )

  it('reads back every date that it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 40_000 }).map(dateOfDayNumber), (date) => {
        expect(parseTypedDate(typedDate(date))).toBe(date)
      }),
    )
  })
})

describe('withFullYear', () => {
  it('spells out a year of two digits in the century that fits, and leaves every other text alone', () => {
    expect(withFullYear('20/11/26', 2026)).toBe('20/11/2026')
    expect(withFullYear('5-3-90', 2026)).toBe('5-3-1990')
    for (const text of ['20/11/2026', '20/11', '201126', 'besok', '']) expect(withFullYear(text, 2026)).toBe(text)
  })
})
