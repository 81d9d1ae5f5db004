import type { ReaderSettings, RejectReason } from '../../../shared/domain/reader.ts'
import { END_KEYS, HIGHEST_ERROR, typed } from './key-codes.ts'
import { scanOf } from './scan-text.ts'
import { MAX_CHARACTERS, NOTHING, PART_MS, rejected, type Step, type Steps } from './steps.ts'

/*
 * Boot keyboard reports: modifiers, a zero, and up to six keys that are down, in the order in which they went down. A key that was down in
 * the report before is not a new character. The code ends with Enter or Tab. Silence without them is a code cut in two and refused, unless
 * the configured suffix ends it: a reader that types no Enter must be given one or the other.
 *
 * A report that is lost loses its character, and nothing in the others tells.
 */

const KEYS_AT = 2
const REPORT_BYTES = 8

export type KeyboardState = {
  down: readonly number[]
  text: string
  reports: number
  until: number | null
  silentUntil: number
}

export function keyboardSteps(settings: ReaderSettings): Steps<KeyboardState> {
  const expire = (state: KeyboardState, at: number): Step<KeyboardState> => {
    if (state.until === null || at < state.until) return { state, out: NOTHING }
    const { suffix } = settings
    if (suffix !== '' && state.text.endsWith(suffix))
      return { state: ended(state), out: [scanOf(readOf(state), settings)] }
    return refuse(state, at, 'incomplete')
  }
  return {
    start: { down: [], text: '', reports: 0, until: null, silentUntil: Number.NEGATIVE_INFINITY },
    expire,
    until: (state) => state.until,
    report: (state, bytes, at) => takeReport(state, bytes, at, settings),
  }
}

function takeReport(
  state: KeyboardState,
  bytes: Uint8Array,
  at: number,
  settings: ReaderSettings,
): Step<KeyboardState> {
  const keys = keysOf(bytes)
  const down = typeof keys === 'string' ? state.down : keys.down
  if (at < state.silentUntil) return { state: { ...state, down, silentUntil: at + PART_MS }, out: NOTHING }
  if (typeof keys === 'string') return refuse(state, at, keys)

  const fresh = keys.down.filter((key) => !state.down.includes(key))
  // Letting go of the last key comes after the end and begins nothing.
  if (fresh.length === 0 && state.text === '') return { state: { ...state, down }, out: NOTHING }
  const reports = state.reports + 1
  let text = state.text
  for (const [nth, key] of fresh.entries()) {
    if (END_KEYS.includes(key)) {
      // Something typed with the end, in one report, belongs to nobody.
      if (nth < fresh.length - 1) return refuse({ ...state, down }, at, 'malformed')
      const whole = { ...state, down, text, reports }
      return { state: ended(whole), out: text === '' ? NOTHING : [scanOf(readOf(whole), settings)] }
    }
    const sign = typed(key, keys.modifiers)
    if (sign === null) return refuse({ ...state, down }, at, 'not-text')
    text += sign
  }
  if (text.length > MAX_CHARACTERS) return refuse({ ...state, down }, at, 'too-long')
  return { state: { ...state, down, text, reports, until: at + PART_MS }, out: NOTHING }
}

function keysOf(bytes: Uint8Array): { modifiers: number; down: number[] } | RejectReason {
  if (bytes.length < REPORT_BYTES) return 'truncated'
  if (bytes.length > REPORT_BYTES + 1) return 'malformed'
  const body = bytes.subarray(bytes.length - REPORT_BYTES)
  const down = Array.from(body.subarray(KEYS_AT)).filter((key) => key !== 0)
  const wrong = body[1] !== 0 || down.some((key) => key <= HIGHEST_ERROR) || new Set(down).size < down.length
  return wrong ? 'malformed' : { modifiers: body[0] ?? 0, down }
}

function refuse(state: KeyboardState, at: number, why: RejectReason): Step<KeyboardState> {
  return { state: { ...ended(state), silentUntil: at + PART_MS }, out: [rejected(why)] }
}

function ended(state: KeyboardState): KeyboardState {
  return { ...state, text: '', reports: 0, until: null }
}

function readOf(state: KeyboardState) {
  return { text: state.text, aim: null, reports: state.reports }
}
