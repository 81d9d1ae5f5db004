import { dayOfParts } from './coded-row.ts'
import { NONE, packedNeighbour } from './packed-row.ts'

// Fields of a CSV line by their bytes, in the one usual form of each. What has another form may be right nevertheless.

export const SPACE = 0x20
/** The last printable character of ASCII. */
export const TILDE = 0x7e
const ZERO = 0x30
const DASH = 0x2d
const BAD = -2
const MAX_NAME = 120

/** Up to 15 digits as a number; below 0 when there is anything else. */
export function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) {
    const digit = bytes[at]! - ZERO
    if (digit < 0 || digit > 9) return BAD
    value = value * 10 + digit
  }
  return value
}

export function put16(bytes: Uint8Array, from: number, to: number, words: Int32Array, at: number): boolean {
  if (to - from !== 16) return false
  const [high, low] = [digits(bytes, from, from + 8), digits(bytes, from + 8, to)]
  words[at] = high
  words[at + 1] = low
  return high >= 0 && low >= 0
}

export function putNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  width: number,
  words: Int32Array,
  at: number,
): boolean {
  if (from === to) {
    words[at] = NONE
    words[at + 1] = NONE
    return true
  }
  if (to - from !== width) return false
  const [high, low] = [digits(bytes, from, to - 8), digits(bytes, to - 8, to)]
  words[at] = high
  words[at + 1] = low
  return high >= 0 && low >= 0
}

export function upTo3(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 3) return BAD
  const value = digits(bytes, from, to)
  return value < 0 ? BAD : packedNeighbour(to - from, value)
}

/** The day of `YYYY-MM-DD`; NaN when it is none. */
export function dayAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 10 || bytes[from + 4] !== DASH || bytes[from + 7] !== DASH) return Number.NaN
  const year = digits(bytes, from, from + 4)
  const month = digits(bytes, from + 5, from + 7)
  const ofMonth = digits(bytes, from + 8, to)
  return dayOfParts(year, month, ofMonth)
}

/** Words with one space between them: nothing to normalise. */
export function isPlainName(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to || to - from > MAX_NAME) return false
  let spaced = true
  for (let at = from; at < to; at += 1) {
    const isSpace = bytes[at] === SPACE
    if (isSpace && spaced) return false
    spaced = isSpace
  }
  return !spaced
}

export function isCardNumber(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > 32) return false
  for (let at = from; at < to; at += 1) if (!isDigit(bytes[at]!) && !isBetween(bytes[at]!, 0x41, 0x5a)) return false
  return true
}

export function isUid(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (length !== 0 && length !== 8 && length !== 14 && length !== 20) return false
  for (let at = from; at < to; at += 1) if (!isDigit(bytes[at]!) && !isBetween(bytes[at]!, 0x41, 0x46)) return false
  return true
}

function isDigit(byte: number): boolean {
  return isBetween(byte, ZERO, 0x39)
}

function isBetween(byte: number, low: number, high: number): boolean {
  return byte >= low && byte <= high
}

/** Where the copy ends. */
export function copied(from: Uint8Array, begin: number, end: number, to: Uint8Array, at: number): number {
  for (let byte = begin; byte < end; byte += 1) to[at + byte - begin] = from[byte]!
  return at + end - begin
}
