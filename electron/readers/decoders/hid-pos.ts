import type { ReaderSettings, RejectReason } from '../../../shared/domain/reader.ts'
import type { Decoded } from './decoder.ts'
import { DATA_BYTES, hasReportId, isOtherReport, readPart, type Part } from './hid-pos-part.ts'
import { scanOf, textOf } from './scan-text.ts'
import { MAX_CHARACTERS, NOTHING, PART_MS, rejected, type Step, type Steps } from './steps.ts'

/*
 * Joins the parts of a scan. A part carries no number and no check sum, so order and completeness are judged by what there is: every part but
 * the last is full and says that more follows, all have one layout and one symbology, and they come within PART_MS of each other. After any
 * contradiction the reader is not believed until it has been silent for PART_MS: what follows a damaged part is the rest of its code.
 *
 * What cannot be told is listed in README.md beside this file.
 */

type Unfinished = {
  parts: readonly Part[]
  bytes: number
  /** The last part came and is full. One whose flag was lost looks the same, so it is believed when nothing follows. */
  whole: boolean
  until: number
}

export type HidPosState = {
  unfinished: Unfinished | null
  /** The end of a scan of several parts, for as long as it may come a second time. */
  ended: { part: Part; until: number } | null
  /** Not believed before. */
  silentUntil: number
  /** The device puts an id before its reports, so others than scans may come. */
  numbered: boolean
}

export function hidPosSteps(settings: ReaderSettings): Steps<HidPosState> {
  const expire = (state: HidPosState, at: number): Step<HidPosState> => {
    const { unfinished } = state
    if (unfinished === null || at < unfinished.until) return { state, out: NOTHING }
    if (unfinished.whole) return { state: { ...state, unfinished: null }, out: [joined(unfinished.parts, settings)] }
    // A process that was held up reads the missing part after the time is over: it is not a scan of its own.
    return { state: distrusting(state, at), out: [rejected('incomplete')] }
  }

  return {
    start: { unfinished: null, ended: null, silentUntil: Number.NEGATIVE_INFINITY, numbered: false },
    expire,
    until: (state) => state.unfinished?.until ?? null,
    report: (state, bytes, at) => takeReport(state, bytes, at, settings),
  }
}

function takeReport(state: HidPosState, bytes: Uint8Array, at: number, settings: ReaderSettings): Step<HidPosState> {
  if (state.numbered && isOtherReport(bytes)) return { state, out: NOTHING }
  const part = readPart(bytes)
  if (at < state.silentUntil) return { state: distrusting(state, at), out: NOTHING }
  if (typeof part === 'string') return refuse(state, at, part)
  const known: HidPosState = { ...state, numbered: hasReportId(bytes) }
  const contradiction = contradicts(known, part, at)
  if (contradiction !== null) return refuse(known, at, contradiction)

  const parts = [...(known.unfinished?.parts ?? []), part]
  const length = (known.unfinished?.bytes ?? 0) + part.data.length
  if (length > MAX_CHARACTERS) return refuse(known, at, 'too-long')
  if (part.last && part.data.length < DATA_BYTES) {
    const ended = parts.length > 1 ? { part, until: at + PART_MS } : null
    return { state: { ...known, unfinished: null, ended }, out: [joined(parts, settings)] }
  }
  return {
    state: { ...known, unfinished: { parts, bytes: length, whole: part.last, until: at + PART_MS } },
    out: NOTHING,
  }
}

function contradicts({ unfinished, ended }: HidPosState, part: Part, at: number): RejectReason | null {
  const before = unfinished?.parts.at(-1)
  if (unfinished === null || before === undefined)
    return ended !== null && at < ended.until && samePart(ended.part, part) ? 'malformed' : null
  if (unfinished.whole) return 'malformed'
  if (before.layout !== part.layout || before.aim !== part.aim) return 'incomplete'
  // A report that came twice. No code repeats itself after just 56 bytes.
  return samePart(before, part) ? 'malformed' : null
}

function refuse(state: HidPosState, at: number, why: RejectReason): Step<HidPosState> {
  return { state: distrusting(state, at), out: [rejected(why)] }
}

function distrusting(state: HidPosState, at: number): HidPosState {
  return { ...state, unfinished: null, silentUntil: at + PART_MS }
}

function joined(parts: readonly Part[], settings: ReaderSettings): Decoded {
  const bytes = Buffer.concat(parts.map((part) => part.data))
  return scanOf({ text: textOf(bytes), aim: parts[0]?.aim ?? null, reports: parts.length }, settings)
}

function samePart(one: Part, other: Part): boolean {
  return one.last === other.last && one.aim === other.aim && Buffer.compare(one.data, other.data) === 0
}
