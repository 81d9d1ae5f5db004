import { speaksFor } from './layered-reader.ts'
import type { SnapshotFile } from './snapshot-file.ts'
import { conflictsIn, type RowCounts } from './snapshot-writer.ts'

/** What a version holds once a layer lies over it: what it held, without what it said of these people, with what the layer says. */
export function countsAfter(
  before: RowCounts,
  files: readonly SnapshotFile[],
  overridden: Iterable<string>,
  layer: RowCounts,
): RowCounts {
  let { people, rows, conflicts } = before
  for (const nik of overridden) {
    const file = speaksFor(files, nik)
    const ids = file.idsByNik(nik)
    if (ids.length === 0) continue
    people -= 1
    rows -= ids.length
    if (ids.length > 1) conflicts -= conflictsIn(ids.map((id) => file.programme(id)))
  }
  return { people: people + layer.people, rows: rows + layer.rows, conflicts: conflicts + layer.conflicts }
}
