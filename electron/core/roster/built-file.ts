import { closeSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { rosterRow, type CodedRow } from '../../roster-files/coded-row.ts'
import { assertEncrypted } from '../db/open-database.ts'
import { syncFolder } from '../sync-folder.ts'
import type { BuiltLayer, FileToBuild, LayerFile } from './build-jobs.ts'
import { fileSha256 } from './file-sha256.ts'
import { openLayers } from './layered-reader.ts'
import { buildingFile, fileIdOf } from './roster-file-names.ts'
import { openSnapshotFile } from './snapshot-file.ts'
import type { RowCounts } from './snapshot-writer.ts'

/** Where a file stands until it is whole. */
export function buildingPath(rosterDir: string, { file }: FileToBuild): string {
  return join(rosterDir, buildingFile(fileIdOf(file) ?? ''))
}

/** Gives a file that was built its name, whole and synced. No version names it yet. */
export function settleFile(rosterDir: string, build: FileToBuild): BuiltLayer {
  const building = buildingPath(rosterDir, build)
  const file = openSync(building, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  const built = { file: build.file, bytes: statSync(building).size, sha256: fileSha256(building) }
  renameSync(building, join(rosterDir, build.file))
  syncFolder(rosterDir)
  return built
}

/**
 * Reads the newest file of a version the way the desk will: every page by its tag, the facts, and some people whole, over all layers.
 * @throws when it is not what was built
 */
export function checkBuilt(
  layers: readonly LayerFile[],
  expected: RowCounts & { version: string },
  sample: RowSample,
): void {
  const newest = layers.at(-1)
  if (newest === undefined) throw new Error('a version has at least one file')
  assertEncrypted(newest.path)
  const file = openSnapshotFile(newest.path, newest.key)
  try {
    const { version, people, rows, conflicts } = file.facts
    const right = people === expected.people && rows === expected.rows && conflicts === expected.conflicts
    if (!right || version !== expected.version || !file.isWhole()) throw new Error('new roster file is not whole')
  } finally {
    file.close()
  }
  const reader = openLayers(layers)
  try {
    for (const text of sample.rows()) {
      const row = rosterRow(JSON.parse(text) as CodedRow)
      const found = reader.find({ kind: 'nik', value: row.nik }).flatMap((person) => person.rows)
      const wanted = JSON.stringify(row)
      if (!found.some((one) => JSON.stringify(one) === wanted)) throw new Error('new roster file answers wrongly')
    }
  } finally {
    reader.close()
  }
}

/** Some rows spread over the whole file, as text: a row itself would keep the block of input alive that it was cut from. */
export type RowSample = { add(row: CodedRow): void; rows(): readonly string[] }

const SAMPLE_SIZE = 256

export function rowSample(): RowSample {
  let rows: string[] = []
  let seen = 0
  let every = 1
  return {
    add(row) {
      if (seen % every === 0) {
        if (rows.length === SAMPLE_SIZE) {
          rows = rows.filter((_, index) => index % 2 === 0)
          every *= 2
        }
        if (seen % every === 0) rows.push(JSON.stringify(row))
      }
      seen += 1
    },
    rows: () => rows,
  }
}
