import type { LayerFile } from './build-jobs.ts'
import { openSnapshot, type SnapshotReader } from './snapshot-reader.ts'

/**
 * One version that lies in several files: a base, and over it layers that each hold everybody who changed, newest last. Answers like one
 * file of all rows.
 * @throws {OpenRefused | WrongSnapshot}
 */
export function openLayers([base, ...layers]: readonly LayerFile[]): SnapshotReader {
  if (base === undefined || layers.length > 0) throw new Error('no layers yet')
  return openSnapshot(base.path, base.key)
}
