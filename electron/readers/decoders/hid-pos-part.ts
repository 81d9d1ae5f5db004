import type { RejectReason } from '../../../shared/domain/reader.ts'

/** What one scanned-data report carries. */
export type Part = {
  layout: Layout
  aim: string | null
  data: Uint8Array
  /** No report says that more follows. */
  last: boolean
}

/** Where a layout has its fields, counted behind the report id. */
type Layout = {
  size: number
  /** Null: no place for an AIM identifier. */
  aimAt: number | null
  dataAt: number
  /** The maker's own code for the symbology. */
  makerAt: number | null
  /** Reserved, always zero. */
  zeros: readonly number[]
  /** Bit 0: more follows; the other bits are reserved. */
  flagsAt: number
}

export const DATA_BYTES = 56
const REPORT_ID = 0x02
const MARKER = 0x5d

/** Zebra (captured). That its flags say "more follows" is how the WebHID driver reads them; no capture has it set. */
const ZEBRA: Layout = { size: 63, aimAt: 2, dataAt: 5, makerAt: 61, zeros: [1], flagsAt: 62 }
/** The descriptor in the HID Point of Sale usage tables: nothing behind the data but the flag. */
const USAGE_TABLES: Layout = { size: 61, aimAt: 1, dataAt: 4, makerAt: null, zeros: [], flagsAt: 60 }
/** Honeywell (captured in six parts), Access-IS (their manuals), Datalogic. */
const HONEYWELL: Layout = { size: 63, aimAt: 1, dataAt: 4, makerAt: 60, zeros: [61], flagsAt: 62 }
/** Newland and makers with its engine (their manuals): the data right behind the length. */
const NEWLAND: Layout = { size: 63, aimAt: null, dataAt: 1, makerAt: 61, zeros: [57, 58, 59, 60], flagsAt: 62 }

const SIZES = { shortest: USAGE_TABLES.size, longest: HONEYWELL.size + 1 }

/** Reads a report with or without its id. A reason instead of a part when anything in it contradicts the layout. */
export function readPart(report: Uint8Array): Part | RejectReason {
  if (report.length < SIZES.shortest) return 'truncated'
  if (report.length > SIZES.longest) return 'malformed'
  // The layouts have odd sizes, so an even one has an id in front.
  const numbered = report.length % 2 === 0
  if (numbered && report[0] !== REPORT_ID) return 'malformed'
  const body = numbered ? report.subarray(1) : report

  if (body.length === USAGE_TABLES.size) return readAs(USAGE_TABLES, body)
  if (body[1] === 0 && body[2] === MARKER) return readAs(ZEBRA, body)
  if (body[1] === 0) return readAs(HONEYWELL, body)
  // A Newland scanner may be programmed to put the AIM identifier before the data; it is told by a code where Honeywell has a zero. Without
  // that code it is refused: its text would look like one of Honeywell's that lost three characters.
  return readAs(body[1] === MARKER && body[61] === 0 ? HONEYWELL : NEWLAND, body)
}

/** Of a device that numbers its reports: status, battery and the like, not a scan and not the remains of one. */
export function isOtherReport(report: Uint8Array): boolean {
  const ofScanSize = report.length >= SIZES.shortest && report.length <= SIZES.longest
  return report.length > 0 && report[0] !== REPORT_ID && !ofScanSize
}

export function hasReportId(report: Uint8Array): boolean {
  return report.length % 2 === 0
}

function readAs(layout: Layout, body: Uint8Array): Part | RejectReason {
  const length = body[0] ?? 0
  const flags = body[layout.flagsAt] ?? 0
  if (length === 0 || length > DATA_BYTES || flags > 1) return 'malformed'
  if (layout.zeros.some((at) => body[at] !== 0)) return 'malformed'
  const aim = layout.aimAt === null ? null : readAim(body.subarray(layout.aimAt, layout.aimAt + 3))
  if (aim === undefined) return 'malformed'
  // Honeywell's codes are letters. A byte of 1 here is the flag of a longer report in the shorter layout: half a scan.
  if (layout === HONEYWELL && !isLetterOrNothing(body[60] ?? 0)) return 'malformed'

  const end = layout.dataAt + length
  const data = body.subarray(layout.dataAt, end)
  if (data[length - 1] === 0) return 'truncated'
  if (data.includes(0)) return 'malformed'
  for (let at = end; at < layout.dataAt + DATA_BYTES; at++) if (body[at] !== 0) return 'malformed'
  const last = flags === 0
  if (!last && length < DATA_BYTES) return 'malformed'
  return { layout, aim, data: data.slice(), last }
}

/** Null: three zeros, a scanner that names no symbology. Undefined: neither that nor an identifier. */
function readAim(bytes: Uint8Array): string | null | undefined {
  if (bytes.every((byte) => byte === 0)) return null
  const text = String.fromCharCode(...bytes)
  return /^\][A-Za-z][0-9A-Za-z]$/.test(text) ? text : undefined
}

function isLetterOrNothing(byte: number): boolean {
  return byte === 0 || (byte >= 0x20 && byte < 0x7f)
}
