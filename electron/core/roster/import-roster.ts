import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportProgress, ImportRefusal, ImportReport } from '../../../shared/domain/roster-state.ts'
import { errorCode } from '../../roster-files/error-code.ts'
import { readRosterCsv, type SortedRoster } from '../../roster-files/read-roster-csv.ts'
import { rejectsFile, type RejectsFile } from '../../roster-files/rejects-file.ts'
import { RosterCsvRefused } from '../../roster-files/roster-csv-refused.ts'
import { openScratchFile } from '../db/scratch-file.ts'
import type { ImportJob, Install } from './build-jobs.ts'
import { buildingPath, checkBuilt, rowSample, settleFile, type RowSample } from './built-file.ts'
import { removeLeftovers } from './roster-folder.ts'
import type { ImportOutcome } from './roster.ts'
import { openSnapshotWriter, type RowCounts } from './snapshot-writer.ts'

export type OnImportProgress = (progress: ImportProgress) => void

/** Share of the whole at which each stage ends; measured at a million rows. */
const STAGE_END = { reading: 0.55, indexing: 0.85, checking: 0.96, installing: 1 } as const
/** Of `indexing`, which begins with writing the rows in order. */
const WRITING_SHARE = 0.7
const PROGRESS_EVERY = 20_000

class Refused extends Error {
  readonly refusal: ImportRefusal
  constructor(code: ImportRefusal['code'], detail: ImportRefusal['detail'] = {}) {
    super(`import refused: ${code}`)
    this.refusal = { code, detail }
  }
}

/**
 * Builds the next roster file aside, checks it and makes it current. Runs in a worker thread, under the import lock. Whatever happens
 * before `install` has returned, the roster that serves stays as it is. Errors other than refusals are thrown.
 */
export function importRoster(job: ImportJob, install: Install, onProgress: OnImportProgress): ImportOutcome {
  const building = buildingPath(job.target.rosterDir, job.build)
  try {
    removeLeftovers(job.target.rosterDir)
    return { kind: 'done', report: build(job, building, install, onProgress) }
  } catch (error) {
    rmSync(building, { force: true })
    if (error instanceof Refused || error instanceof RosterCsvRefused)
      return { kind: 'refused', refusal: error.refusal }
    if (isDiskFull(error)) return { kind: 'refused', refusal: { code: 'disk-full', detail: {} } }
    throw error
  }
}

function build(job: ImportJob, building: string, install: Install, onProgress: OnImportProgress): ImportReport {
  const startedAt = performance.now()
  const { rosterDir } = job.target
  const rejects = rejectsFile(job.input, job.rejectsFallbackDir)
  const { sorted, rejectsPath } = readRows(job, rejects, onProgress)
  const sample = rowSample()
  const { rowsRead, rowsRejected, ignoredColumns, programmes } = sorted
  let counts: RowCounts
  try {
    refuseIfWorse(job, sorted, rejectsPath)
    counts = writeRows(job, building, sorted, sample, onProgress)
  } finally {
    sorted.close()
  }
  onProgress(at('checking', 0, rowsRead))
  checkBuilt([{ path: building, key: job.build.key }], { ...counts, version: job.version }, sample)
  onProgress(at('installing', 0, rowsRead))
  const layers = [settleFile(rosterDir, job.build)]
  install({ version: job.version, asOf: job.asOf, ...counts, programmes, layers })
  onProgress(at('installing', 1, rowsRead))
  return {
    version: job.version,
    asOf: job.asOf,
    rowsRead,
    rowsAccepted: counts.rows,
    rowsRejected,
    conflicts: counts.conflicts,
    people: counts.people,
    ignoredColumns,
    rejectsFile: rejectsPath,
    seconds: Math.round((performance.now() - startedAt) / 10) / 100,
  }
}

function readRows(
  job: ImportJob,
  rejects: RejectsFile,
  onProgress: OnImportProgress,
): { sorted: SortedRoster; rejectsPath: string | null } {
  let sorted: SortedRoster
  try {
    sorted = readRosterCsv({
      path: job.input,
      today: job.asOf,
      rejects,
      openScratch: () => openScratchFile(join(job.target.rosterDir, 'building-0.scratch')),
      onProgress: ({ rows, fraction }) => onProgress(at('reading', fraction, rows)),
    })
  } catch (error) {
    rejects.close()
    throw error
  }
  try {
    return { sorted, rejectsPath: rejects.close() }
  } catch (error) {
    sorted.close()
    throw error
  }
}

function writeRows(
  job: ImportJob,
  building: string,
  sorted: SortedRoster,
  sample: RowSample,
  onProgress: OnImportProgress,
): RowCounts {
  const writer = openSnapshotWriter(building, job.build.key, sorted.rows)
  try {
    let written = 0
    for (const row of sorted.each()) {
      writer.add(row)
      sample.add(row)
      written += 1
      if (written % PROGRESS_EVERY === 0)
        onProgress(at('indexing', (written / sorted.rows) * WRITING_SHARE, sorted.rowsRead))
    }
    sorted.close()
    const counts = writer.index((part) =>
      onProgress(at('indexing', WRITING_SHARE + part * (1 - WRITING_SHARE), sorted.rowsRead)),
    )
    if (counts.rows !== sorted.rows || counts.people !== sorted.people || counts.conflicts !== sorted.conflicts)
      throw new Error('new roster file does not hold what was read')
    writer.finish(job.version, job.asOf, counts)
    return { people: counts.people, rows: counts.rows, conflicts: counts.conflicts }
  } finally {
    writer.close()
  }
}

function refuseIfWorse(job: ImportJob, sorted: SortedRoster, rejectsPath: string | null): void {
  const { rowsRead, rowsRejected, rows } = sorted
  if (rowsRejected > rowsRead * job.maxRejectedShare) {
    throw new Refused('too-many-rejects', {
      rejected: rowsRejected,
      read: rowsRead,
      percent: percent(rowsRejected / rowsRead),
      limitPercent: percent(job.maxRejectedShare),
      rejectsFile: rejectsPath ?? '',
    })
  }
  const before = job.rowsBefore
  if (rows < before * (1 - job.maxShrinkShare)) {
    throw new Refused('shrinks-too-much', {
      rows,
      rowsBefore: before,
      percent: percent(1 - rows / before),
      limitPercent: percent(job.maxShrinkShare),
    })
  }
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
