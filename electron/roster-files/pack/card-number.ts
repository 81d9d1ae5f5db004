import type { ColumnName, ColumnsReader, ColumnsWriter } from './columns.ts'
import type { NumberReader } from './numbers.ts'
import { PackRefused } from './pack.ts'
import { readTexts, writeTexts } from './texts.ts'

const CARD_MAX = 32
const CARD_NUMBER = /^[0-9A-Z]{1,32}$/
/** As many as seven planes hold. */
const SERIAL_DIGITS = 14

/** A card number is what its maker puts in front of every one, and a serial: its last digits, up to 14. */
function split(cardNumber: string): number {
  let at = cardNumber.length
  while (at > 0 && cardNumber.length - at < SERIAL_DIGITS && isDigit(cardNumber.charCodeAt(at - 1))) at -= 1
  return at
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

/** What stands in front, after how many digits follow it: one key of both. */
export function templateOf(cardNumber: string): string {
  if (!CARD_NUMBER.test(cardNumber)) throw new RangeError('not a card number')
  const at = split(cardNumber)
  return `${cardNumber.length - at} ${cardNumber.slice(0, at)}`
}

/** Null when it does not end in a digit. */
export function serialOf(cardNumber: string): number | null {
  const at = split(cardNumber)
  return at === cardNumber.length ? null : Number(cardNumber.slice(at))
}

const COLUMNS = ['templateLengths', 'templateText', 'templateDigits'] as const satisfies readonly ColumnName[]

export function writeTemplates(columns: ColumnsWriter, templates: readonly string[]): void {
  const fronts = templates.map((template) => template.slice(template.indexOf(' ') + 1))
  writeTexts(columns, COLUMNS[0], COLUMNS[1], fronts)
  const digits = columns.numbers(COLUMNS[2])
  for (const template of templates) digits.push(Number(template.slice(0, template.indexOf(' '))))
}

/** Puts the next serial behind its front. @throws {PackRefused} */
export type Template = (serials: NumberReader) => string

export function readTemplates(columns: ColumnsReader): Template[] {
  const fronts = readTexts(columns, COLUMNS[0], COLUMNS[1], CARD_MAX)
  const digits = columns.numbers(COLUMNS[2])
  return fronts.map((front) => {
    const count = digits.below(SERIAL_DIGITS + 1)
    const limit = 10 ** count
    if (!CARD_NUMBER.test(front + '0'.repeat(count))) throw new PackRefused('malformed')
    return (serials) => (count === 0 ? front : front + String(serials.below(limit)).padStart(count, '0'))
  })
}
