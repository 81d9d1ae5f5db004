import type { IsoDate } from './dates.ts'
import { parts } from './dates.ts'

/** The parts of `000042/KBS/3275999/A1/XI/2026`. The sequence is per desk and year, so no two desks can issue the same number. */
export type LetterNumber = {
  sequence: number
  /** Three letters of the programme: KBS, BGS. */
  letters: string
  hospitalCode: string
  deskCode: string
  /** 1 to 12. */
  month: number
  year: number
}

const ROMAN_MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

const FORM =
  /^(?<sequence>\d{6,})\/(?<letters>[A-Z]{3})\/(?<hospitalCode>\d{7})\/(?<deskCode>[A-Z0-9]{1,6})\/(?<month>[IVX]{1,4})\/(?<year>\d{4})$/

/** The number of the letter issued on `date`, the local date of issue. After 999999 the sequence just grows longer. */
export function formatLetterNumber(letter: Omit<LetterNumber, 'month' | 'year'> & { date: IsoDate }): string {
  const [year, month] = parts(letter.date)
  const sequence = String(letter.sequence).padStart(6, '0')
  return [sequence, letter.letters, letter.hospitalCode, letter.deskCode, romanMonth(month), year].join('/')
}

/** The parts of a letter number; null for anything that `formatLetterNumber` does not write. */
export function parseLetterNumber(text: string): LetterNumber | null {
  const groups = FORM.exec(text)?.groups
  if (!groups) return null
  const { sequence = '', letters = '', hospitalCode = '', deskCode = '', month = '', year = '' } = groups
  const number = Number(sequence)
  const monthNumber = ROMAN_MONTHS.indexOf(month) + 1
  if (monthNumber === 0 || number === 0 || String(number).padStart(6, '0') !== sequence) return null
  return { sequence: number, letters, hospitalCode, deskCode, month: monthNumber, year: Number(year) }
}

/** `XI` for 11. */
export function romanMonth(month: number): string {
  const roman = ROMAN_MONTHS[month - 1]
  if (roman === undefined) throw new Error('a month is 1 to 12')
  return roman
}
