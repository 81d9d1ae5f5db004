import { readPointer, writePointer, type LayerFile, type SnapshotEntry } from './pointer-file.ts'
import { noteInstalled, noteLayers } from './replaced-file.ts'
import { removeLeftovers } from './roster-folder.ts'

/**
 * Makes `entry` the current version of its source; `serving`, which served until now, is kept to fall back on. Its files lie complete and
 * synced in `rosterDir`. Under the import lock. Other sources stay as they are; after it returns, or is cut off, it is old or new.
 */
export function installVersion(rosterDir: string, entry: SnapshotEntry, serving: SnapshotEntry | null): void {
  const reading = readPointer(rosterDir)
  const sources = reading.kind === 'read' ? reading.pointer.sources : {}
  const before = sources[entry.source]
  const replaced = [before?.previous, before?.current, serving].filter((one) => one !== null && one !== undefined)
  noteInstalled(rosterDir, entry, replaced)
  writePointer(rosterDir, { format: 2, sources: { ...sources, [entry.source]: { current: entry, previous: serving } } })
}

/** Lets the current version of a source, `entry`, lie in other files with the same rows. False when another version came meanwhile. */
export function swapLayers(rosterDir: string, entry: SnapshotEntry, layers: [LayerFile, ...LayerFile[]]): boolean {
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read') return false
  const { sources } = reading.pointer
  const now = sources[entry.source]
  const isStill =
    now?.current.version === entry.version &&
    now.current.layers.length === entry.layers.length &&
    now.current.layers.every(({ file }, index) => file === entry.layers[index]?.file)
  if (!isStill) return false
  const current = { ...now.current, layers }
  // Until the pointer says so, the files of before are named by it; from then on the new ones are noted as well.
  noteLayers(rosterDir, current)
  writePointer(rosterDir, { format: 2, sources: { ...sources, [entry.source]: { ...now, current } } })
  removeLeftovers(rosterDir)
  return true
}
