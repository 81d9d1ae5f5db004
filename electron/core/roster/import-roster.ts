import { closeSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { IsoDate, IsoInstant } from '../../../shared/domain/dates.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { ImportProgress, ImportRefusal, ImportReport } from '../../../shared/domain/roster-state.ts'
import { assertEncrypted } from '../db/open-database.ts'
import { CsvRefused, readRecords, textBlocks } from '../../roster-files/csv-records.ts'
import { fileSha256 } from './file-sha256.ts'
import { isReject, rowParser } from '../../roster-files/parse-roster-row.ts'
import { errorCode } from '../../roster-files/error-code.ts'
import { removeLeftovers, writePointer, type SnapshotEntry } from './pointer-file.ts'
import { rejectsFile, type RejectsFile } from '../../roster-files/rejects-file.ts'
import { noteReplaced } from './replaced-file.ts'
import { readHeader, type Header, type HeaderRefusal } from '../../roster-files/roster-columns.ts'
import type { ImportOutcome } from './roster.ts'
import { syncFolder } from '../sync-folder.ts'
import { openSnapshot } from './snapshot-reader.ts'
import { openSnapshotWriter, type SettledCounts, type SnapshotWriter } from './snapshot-writer.ts'

export type ImportJob = {
  input: string
  rosterDir: string
  rejectsFallbackDir: string
  version: string
  asOf: IsoDate
  importedAt: IsoInstant
  key: Buffer
  maxRejectedShare: number
  maxShrinkShare: number
  /** The version that serves now: kept as the previous one, and the measure of shrinking. */
  serving: SnapshotEntry | null
}

export type OnProgress = (progress: ImportProgress) => void

/** Share of the whole at which each stage ends; measured at a million rows. */
const STAGE_END = { reading: 0.65, indexing: 0.82, checking: 0.96, installing: 1 } as const

class Refused extends Error {
  readonly refusal: ImportRefusal
  constructor(code: ImportRefusal['code'], detail: ImportRefusal['detail'] = {}) {
    super(`import refused: ${code}`)
    this.refusal = { code, detail }
  }
}

/**
 * Builds the next roster file aside, checks it and makes it current. Runs in a worker thread, under the import lock. Whatever happens
 * before the last rename, the roster that serves stays as it is. Errors other than refusals are thrown.
 */
export function importRoster(job: ImportJob, onProgress: OnProgress): ImportOutcome {
  const building = join(job.rosterDir, `building-${job.version}.db`)
  try {
    removeLeftovers(job.rosterDir)
    return { kind: 'done', report: build(job, building, onProgress) }
  } catch (error) {
    rmSync(building, { force: true })
    if (error instanceof Refused) return { kind: 'refused', refusal: error.refusal }
    if (error instanceof CsvRefused) return { kind: 'refused', refusal: refusalOfCsv(error) }
    if (isDiskFull(error)) return { kind: 'refused', refusal: { code: 'disk-full', detail: {} } }
    throw error
  }
}

function build(job: ImportJob, building: string, onProgress: OnProgress): ImportReport {
  const startedAt = performance.now()
  const input = openInput(job.input)
  const rejects = rejectsFile(job.input, job.rejectsFallbackDir)
  let writer: SnapshotWriter | null = null
  let tally: Tally
  let counts: SettledCounts
  let rejectsPath: string | null = null
  try {
    try {
      writer = openSnapshotWriter(building, job.key)
      tally = readRows(job, input, writer, rejects, onProgress)
      writer.buildIndexes((done, all) => onProgress(at('indexing', done / all, tally.read)))
      counts = writer.settleRepeats()
      for (const line of counts.repeatedLines) rejects.add(line, { column: '', code: 'repeated-row' })
    } finally {
      closeSync(input)
      rejectsPath = rejects.close()
    }
    tally.rejected += counts.repeatedLines.length
    refuseIfWorse(job, tally, counts.rows, rejectsPath)
    writer.finish(job.version, job.asOf, counts)
  } finally {
    writer?.close()
  }
  onProgress(at('checking', 0, tally.read))
  check(job, building, counts, tally.sample)
  onProgress(at('installing', 0, tally.read))
  install(job, building, counts)
  onProgress(at('installing', 1, tally.read))
  return {
    version: job.version,
    asOf: job.asOf,
    rowsRead: tally.read,
    rowsAccepted: counts.rows,
    rowsRejected: tally.rejected,
    conflicts: counts.conflicts,
    people: counts.people,
    ignoredColumns: tally.header.ignored,
    rejectsFile: rejectsPath,
    seconds: Math.round((performance.now() - startedAt) / 10) / 100,
  }
}

type Tally = { header: Header; read: number; rejected: number; sample: Sample }

function readRows(
  job: ImportJob,
  input: number,
  writer: SnapshotWriter,
  rejects: RejectsFile,
  onProgress: OnProgress,
): Tally {
  const size = Math.max(1, fstatSync(input).size)
  let bytesRead = 0
  const blocks = textBlocks(input, (bytes) => {
    bytesRead += bytes
  })
  const { header, all } = peekHeader(blocks)
  const parser = rowParser(header, job.asOf)
  const tally: Tally = { header, read: 0, rejected: 0, sample: emptySample() }
  let headerPassed = false
  readRecords(all, header.delimiter, {
    record(line, fields) {
      if (!headerPassed) {
        headerPassed = true
        return
      }
      tally.read += 1
      if (tally.read % 20_000 === 0) onProgress(at('reading', bytesRead / size, tally.read))
      const row = parser.parse(fields)
      if (isReject(row)) {
        tally.rejected += 1
        rejects.add(line, row)
        return
      }
      writer.insert(line, row)
      addToSample(tally.sample, row)
    },
    badQuoting(line) {
      tally.read += 1
      tally.rejected += 1
      rejects.add(line, { column: '', code: 'bad-quoting' })
    },
  })
  if (tally.read === 0) throw new Refused('empty')
  return tally
}

/** The header, and the blocks again from the first on. */
function peekHeader(blocks: Generator<string>): { header: Header; all: Iterable<string> } {
  const first = blocks.next()
  const line = first.done === true ? '' : (/^\s*(?<line>[^\n]*)/.exec(first.value)?.groups?.['line'] ?? '')
  const reading = readHeader(line)
  if (!reading.ok) throw refusalOfHeader(reading.refusal)
  return { header: reading.header, all: chained(first.value ?? '', blocks) }
}

function* chained(first: string, rest: Iterable<string>): Generator<string> {
  yield first
  yield* rest
}

function refuseIfWorse(job: ImportJob, tally: Tally, rows: number, rejectsPath: string | null): void {
  if (tally.rejected > tally.read * job.maxRejectedShare) {
    throw new Refused('too-many-rejects', {
      rejected: tally.rejected,
      read: tally.read,
      percent: percent(tally.rejected / tally.read),
      limitPercent: percent(job.maxRejectedShare),
      rejectsFile: rejectsPath ?? '',
    })
  }
  const before = job.serving?.rows ?? 0
  if (rows < before * (1 - job.maxShrinkShare)) {
    throw new Refused('shrinks-too-much', {
      rows,
      rowsBefore: before,
      percent: percent(1 - rows / before),
      limitPercent: percent(job.maxShrinkShare),
    })
  }
}

/** Reads the finished file the way the desk will: every page by its tag, the counts, and some people whole. */
function check(job: ImportJob, path: string, counts: SettledCounts, sample: Sample): void {
  assertEncrypted(path)
  const reader = openSnapshot(path, job.key)
  try {
    const { facts } = reader
    const rightCounts = facts.people === counts.people && facts.rows === counts.rows
    if (!rightCounts || facts.version !== job.version || !reader.isWhole())
      throw new Error('new roster file is not whole')
    for (const text of sample.rows) {
      const row = JSON.parse(text) as RosterRow
      const found = reader.find({ kind: 'nik', value: row.nik }).flatMap((person) => person.rows)
      if (!found.some((one) => JSON.stringify(one) === text)) throw new Error('new roster file answers wrongly')
    }
  } finally {
    reader.close()
  }
}

function install(job: ImportJob, building: string, counts: SettledCounts): void {
  const file = openSync(building, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  const entry: SnapshotEntry = {
    version: job.version,
    asOf: job.asOf,
    importedAt: job.importedAt,
    people: counts.people,
    rows: counts.rows,
    conflicts: counts.conflicts,
    file: `roster-${job.version}.db`,
    bytes: statSync(building).size,
    sha256: fileSha256(building),
  }
  renameSync(building, join(job.rosterDir, entry.file))
  syncFolder(job.rosterDir)
  if (job.serving !== null) noteReplaced(job.rosterDir, job.serving, job.importedAt)
  writePointer(job.rosterDir, { format: 1, current: entry, previous: job.serving })
}

function openInput(path: string): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw new Refused(errorCode(error) === 'ENOENT' ? 'file-not-found' : 'file-unreadable')
  }
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw new Refused('file-unreadable')
}

function refusalOfHeader(refusal: HeaderRefusal): Refused {
  if (refusal.code === 'no-header') return new Refused('no-header')
  const columns = refusal.columns.join(', ')
  return refusal.code === 'column-missing'
    ? new Refused('column-missing', { columns })
    : new Refused('malformed-csv', { line: 1, columnsTwice: columns })
}

function refusalOfCsv(error: CsvRefused): ImportRefusal {
  return { code: error.code === 'not-utf8' ? 'not-utf8' : 'malformed-csv', detail: { line: error.line } }
}

function isDiskFull(error: unknown): boolean {
  return ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(errorCode(error))
}

function percent(share: number): number {
  return Math.round(share * 10_000) / 100
}

function at(stage: ImportProgress['stage'], part: number, rows: number): ImportProgress {
  const order = ['reading', 'indexing', 'checking', 'installing'] as const
  const before = order[order.indexOf(stage) - 1]
  const from = before === undefined ? 0 : STAGE_END[before]
  return { stage, rows, fraction: from + (STAGE_END[stage] - from) * Math.min(1, part) }
}

/** Some rows spread over the whole file, as text: a row itself would keep the block of input alive that it was cut from. */
type Sample = { rows: string[]; seen: number; every: number }

const SAMPLE_SIZE = 256

function emptySample(): Sample {
  return { rows: [], seen: 0, every: 1 }
}

function addToSample(sample: Sample, row: RosterRow): void {
  if (sample.seen % sample.every === 0) {
    if (sample.rows.length === SAMPLE_SIZE) {
      sample.rows = sample.rows.filter((_, index) => index % 2 === 0)
      sample.every *= 2
    }
    if (sample.seen % sample.every === 0) sample.rows.push(JSON.stringify(row))
  }
  sample.seen += 1
}
