import { closeSync, fstatSync } from 'node:fs'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { CodedRow } from './coded-row.ts'
import { countPeople, MAX_PROGRAMMES, withoutRepeats } from './count-people.ts'
import { byteBlocks, CsvRefused, recordReader } from './csv-records.ts'
import { openCsv } from './open-csv.ts'
import { packRow, unpackRow } from './packed-row.ts'
import { isReject, rowParser, type Reject } from './parse-roster-row.ts'
import { plainRowReader } from './plain-row.ts'
import { readHeader, type Header } from './roster-columns.ts'
import { refusedCsv, refusedHeader, RosterCsvRefused } from './roster-csv-refused.ts'
import { createRowSorter, type RowSorter } from './row-sorter.ts'
import type { Scratch } from './scratch.ts'

/** Of the progress; the rest is the sorting. */
const READING_SHARE = 0.85
const PROGRESS_EVERY = 20_000
const NEWLINE = 0x0a
const RETURN = 0x0d

export type RosterCsvJob = {
  path: string
  /** Decides the century of a NIK's date. */
  today: IsoDate
  /** Rows of other programmes stay out; without it, rows of any programme go in. */
  programmes?: readonly string[]
  /** Hears of each row that stays out, for example a `RejectsFile`. Repeated rows come last. */
  rejects: { add(line: number, reject: Reject): void }
  /** Called at most once, when the rows are too many to be sorted in memory. Closed with what `readRosterCsv` returns. */
  openScratch(): Scratch
  /** What is sorted in memory; smaller only in tests. */
  runBytes?: number
  /** `fraction`, 0 to 1, is of the reading as a whole. */
  onProgress?(progress: { rows: number; fraction: number }): void
}

/** The good rows of an issuer's CSV. To be closed. */
export type SortedRoster = {
  /** Names of columns that nobody asked for. */
  ignoredColumns: string[]
  rowsRead: number
  /** Repeated rows included. */
  rowsRejected: number
  /** As many as `each` gives. */
  rows: number
  /** Different NIKs. */
  people: number
  /** NIKs with rows in one programme that contradict each other; all of these rows stay in. Counted per programme. */
  conflicts: number
  /** Ascending. */
  programmes: string[]
  /** The rows in the order of `compareRows`, none of them twice. As often as wanted, from the start each time. */
  each(): Generator<CodedRow, void, void>
  close(): void
}

/**
 * Reads, checks and sorts a roster CSV of any size in bounded memory. The same rows in any order give the same rows. Blocks the thread:
 * for workers and commands. @throws {RosterCsvRefused} and the errors of a full disk; nothing is left open then
 */
export function readRosterCsv(job: RosterCsvJob): SortedRoster {
  const file = openCsv(job.path)
  try {
    return readOpenFile(job, file)
  } catch (error) {
    throw error instanceof CsvRefused ? refusedCsv(error) : error
  } finally {
    closeSync(file)
  }
}

function readOpenFile(job: RosterCsvJob, file: number): SortedRoster {
  const size = Math.max(1, fstatSync(file).size)
  const programmes = programmeNumbers()
  const sorter = createRowSorter({
    programmes: programmes.codes,
    // A packed row is at most half as long again as its line.
    expectedBytes: size * 2,
    runBytes: job.runBytes,
    openScratch: job.openScratch,
  })
  try {
    const read = readRows(job, file, size, sorter, programmes)
    const sorted = sorter.finish()
    let repeated = 0
    const counts = countPeople(
      withoutRepeats(sorted.places(), (line) => {
        repeated += 1
        job.rejects.add(line, { column: '', code: 'repeated-row' })
      }),
      read.rowsAccepted,
    )
    job.onProgress?.({ rows: read.rowsRead, fraction: 1 })
    return {
      ignoredColumns: read.header.ignored,
      rowsRead: read.rowsRead,
      rowsRejected: read.rowsRead - read.rowsAccepted + repeated,
      ...counts,
      programmes: programmes.codes.toSorted(),
      *each() {
        for (const { rows, at } of withoutRepeats(sorted.places(), () => {})) {
          yield unpackRow(rows, at, programmes.codes)
        }
      },
      close: sorted.close,
    }
  } catch (error) {
    sorter.close()
    throw error
  }
}

type Read = { header: Header; rowsRead: number; rowsAccepted: number }

function readRows(
  job: RosterCsvJob,
  file: number,
  size: number,
  sorter: RowSorter,
  programmes: ProgrammeNumbers,
): Read {
  let bytesRead = 0
  const blocks = byteBlocks(file, (bytes) => {
    bytesRead += bytes
  })
  const { header, all } = peekHeader(blocks)
  const lines = lineReader(job, header, sorter, programmes, (rows) =>
    job.onProgress?.({ rows, fraction: (READING_SHARE * bytesRead) / size }),
  )
  for (const block of all) {
    for (const { from, end, next } of linesOf(block)) lines.read(block, from, end, next)
  }
  const read = { header, ...lines.end() }
  if (read.rowsRead === 0) throw new RosterCsvRefused('empty')
  return read
}

type LineReader = {
  read(block: Buffer, from: number, end: number, next: number): void
  end(): { rowsRead: number; rowsAccepted: number }
}

function lineReader(
  job: RosterCsvJob,
  header: Header,
  sorter: RowSorter,
  programmes: ProgrammeNumbers,
  onRows: (rows: number) => void,
): LineReader {
  const parser = rowParser(header, job.today, job.programmes ?? null)
  const plain = plainRowReader(header, { isNikDate: parser.isNikDate, programmes: programmes.codes })
  let headerPassed = false
  let rowsRead = 0
  let rowsAccepted = 0
  const began = (): void => {
    rowsRead += 1
    if (rowsRead % PROGRESS_EVERY === 0) onRows(rowsRead)
  }
  const accept = (end: number): void => {
    sorter.added(end)
    rowsAccepted += 1
  }
  const records = recordReader(header.delimiter, {
    record(line, fields) {
      if (!headerPassed) {
        headerPassed = true
        return
      }
      began()
      const row = parser.parse(fields)
      if (isReject(row)) {
        job.rejects.add(line, row)
        return
      }
      const { rows, at } = sorter.next()
      accept(packRow(rows, at, line, row, programmes.numberOf(row.programme, line)))
    },
    badQuoting(line) {
      began()
      job.rejects.add(line, { column: '', code: 'bad-quoting' })
    },
  })
  const readPlain = (block: Buffer, from: number, end: number): boolean => {
    if (!headerPassed || records.isOpen()) return false
    const { rows, at } = sorter.next()
    const rowEnd = plain.pack(block, from, end, rows, at, records.lines() + 1)
    if (rowEnd === 0) return false
    began()
    accept(rowEnd)
    records.passLine()
    return true
  }
  return {
    read(block, from, end, next) {
      if (!readPlain(block, from, end)) records.read(block.toString('utf8', from, next))
    },
    end() {
      records.end()
      return { rowsRead, rowsAccepted }
    },
  }
}

/** Where each line begins, where it ends without its line end, and where the next one begins. */
function* linesOf(block: Buffer): Generator<{ from: number; end: number; next: number }, void, void> {
  for (let from = 0; from < block.length;) {
    const newline = block.indexOf(NEWLINE, from)
    const next = newline < 0 ? block.length : newline + 1
    const end = newline < 0 ? next : newline
    yield { from, end: newline > from && block[newline - 1] === RETURN ? end - 1 : end, next }
    from = next
  }
}

type ProgrammeNumbers = { codes: string[]; numberOf(code: string, line: number): number }

function programmeNumbers(): ProgrammeNumbers {
  const codes: string[] = []
  const numbers = new Map<string, number>()
  return {
    codes,
    numberOf(code, line) {
      const known = numbers.get(code)
      if (known !== undefined) return known
      // So many programmes are another column under the wrong name.
      if (codes.length === MAX_PROGRAMMES) throw new RosterCsvRefused('malformed-csv', { line })
      numbers.set(code, codes.length)
      return codes.push(code) - 1
    },
  }
}

/** The header, and the blocks again from the first on. */
function peekHeader(blocks: Generator<Buffer>): { header: Header; all: Iterable<Buffer> } {
  const first = blocks.next()
  const text = first.done === true ? '' : first.value.toString('utf8')
  const reading = readHeader(/^\s*(?<line>[^\n]*)/.exec(text)?.groups?.['line'] ?? '')
  if (!reading.ok) throw refusedHeader(reading.refusal)
  return { header: reading.header, all: chained(first.value ?? Buffer.alloc(0), blocks) }
}

function* chained(first: Buffer, rest: Iterable<Buffer>): Generator<Buffer> {
  yield first
  yield* rest
}
