import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitsOf, isNumeric, shownCaret, shownText } from '../../../../renderer/desk/listen/key-text.ts'

describe('the text of the listening field', () => {
  it('groups digits by four while they are typed', () => {
    expect(shownText('32750')).toBe('3275 0')
    expect(shownText('3275021508909901')).toBe('3275 0215 0890 9901')
  })

  it('accepts pasted spaces, dots and dashes', () => {
    expect(shownText(' 32.75.02-150890.9901 ')).toBe('3275 0215 0890 9901')
  })

  it('shows all digits of a number that is too long, so that the field can say so', () => {
    expect(digitsOf(shownText('32750215089099012'))).toBe('32750215089099012')
  })

  it('leaves card numbers and letters as they are', () => {
    expect(shownText('04A2B1C3')).toBe('04A2B1C3')
    expect(isNumeric('04A2B1C3')).toBe(false)
  })

  it('keeps the caret after the same digit', () => {
    const typed = fc.array(fc.constantFrom(...'0123456789 .'), { maxLength: 24 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(typed, fc.nat(24), (text, position) => {
        const caret = Math.min(position, text.length)
        const before = shownText(text).slice(0, shownCaret(text, caret))
        expect(digitsOf(before)).toBe(digitsOf(text.slice(0, caret)))
      }),
    )
  })
})
