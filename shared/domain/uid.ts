import { withoutSeparators } from './digits.ts'
import { CardUid } from './identifiers.ts'
import type { ReadUid, UidOrder } from './reader.ts'

/** A UID as it was sent, before anybody says in which order. `uid` null: the form carries only a part of it. */
export type SentUid = { form: ReadUid['form']; uid: CardUid | null }

const IN_BYTES = /^[0-9a-f]{2}(?:[:\s-][0-9a-f]{2})+$/i
/** Facility of 8 bits and number of 16: the lower 24 of the 32 bits of a chip. */
const WIEGAND = /^(?<facility>\d{3}),(?<number>\d{5})$/
const HIGHEST_DECIMAL = 0xffff_ffff

/**
 * What readers make of a chip's UID: ten decimals of 32 bits, hex in one run or in bytes, or Wiegand's two numbers. Null: none of these.
 * Ten decimals and a run of hex may also be a serial that somebody printed; bytes set apart are a chip's for certain.
 */
export function parseUid(text: string): SentUid | null {
  const data = text.trim()
  if (IN_BYTES.test(data)) return uidOrNull('bytes', data.replace(/[:\s-]/g, ''))
  const wiegand = WIEGAND.exec(data)?.groups
  if (wiegand !== undefined) {
    const inRange = Number(wiegand['facility']) <= 0xff && Number(wiegand['number']) <= 0xffff
    return inRange ? { form: 'wiegand', uid: null } : null
  }
  const value = withoutSeparators(data)
  if (!/^\d{10}$/.test(value)) return uidOrNull('hex', value)
  if (Number(value) > HIGHEST_DECIMAL) return null
  return uidOrNull('decimal', Number(value).toString(16).padStart(8, '0'))
}

/**
 * A UID in the order of the programme's list, with what was sent. With order `auto` the value is as sent, and whoever looks it up
 * asks for `bothOrders`.
 */
export function readUid(text: string, order: UidOrder): ReadUid | null {
  const sent = parseUid(text)
  if (sent === null || text.length > 64) return null
  const value = sent.uid !== null && order === 'reversed' ? reversedUid(sent.uid) : sent.uid
  return { value, raw: text, form: sent.form }
}

/** As sent first. One when the bytes read the same from both ends. */
export function bothOrders(uid: CardUid): CardUid[] {
  return [...new Set([uid, reversedUid(uid)])]
}

export function reversedUid(uid: CardUid): CardUid {
  return CardUid.parse((uid.match(/../g) ?? []).toReversed().join(''))
}

/** The ten decimals of a UID of four bytes, as 125 kHz readers print it. */
export function decimalUid(uid: CardUid): string | null {
  return uid.length === 8 ? String(Number.parseInt(uid, 16)).padStart(10, '0') : null
}

function uidOrNull(form: SentUid['form'], hex: string): SentUid | null {
  const uid = CardUid.safeParse(hex.toUpperCase())
  return uid.success ? { form, uid: uid.data } : null
}
