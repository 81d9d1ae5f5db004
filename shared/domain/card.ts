import type { IsoDate } from './dates.ts'
import { withoutSeparators } from './digits.ts'
import { CardNumber, JknNumber, KkNumber, Nik } from './identifiers.ts'
import { hasEanCheckDigit } from './jkn-number.ts'
import { LETTER_PREFIX } from './letter-code.ts'
import { parseNik } from './nik.ts'
import type { CardReading, LookupKey, NikReading } from './reading.ts'
import { bothOrders, parseUid } from './uid.ts'

/** `]` with two characters: the AIM symbology identifier that a scanner may put before the data. */
const AIM_PREFIX = /^\](?<aim>[A-Za-z][0-9A-Za-z])/
const EAN_AIM = 'E0'
/** A NIK, KK or JKN number that stands apart from the words around it. */
const LABELLED_NUMBER = /(?<![0-9a-z])(?:\d{16}|\d{13})(?![0-9a-z])/i
/** Names under which a QR code made of JSON, a URL or labelled text may carry a programme's card number. */
const CARD_FIELD =
  /(?:^|[^a-z])(?:card[_-]?(?:no|number)|no(?:mor)?[_-]?kartu|kartu|card)["']?\s*[:=]\s*["']?(?<value>[0-9A-Za-z][0-9A-Za-z .-]*)/i

/**
 * What a scanned or typed text may mean, without looking anything up. Digits that fit two kinds of number give both keys; which
 * one it is only the roster can tell. `hints.aim` is the symbology that a HID reader reported apart from the text, e.g. `]E0`.
 */
export function readCard(text: string, today: IsoDate, hints: { aim?: string } = {}): CardReading {
  const clean = withoutControls(text)
  const prefixed = AIM_PREFIX.exec(clean)
  const aim = (prefixed?.groups?.['aim'] ?? hints.aim ?? '').replace(']', '')
  const data = (prefixed ? clean.slice(prefixed[0].length) : clean).trim()

  // A wedge scanner under Caps Lock types small letters.
  if (data.toUpperCase().startsWith(LETTER_PREFIX)) return { kind: 'letter', text: data }
  const value = withoutSeparators(data).toUpperCase()
  if (value === '') return { kind: 'unreadable', nik: parseNik(value, today) }
  if (LABELLED_NUMBER.test(data) && /[a-z]/i.test(data)) return readEmbedded(data, today)
  return readUid(data, value, today) ?? readValue(value, today, aim) ?? readEmbedded(data, today)
}

/** A chip's UID. Nothing says in which order a reader sent ten decimals, so both are looked up. */
function readUid(data: string, value: string, today: IsoDate): CardReading | null {
  const sent = parseUid(data)
  if (sent === null || sent.uid === null) return null
  const uids = sent.form === 'decimal' ? bothOrders(sent.uid) : [sent.uid]
  const found = uids.map((uid): LookupKey => ({ kind: 'uid', value: uid }))
  // Bytes set apart are a chip's for certain; a plain run of digits may also be a serial that somebody printed.
  return sent.form === 'bytes' ? keys(found) : keys([...found, ...cardKey(value)], mistypedNik(value, today))
}

/** One number and nothing else. */
function readValue(value: string, today: IsoDate, aim: string): CardReading | null {
  if (/^\d{16}$/.test(value)) return readSixteen(value, today)
  if (/^\d{13}$/.test(value)) return readJkn(value, today, looksLikeProduct(value, aim))
  const card = cardKey(value)
  return card.length > 0 ? keys(card, mistypedNik(value, today)) : null
}

/** All digits and about as long as a NIK: perhaps one with a digit too few or too many. */
function mistypedNik(value: string, today: IsoDate): NikReading | null {
  return /^\d{14,18}$/.test(value) ? parseNik(value, today) : null
}

/** Both a NIK and a KK number. A NIK that is wrong in itself may still be a KK number; one digit sixteen times is neither. */
function readSixteen(digits: string, today: IsoDate): CardReading {
  const nik = parseNik(digits, today)
  if (isOneDigit(digits)) return { kind: 'unreadable', nik }
  return keys(
    [
      { kind: 'nik', value: Nik.parse(digits) },
      { kind: 'kk', value: KkNumber.parse(digits) },
    ],
    nik,
  )
}

/** A known symbology decides; without one (some readers report EAN-13 as `]X9`, "other") the check digit does. */
function looksLikeProduct(digits: string, aim: string): boolean {
  return aim === EAN_AIM || ((aim === '' || aim.startsWith('X')) && hasEanCheckDigit(digits))
}

function readJkn(digits: string, today: IsoDate, productBarcode: boolean): CardReading {
  if (isOneDigit(digits)) return { kind: 'unreadable', nik: parseNik(digits, today) }
  return { kind: 'keys', keys: [{ kind: 'jkn', value: JknNumber.parse(digits) }], nik: null, productBarcode }
}

/** URL, JSON or labelled text: the one number in it that may be a key, else its card number field. */
function readEmbedded(data: string, today: IsoDate): CardReading {
  const text = percentDecoded(data)
  const [sixteen, ...more] = runs(text, 16)
  if (sixteen !== undefined && more.length === 0) return readSixteen(sixteen, today)
  const [thirteen, ...others] = sixteen === undefined ? runs(text, 13) : []
  if (thirteen !== undefined && others.length === 0) return readJkn(thirteen, today, false)
  const field = CARD_FIELD.exec(text)?.groups?.['value']
  const card = field === undefined ? [] : cardKey(withoutSeparators(field).toUpperCase())
  return card.length > 0 ? keys(card) : { kind: 'unreadable', nik: null }
}

/** A serial printed on a programme's card. Without any digit it is a name or a word, not a serial. */
function cardKey(value: string): LookupKey[] {
  const card = CardNumber.safeParse(value)
  return card.success && /\d/.test(value) ? [{ kind: 'card', value: card.data }] : []
}

function keys(found: LookupKey[], nik: NikReading | null = null): CardReading {
  return { kind: 'keys', keys: found, nik, productBarcode: false }
}

/** The different runs of exactly so many digits. */
function runs(text: string, length: number): string[] {
  return [...new Set(text.match(/\d+/g)?.filter((run) => run.length === length))]
}

function isOneDigit(digits: string): boolean {
  return /^(\d)\1*$/.test(digits)
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Readers put CR, LF, GS and sometimes NUL around the data. */
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replace(/[\u0000-\u001F\u007F]/g, ' ').trim()
}
