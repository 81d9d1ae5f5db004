import { closeSync, fstatSync, openSync } from 'node:fs'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { codedRow, compareRows, type CodedRow } from './coded-row.ts'
import { CsvRefused, readRecords, textBlocks } from './csv-records.ts'
import { errorCode } from './error-code.ts'
import { isReject, rowParser, type Reject } from './parse-roster-row.ts'
import { readHeader, type Header } from './roster-columns.ts'
import { refusedCsv, refusedHeader, RosterCsvRefused } from './roster-csv-refused.ts'
import type { Scratch } from './scratch.ts'

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
  const file = openInput(job.path)
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
  let bytesRead = 0
  const blocks = textBlocks(file, (bytes) => {
    bytesRead += bytes
  })
  const { header, all } = peekHeader(blocks)
  const parser = rowParser(header, job.today, job.programmes ?? null)
  const found: { line: number; row: CodedRow }[] = []
  let rowsRead = 0
  let rowsRejected = 0
  let headerPassed = false
  const reject = (line: number, why: Reject): void => {
    rowsRejected += 1
    job.rejects.add(line, why)
  }
  readRecords(all, header.delimiter, {
    record(line, fields) {
      if (!headerPassed) {
        headerPassed = true
        return
      }
      rowsRead += 1
      if (rowsRead % 20_000 === 0) job.onProgress?.({ rows: rowsRead, fraction: bytesRead / size })
      const row = parser.parse(fields)
      if (isReject(row)) reject(line, row)
      else found.push({ line, row: codedRow(row) })
    },
    badQuoting(line) {
      rowsRead += 1
      reject(line, { column: '', code: 'bad-quoting' })
    },
  })
  if (rowsRead === 0) throw new RosterCsvRefused('empty')
  found.sort((a, b) => compareRows(a.row, b.row) || a.line - b.line)
  const rows: CodedRow[] = []
  const niks = new Map<string, number>()
  const memberships = new Map<string, number>()
  for (const { line, row } of found) {
    if (rows.length > 0 && compareRows(rows.at(-1)!, row) === 0) {
      reject(line, { column: '', code: 'repeated-row' })
      continue
    }
    rows.push(row)
    niks.set(row.nik, 1)
    const membership = `${row.nik} ${row.programme}`
    memberships.set(membership, (memberships.get(membership) ?? 0) + 1)
  }
  return {
    ignoredColumns: header.ignored,
    rowsRead,
    rowsRejected,
    rows: rows.length,
    people: niks.size,
    conflicts: [...memberships.values()].filter((count) => count > 1).length,
    programmes: [...new Set(rows.map((row) => row.programme))].toSorted(),
    *each() {
      yield* rows
    },
    close: () => {},
  }
}

/** The header, and the blocks again from the first on. */
function peekHeader(blocks: Generator<string>): { header: Header; all: Iterable<string> } {
  const first = blocks.next()
  const line = first.done === true ? '' : (/^\s*(?<line>[^\n]*)/.exec(first.value)?.groups?.['line'] ?? '')
  const reading = readHeader(line)
  if (!reading.ok) throw refusedHeader(reading.refusal)
  return { header: reading.header, all: chained(first.value ?? '', blocks) }
}

function* chained(first: string, rest: Iterable<string>): Generator<string> {
  yield first
  yield* rest
}

function openInput(path: string): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw new RosterCsvRefused(errorCode(error) === 'ENOENT' ? 'file-not-found' : 'file-unreadable')
  }
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw new RosterCsvRefused('file-unreadable')
}
