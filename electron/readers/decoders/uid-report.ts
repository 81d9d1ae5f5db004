import { CardUid } from '../../../shared/domain/identifiers.ts'
import type { ReaderSettings } from '../../../shared/domain/reader.ts'
import { decimalUid, readUid } from '../../../shared/domain/uid.ts'
import { NOTHING, PART_MS, rejected, type Steps } from './steps.ts'

/*
 * The bytes of a UID at a known place. Readers send them over and over while a card lies there, and zeros or 0xFF when none does: a scan is
 * a card that comes. There is nothing in such a report by which damage could be told, except that it ends too early.
 */

/** Usual reports have 8, 16, 32 or 64 bytes; one more is an id in front. */
const WITH_ID: ReadonlySet<number> = new Set([9, 17, 33, 65])

export type UidState = { lying: string | null; until: number }

export function uidSteps(settings: ReaderSettings): Steps<UidState> {
  const { offset, bytes: length, order } = settings.uid
  return {
    start: { lying: null, until: Number.NEGATIVE_INFINITY },
    expire: (state) => ({ state, out: NOTHING }),
    until: () => null,
    report(state, bytes, at) {
      const body = WITH_ID.has(bytes.length) ? bytes.subarray(1) : bytes
      if (body.length < offset + length) return { state: { ...state, lying: null }, out: [rejected('truncated')] }
      const sent = body.subarray(offset, offset + length)
      if (sent.every((byte) => byte === 0) || sent.every((byte) => byte === 0xff))
        return { state: { ...state, lying: null }, out: NOTHING }

      const raw = CardUid.parse(Buffer.from(sent).toString('hex').toUpperCase())
      const next = { lying: raw, until: at + PART_MS }
      if (raw === state.lying && at < state.until) return { state: next, out: NOTHING }
      const value = readUid(raw, order)?.value ?? raw
      // Ten decimals are what the desk looks up in both orders.
      const text = order === 'auto' ? (decimalUid(raw) ?? raw) : value
      return { state: next, out: [{ kind: 'scan', text, aim: null, uid: { value, raw, form: 'bytes' }, reports: 1 }] }
    },
  }
}
