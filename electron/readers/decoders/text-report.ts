import type { ReaderSettings, RejectReason } from '../../../shared/domain/reader.ts'
import { scanOf, textOf } from './scan-text.ts'
import { MAX_CHARACTERS, NOTHING, PART_MS, rejected, type Step, type Steps } from './steps.ts'

/*
 * Characters from the start of the report, zeros behind them, as many reports as it takes. A line end before the padding ends the code at
 * once; without it silence does, and then a code whose last report was lost cannot be told from a whole one. There is no length and no
 * marker: of the damage only a zero between characters and a report that goes on behind a padded one are seen.
 */

const KEPT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x1d])

export type TextState = {
  parts: readonly Uint8Array[]
  bytes: number
  /** The report before was padded, so it was the last one. */
  padded: boolean
  until: number | null
  silentUntil: number
}

export function textSteps(settings: ReaderSettings): Steps<TextState> {
  const expire = (state: TextState, at: number): Step<TextState> =>
    state.until === null || at < state.until ? { state, out: NOTHING } : finish(state, settings)
  return {
    start: { parts: [], bytes: 0, padded: false, until: null, silentUntil: Number.NEGATIVE_INFINITY },
    expire,
    until: (state) => state.until,
    report: (state, bytes, at) => takeReport(state, bytes, at, settings),
  }
}

function takeReport(state: TextState, bytes: Uint8Array, at: number, settings: ReaderSettings): Step<TextState> {
  const body = withoutReportId(bytes)
  const length = body.findLastIndex((byte) => byte !== 0) + 1
  if (at < state.silentUntil) return { state: { ...state, silentUntil: at + PART_MS }, out: NOTHING }
  // Some readers send empty reports all the time.
  if (length === 0) return { state, out: NOTHING }
  const data = body.slice(0, length)
  if (data.includes(0)) return refuse(state, at, 'malformed')
  const lineEnd = isLineEnd(data.at(-1))
  // CR and LF may come in reports of their own, each behind the other.
  if (data.every(isLineEnd)) return state.parts.length === 0 ? { state, out: NOTHING } : finish(state, settings)
  if (state.padded) return refuse(state, at, 'malformed')

  const total = state.bytes + length
  if (total > MAX_CHARACTERS) return refuse(state, at, 'too-long')
  const padded = length < body.length
  const next = { ...state, parts: [...state.parts, data], bytes: total, padded, until: at + PART_MS }
  return lineEnd && padded ? finish(next, settings) : { state: next, out: NOTHING }
}

/** Ids are small numbers; a code begins with a character or with one of the control characters that codes have. */
function withoutReportId(bytes: Uint8Array): Uint8Array {
  const first = bytes[0] ?? 0
  return first > 0 && first < 0x20 && !KEPT_CONTROLS.has(first) ? bytes.subarray(1) : bytes
}

function finish(state: TextState, settings: ReaderSettings): Step<TextState> {
  const text = textOf(Buffer.concat(state.parts))
  return { state: emptied(state), out: [scanOf({ text, aim: null, reports: state.parts.length }, settings)] }
}

function refuse(state: TextState, at: number, why: RejectReason): Step<TextState> {
  return { state: { ...emptied(state), silentUntil: at + PART_MS }, out: [rejected(why)] }
}

function emptied(state: TextState): TextState {
  return { ...state, parts: [], bytes: 0, padded: false, until: null }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0d || byte === 0x0a
}
