import type { MaskedReading, TestEvent } from '../../../shared/contract/readers.ts'
import type { ReaderId, RejectReason } from '../../../shared/domain/reader.ts'
import type { CardReading } from '../../../shared/domain/reading.ts'

type Told = Extract<TestEvent, { kind: 'meaning' }>

/** Reports as they came: in hex, and when (ms of the page's clock). */
export type Reports = { hex: readonly string[]; times: readonly number[] }

/** How a keyboard scanner typed. `msPerKey` null: too few keys to tell. */
export type Typed = { keys: number; msPerKey: number | null }

/** What is said of a reading; the core's masked one and the page's own are alike in it. */
export type Readable = MaskedReading | CardReading

/** One scan as "scan anything" shows it. */
export type Heard = {
  key: number
  /** Ms of the page's clock. */
  at: number
  /** Null: a keyboard scanner, which has no name; empty: a reader that nobody has named, nor it itself. */
  readerName: string | null
  what: { kind: 'read'; text: string; reading: Readable } | { kind: 'rejected'; why: RejectReason }
  aim: string | null
  uid: Told['uid']
  reports: Reports | null
  reportCount: number
  msSinceReport: number | null
  typed: Typed | null
}

export type Hearing = {
  /** Latest first. */
  heard: readonly Heard[]
  /** Reports that have become nothing so far. */
  pending: ReadonlyMap<ReaderId, { readerName: string; reports: Reports }>
  nextKey: number
}

export const NOTHING_HEARD: Hearing = { heard: [], pending: new Map(), nextKey: 1 }

const KEPT = 6
/** A device that sends without end must not fill the page. */
const KEPT_REPORTS = 64

export type WedgeScan = { text: string; reading: CardReading; typed: Typed | null }

/** Takes in what the core told at `at`. Pure. */
export function hear(before: Hearing, told: TestEvent, at: number): Hearing {
  if (told.kind === 'meaning') {
    const { reader, readerName, text, reading, aim, uid, reports, msSinceReport } = told
    return add(before, reader, {
      at,
      readerName: reader === null ? null : nameOrNone(readerName, reader),
      what: { kind: 'read', text, reading },
      aim,
      uid,
      reportCount: reports,
      msSinceReport: reader === null ? null : msSinceReport,
      typed: null,
    })
  }
  const { event } = told
  const readerName = nameOrNone(told.readerName, 'reader' in event ? event.reader : null)
  switch (event.kind) {
    case 'report':
      return withReport(before, event.reader, readerName, event.bytes, at)
    case 'rejected':
      return add(before, event.reader, {
        at,
        readerName,
        what: { kind: 'rejected', why: event.why },
        aim: null,
        uid: null,
        reportCount: before.pending.get(event.reader)?.reports.hex.length ?? 0,
        msSinceReport: null,
        typed: null,
      })
    case 'closed':
      return { ...before, pending: without(before.pending, event.reader) }
    default:
      return before
  }
}

/** A burst of a keyboard scanner, seen by the page itself. */
export function hearWedge(before: Hearing, { text, reading, typed }: WedgeScan, at: number): Hearing {
  return add(before, null, {
    at,
    readerName: null,
    what: { kind: 'read', text, reading },
    aim: null,
    uid: null,
    reportCount: 0,
    msSinceReport: null,
    typed,
  })
}

/** The core calls a reader without a name by its id. */
function nameOrNone(readerName: string, reader: ReaderId | null): string {
  return readerName === reader ? '' : readerName
}

function withReport(before: Hearing, reader: ReaderId, readerName: string, hex: string, at: number): Hearing {
  const known = before.pending.get(reader)?.reports
  const reports = {
    hex: [...(known?.hex ?? []), hex].slice(-KEPT_REPORTS),
    times: [...(known?.times ?? []), at].slice(-KEPT_REPORTS),
  }
  return { ...before, pending: new Map(before.pending).set(reader, { readerName, reports }) }
}

function add(before: Hearing, reader: ReaderId | null, one: Omit<Heard, 'key' | 'reports'>): Hearing {
  const came = reader === null ? undefined : before.pending.get(reader)?.reports
  const reports = came === undefined ? null : lastOf(came, one.reportCount)
  return {
    heard: [{ ...one, key: before.nextKey, reports }, ...before.heard].slice(0, KEPT),
    pending: reader === null ? before.pending : without(before.pending, reader),
    nextKey: before.nextKey + 1,
  }
}

/** What came before, and became nothing, is not the scan's. */
function lastOf({ hex, times }: Reports, count: number): Reports {
  const from = Math.max(0, hex.length - Math.max(1, count))
  return { hex: hex.slice(from), times: times.slice(from) }
}

function without<V>(map: ReadonlyMap<ReaderId, V>, reader: ReaderId): ReadonlyMap<ReaderId, V> {
  const rest = new Map(map)
  rest.delete(reader)
  return rest
}
