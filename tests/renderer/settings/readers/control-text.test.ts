import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editControls, readControls, showControls } from '../../../../renderer/settings/readers/control-text.ts'

describe('control characters in a field', () => {
  it('are shown by the names in the makers’ manuals', () => {
    expect(showControls('A\r\n\t\u001d\u007f')).toBe('A<CR><LF><TAB><GS><DEL>')
  })

  it('are read back as the characters they stand for, in any letter case', () => {
    expect(readControls('A<cr><LF><gs>')).toBe('A\r\n\u001d')
  })

  it('leaves other text between angle brackets alone', () => {
    expect(readControls('<X1><NO>')).toBe('<X1><NO>')
  })

  it('come back unchanged, whatever a scanner may be programmed to send', () => {
    const sign = fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCodePoint(code))
    const text = fc
      .array(
        sign.filter((one) => one !== '<' && one !== '>'),
        { maxLength: 16 },
      )
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, (given) => {
        expect(readControls(showControls(given))).toBe(given)
      }),
    )
  })

  it('go as a whole when their last letter is deleted', () => {
    expect(editControls('A\r', 'A<CR')).toBe('A')
    expect(editControls('AB', 'A')).toBe('A')
    expect(editControls('\r', '<CR>X')).toBe('\rX')
  })
})
