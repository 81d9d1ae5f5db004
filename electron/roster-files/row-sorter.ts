import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { mergeRuns, type Run } from './merge-runs.ts'
import { comparePacked, MAX_ROW_BYTES, packedRows, TEXT_WORD, WORD, type PackedRows, type Place } from './packed-row.ts'
import type { Scratch } from './scratch.ts'
import { sortedStarts } from './sort-starts.ts'

/** What a run takes in memory before it is sorted and put aside. */
const RUN_BYTES = 32 << 20
/** What lies in one part of a run: about a quarter of it when compressed. */
const PART_BYTES = 1 << 20
// In one piece: zlib's own pieces of 16 KB would be put together again, part by part.
const IN_ONE_PIECE = { chunkSize: PART_BYTES + MAX_ROW_BYTES }
const FAST = { ...IN_ONE_PIECE, params: { [constants.ZSTD_c_compressionLevel]: 1 } }

const NO_ROWS = packedRows(new Uint8Array(0))

export type RowSorter = {
  /** Where a row is to be written next; there is room for one. */
  next(): { rows: PackedRows; at: number }
  /** A row stands there now, and ends before `end`. */
  added(end: number): void
  /** Nothing is added any more. */
  finish(): SortedRows
  close(): void
}

/** To be closed. */
export type SortedRows = {
  /** All rows in the order of `comparePacked`, as often as wanted. A place holds until the next one is asked for; its `rows` stay. */
  places(): Generator<Place, void, void>
  close(): void
}

export type RowSorterOptions = {
  /** Grows: its places are what the rows hold. */
  programmes: readonly string[]
  /** Hardly less than all rows take: a small roster gets little memory. */
  expectedBytes: number
  runBytes?: number | undefined
  openScratch(): Scratch
}

/** Sorts packed rows: in memory, or where they do not fit by sorted runs that are put aside and merged. */
export function createRowSorter({ programmes, expectedBytes, runBytes, openScratch }: RowSorterOptions): RowSorter {
  const words = Math.ceil(Math.max(2 * MAX_ROW_BYTES, Math.min(runBytes ?? RUN_BYTES, expectedBytes)) / 4)
  let rows = packedRows(new Uint8Array(words * 4))
  const starts = new Uint32Array(Math.ceil(words / TEXT_WORD))
  let count = 0
  let end = 0
  let runs = 0
  let scratch: Scratch | null = null

  const sort = (): Uint32Array =>
    sortedStarts(rows, starts.slice(0, count), (a, b) => comparePacked(rows, a, rows, b, programmes) <= 0)
  const putAside = (): void => {
    scratch ??= openScratch()
    let part = 0
    for (const bytes of inParts(rows, sort())) scratch.put(runs, part++, zstdCompressSync(bytes, FAST))
    runs += 1
    count = 0
    end = 0
  }
  const close = (): void => {
    scratch?.close()
    scratch = null
  }
  return {
    next() {
      if ((words - end) * 4 < MAX_ROW_BYTES) putAside()
      return { rows, at: end }
    },
    added(to) {
      starts[count] = end
      count += 1
      end = to
    },
    finish() {
      if (scratch === null) return { places: inMemory(rows, sort()), close }
      if (count > 0) putAside()
      rows = NO_ROWS
      return { places: fromScratch(scratch, runs, programmes), close }
    },
    close,
  }
}

function inMemory(rows: PackedRows, starts: Uint32Array): SortedRows['places'] {
  return function* places() {
    const place = { rows, at: 0 }
    for (const at of starts) {
      place.at = at
      yield place
    }
  }
}

function fromScratch(scratch: Scratch, count: number, programmes: readonly string[]): SortedRows['places'] {
  const precedes = (a: Place, b: Place): boolean => comparePacked(a.rows, a.at, b.rows, b.at, programmes) <= 0
  return () =>
    mergeRuns(
      Array.from({ length: count }, (_, run) => runFrom(scratch, run)),
      precedes,
    )
}

function runFrom(scratch: Scratch, run: number): Run {
  let part = 0
  const load = (): PackedRows | null => {
    const bytes = scratch.get(run, part)
    part += 1
    return bytes === null ? null : packedRows(zstdDecompressSync(bytes, IN_ONE_PIECE))
  }
  const first = load()
  if (first === null) throw new Error('a run has no rows')
  return {
    rows: first,
    at: 0,
    advance() {
      this.at += this.rows.words[this.at + WORD.size]!
      if (this.at < this.rows.words.length) return true
      const rows = load()
      if (rows === null) return false
      this.rows = rows
      this.at = 0
      return true
    },
  }
}

/** The rows from `starts` one behind the other, some at a time. What is yielded holds until the next is asked for. */
function* inParts({ words }: PackedRows, starts: Uint32Array): Generator<Uint8Array, void, void> {
  const part = new Int32Array((PART_BYTES + MAX_ROW_BYTES) / 4)
  let end = 0
  for (const start of starts) {
    const size = words[start + WORD.size]!
    for (let word = 0; word < size; word += 1) part[end + word] = words[start + word]!
    end += size
    if (end * 4 < PART_BYTES) continue
    yield new Uint8Array(part.buffer, 0, end * 4)
    end = 0
  }
  if (end > 0) yield new Uint8Array(part.buffer, 0, end * 4)
}
