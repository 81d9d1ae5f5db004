import type { AuditEvent } from '../journal/journal.ts'
import { versionName } from '../../../shared/domain/roster-state.ts'
import { lockImport } from '../roster/import-lock.ts'
import { readPointer, writePointer, type Pointer } from '../roster/pointer-file.ts'
import { forgetListed, listedVersions, noteReplacedAt, replacedVersions } from '../roster/replaced-file.ts'
import { removeRosterFile } from '../roster/roster-folder.ts'
import { syncFolder } from '../sync-folder.ts'
import { dueRosters, unneededFiles, type DueRoster, type DueRosters, type RosterPlace } from './due-rosters.ts'

const MEGABYTE = 1_048_576

/**
 * Removes roster versions beyond their window, and before it where the disk is short of space; answers with which. The trail says so first:
 * when that cannot be written nothing is removed. Does nothing while an import runs: the next time will do.
 */
export function purgeRosters(place: RosterPlace): string[] {
  const { rosterDir } = place.folder
  const lock = lockImport(rosterDir)
  if (lock === null) return []
  try {
    noteRemovedFeeds(place)
    const found = dueRosters(place)
    const due = [...found.beyond, ...found.early]
    if (due.length === 0) return []
    if (place.journal.audit(purged(found)).kind !== 'written') return []
    remove(rosterDir, due)
    return due.map(({ name }) => name)
  } finally {
    lock.release()
  }
}

/** The window of a feed that was taken off this desk begins now; one that is there again serves. */
function noteRemovedFeeds({ journal, folder: { rosterDir } }: RosterPlace): void {
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read') return
  const names = new Set<string>(['local', ...(journal.setting('feeds')?.feeds ?? []).map(({ name }) => name)])
  const noted = new Set(
    (listedVersions(rosterDir) ?? []).filter(({ replacedAt }) => replacedAt !== null).map(versionName),
  )
  const current = Object.values(reading.pointer.sources).map((source) => source.current)
  const isNoted = (entry: (typeof current)[number]) => noted.has(versionName(entry))
  noteReplacedAt(
    rosterDir,
    current.filter((entry) => !names.has(entry.source) && !isNoted(entry)),
    journal.now(),
  )
  noteReplacedAt(
    rosterDir,
    current.filter((entry) => names.has(entry.source) && isNoted(entry)),
    null,
  )
}

function remove(rosterDir: string, due: readonly DueRoster[]): void {
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read') return
  const names = new Set(due.map(({ name }) => name))
  const pointer = without(reading.pointer, names)
  const current = Object.values(pointer.sources).map((source) => source.current)
  const kept = replacedVersions(rosterDir, reading.pointer, current).filter((one) => !names.has(versionName(one)))
  const files = unneededFiles(rosterDir, current, kept)
  // A pointer must not offer a fallback that is gone.
  if (JSON.stringify(pointer) !== JSON.stringify(reading.pointer)) writePointer(rosterDir, pointer)
  forgetListed(rosterDir, due)
  for (const file of files) removeRosterFile(rosterDir, file)
  syncFolder(rosterDir)
}

function without({ format, sources }: Pointer, names: ReadonlySet<string>): Pointer {
  const kept = Object.entries(sources).flatMap(([name, { current, previous }]) => {
    if (names.has(versionName(current))) return []
    const stays = previous !== null && !names.has(versionName(previous))
    return [[name, { current, previous: stays ? previous : null }] as const]
  })
  return { format, sources: Object.fromEntries(kept) }
}

function purged({ rosterDays, beyond, early, short }: DueRosters): AuditEvent[] {
  const row = (rosters: readonly DueRoster[], why: Record<string, number>): AuditEvent[] => {
    const facts = { versions: rosters.map(({ name }) => name), ...why }
    return rosters.length === 0 ? [] : [{ actor: 'system', action: 'roster-purged', subject: null, facts }]
  }
  return [
    ...row(beyond, { afterDays: rosterDays }),
    ...(short === null
      ? []
      : row(early, { freeMb: megabytes(short.freeBytes), neededMb: megabytes(short.neededBytes) })),
  ]
}

export function megabytes(bytes: number): number {
  return Math.floor(bytes / MEGABYTE)
}
