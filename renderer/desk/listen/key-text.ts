/** Digits of a NIK or KK. */
export const FULL_LENGTH = 16

const SEPARATORS = /[\s.\-–]/g

/** Whether the text, its separators aside, is digits only: then it is grouped and checked live as a NIK. */
export function isNumeric(text: string): boolean {
  return /^\d*$/.test(text.replaceAll(SEPARATORS, ''))
}

/** The digits of a numeric text, without spaces, dots and dashes. */
export function digitsOf(text: string): string {
  return text.replaceAll(SEPARATORS, '')
}

/** What the field shows: digits in 4-4-4-4; a text with letters or other signs as it is. */
export function shownText(text: string): string {
  if (!isNumeric(text)) return text
  const digits = digitsOf(text)
  return digits.replaceAll(/(\d{4})(?=\d)/g, '$1 ')
}

/** Where the caret belongs in `shownText(text)` when it stood after `caret` characters of `text`: after the same digit. */
export function shownCaret(text: string, caret: number): number {
  if (!isNumeric(text)) return caret
  const before = digitsOf(text.slice(0, caret)).length
  return before + Math.max(0, Math.floor((before - 1) / 4))
}
