import { ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import type { BuiltVersion, Install, InstallTarget } from './build-jobs.ts'
import type { Publication } from './roster.ts'
import { readPointer, writePointer, type Pointer, type SnapshotEntry } from './pointer-file.ts'
import { noteInstalled } from './replaced-file.ts'
import { removeLeftovers } from './roster-folder.ts'

/**
 * Makes versions of one source current. The one that served is kept to fall back on, also when the same version comes a second time with
 * its layers merged. Other sources stay as they are; cut off anywhere, it is old or new. Under the import lock.
 */
export function installer(target: InstallTarget): Install {
  const { rosterDir, source, serving } = target
  return (built) => {
    const entry = entryOf(target, built)
    const sources = sourcesIn(rosterDir)
    const before = sources[source]
    const again = before?.current.version === entry.version
    // Not the one that serves but does not answer: what it was replaced by is what served.
    const previous = again ? before.previous : serving
    const replaced = [before?.previous, before?.current, serving]
      .filter((one) => one !== null && one !== undefined)
      .filter((one, index, all) => all.findIndex(({ version }) => version === one.version) === index)
    noteInstalled(
      rosterDir,
      entry,
      replaced.filter(({ version }) => version !== entry.version),
    )
    writePointer(rosterDir, { format: 2, sources: { ...sources, [source]: { current: entry, previous } } })
    if (again) removeLeftovers(rosterDir)
  }
}

/** Says of an installed version which publication it is. Under the import lock. */
export function notePublication(rosterDir: string, source: string, version: string, publication: Publication): void {
  const sources = sourcesIn(rosterDir)
  const named = sources[source]
  if (named === undefined || named.current.version !== version) return
  const current = { ...named.current, publication }
  writePointer(rosterDir, { format: 2, sources: { ...sources, [source]: { ...named, current } } })
}

function entryOf(
  { source, programmes, importedAt, companion, publication }: InstallTarget,
  built: BuiltVersion,
): SnapshotEntry {
  const { version, asOf, people, rows, conflicts, layers } = built
  return {
    source,
    programmes: (programmes.length === 0 ? built.programmes : programmes).map((code) => ProgrammeCode.parse(code)),
    version,
    asOf,
    importedAt,
    people,
    rows,
    conflicts,
    layers: [...layers],
    companion: companion && { definitions: [...companion.definitions], statistics: [...companion.statistics] },
    publication,
  }
}

/** A pointer that cannot be read says nothing of the other sources either: they have to be brought again. */
function sourcesIn(rosterDir: string): Pointer['sources'] {
  const reading = readPointer(rosterDir)
  return reading.kind === 'read' ? reading.pointer.sources : {}
}
