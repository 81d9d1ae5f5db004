import { base32, fromBase32 } from './base32.ts'
import type { CareKind } from './care.ts'
import { addDays, daysBetween, type IsoDate } from './dates.ts'
import type { WardClass } from './roster-row.ts'

/** What a letter's QR says. Of the NIK only the first four and the last two digits, never more. */
export type LetterClaim = {
  number: string
  kind: 'guarantee' | 'provisional'
  maskedName: string
  /** Six digits: the first four and the last two of the NIK. Null when the patient has none. */
  nikEnds: string | null
  care: CareKind
  wardClass: WardClass | null
  serviceDate: IsoDate
  demo: boolean
}

export type LetterReading =
  | {
      kind: 'letter'
      claim: LetterClaim
      keyId: Uint8Array
      /** The bytes under the signature. */
      signed: Uint8Array
      signature: Uint8Array
    }
  | { kind: 'unreadable' }

export const LETTER_PREFIX = 'LSJ1'
export const KEY_ID_BYTES = 8
const SIGNATURE_BYTES = 64
const FORMAT_VERSION = 1
const NUMBER = /^[0-9A-Z/]{1,48}$/
const MAX_NAME_BYTES = 32
const CARES: readonly CareKind[] = ['rawat-jalan', 'rawat-inap', 'igd', 'persalinan']
const CLASSES: readonly (WardClass | null)[] = [null, '1', '2', '3']
// Two bytes of days from here reach the year 2179.
const EPOCH = '2000-01-01' as IsoDate

const PROVISIONAL = 1
const DEMO = 2
const HAS_NIK = 4
const CARE_SHIFT = 3
const CLASS_SHIFT = 5
const RESERVED = 128

/**
 * The bytes that a desk signs. They start with the prefix of the text, so that no other signature of the same key fits them:
 * `LSJ1`, version, key id (8), flags, service date in days since 2000 (2), ends of the NIK (3, if any), number and name, each after its length.
 */
export function encodeClaim(claim: LetterClaim, keyId: Uint8Array): Uint8Array {
  const days = daysBetween(EPOCH, claim.serviceDate)
  if (!NUMBER.test(claim.number) || keyId.length !== KEY_ID_BYTES || !canCarryDate(claim.serviceDate))
    throw new RangeError('letter claim outside its format')
  const ends = claim.nikEnds === null ? [] : threeBytes(Number(claim.nikEnds))
  const name = utf8(shortened(claim.maskedName))
  const number = ascii(claim.number)
  return Uint8Array.from([
    ...ascii(LETTER_PREFIX),
    FORMAT_VERSION,
    ...keyId,
    flagsOf(claim),
    days >> 8,
    days & 0xff,
    ...ends,
    number.length,
    ...number,
    name.length,
    ...name,
  ])
}

/** Whether the two bytes of a service date can name `date`: 2000-01-01 to 2179-06-06. */
export function canCarryDate(date: IsoDate): boolean {
  const days = daysBetween(EPOCH, date)
  return days >= 0 && days <= 0xffff
}

/** The QR's text: capital letters and digits only, so that it needs the fewest modules and passes through keyboard scanners. */
export function letterText(signed: Uint8Array, signature: Uint8Array): string {
  const body = signed.subarray(LETTER_PREFIX.length)
  const bytes = new Uint8Array(body.length + signature.length)
  bytes.set(body)
  bytes.set(signature, body.length)
  return LETTER_PREFIX + base32(bytes)
}

/** Takes a QR's text apart; says nothing about the signature. All letters may be small (Caps Lock), but not some. Never throws. */
export function readLetter(text: string): LetterReading {
  const folded = fold(text.trim())
  if (folded === null || !folded.startsWith(LETTER_PREFIX)) return UNREADABLE
  const bytes = fromBase32(folded.slice(LETTER_PREFIX.length))
  if (bytes === null || bytes.length <= SIGNATURE_BYTES) return UNREADABLE
  const body = bytes.subarray(0, bytes.length - SIGNATURE_BYTES)
  const claim = claimFrom(body.subarray(1 + KEY_ID_BYTES))
  if (body[0] !== FORMAT_VERSION || claim === null) return UNREADABLE
  return {
    kind: 'letter',
    claim,
    keyId: body.slice(1, 1 + KEY_ID_BYTES),
    signed: Uint8Array.from([...ascii(LETTER_PREFIX), ...body]),
    signature: bytes.slice(body.length),
  }
}

const UNREADABLE: LetterReading = { kind: 'unreadable' }

function fold(text: string): string | null {
  const upper = text.toUpperCase()
  return text === upper || text === text.toLowerCase() ? upper : null
}

function claimFrom(bytes: Uint8Array): LetterClaim | null {
  const cursor = { bytes, at: 0 }
  const [flags, high, low] = take(cursor, 3)
  if (flags === undefined || high === undefined || low === undefined || flags & RESERVED) return null
  const nikEnds = flags & HAS_NIK ? sixDigits(take(cursor, 3)) : null
  if (nikEnds === undefined) return null
  const number = String.fromCharCode(...takeCounted(cursor))
  const maskedName = fromUtf8(takeCounted(cursor))
  if (cursor.at !== bytes.length || !NUMBER.test(number) || maskedName === null || !isShown(maskedName)) return null
  return {
    number,
    kind: flags & PROVISIONAL ? 'provisional' : 'guarantee',
    maskedName,
    nikEnds,
    care: CARES[(flags >> CARE_SHIFT) & 3] ?? 'rawat-jalan',
    wardClass: CLASSES[(flags >> CLASS_SHIFT) & 3] ?? null,
    serviceDate: addDays(EPOCH, high * 256 + low),
    demo: (flags & DEMO) !== 0,
  }
}

function flagsOf(claim: LetterClaim): number {
  return (
    (claim.kind === 'provisional' ? PROVISIONAL : 0) |
    (claim.demo ? DEMO : 0) |
    (claim.nikEnds === null ? 0 : HAS_NIK) |
    (CARES.indexOf(claim.care) << CARE_SHIFT) |
    (CLASSES.indexOf(claim.wardClass) << CLASS_SHIFT)
  )
}

type Cursor = { bytes: Uint8Array; at: number }

/** Fewer than `count` bytes when the end comes first; `at` then lies beyond the end, so the final length check fails. */
function take(cursor: Cursor, count: number): Uint8Array {
  const taken = cursor.bytes.subarray(cursor.at, cursor.at + count)
  cursor.at += count
  return taken
}

function takeCounted(cursor: Cursor): Uint8Array {
  return take(cursor, take(cursor, 1)[0] ?? cursor.bytes.length + 1)
}

function sixDigits(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === undefined || b === undefined || c === undefined) return undefined
  const value = a * 65_536 + b * 256 + c
  return value < 1_000_000 ? String(value).padStart(6, '0') : undefined
}

function threeBytes(value: number): number[] {
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff]
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0))
}

/** Without control and direction marks, which could make a checked name look like another. */
function isShown(name: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)
}

function shortened(name: string): string {
  let kept = ''
  for (const letter of name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')) {
    if (utf8(kept + letter).length > MAX_NAME_BYTES) break
    kept += letter
  }
  return kept
}

// `TextEncoder` is not part of the language; the URI functions are, and they refuse malformed UTF-8.
function utf8(text: string): number[] {
  const encoded = encodeURIComponent(text)
  const bytes: number[] = []
  for (let at = 0; at < encoded.length; at += 1) {
    if (encoded[at] !== '%') bytes.push(encoded.charCodeAt(at))
    else {
      bytes.push(Number.parseInt(encoded.slice(at + 1, at + 3), 16))
      at += 2
    }
  }
  return bytes
}

function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return null
  }
}
