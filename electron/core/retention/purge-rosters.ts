import { join } from 'node:path'
import type { AuditEvent } from '../journal/journal.ts'
import { lockImport } from '../roster/import-lock.ts'
import { readPointer, removeIfFree, writePointer } from '../roster/pointer-file.ts'
import type { ReplacedRoster } from '../roster/replaced-file.ts'
import { syncFolder } from '../sync-folder.ts'
import { dueRosters, type DueRosters, type RosterPlace } from './due-rosters.ts'

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
    const found = dueRosters(place)
    const due = [...found.beyond, ...found.early]
    if (due.length === 0) return []
    if (place.journal.audit(purged(found)).kind !== 'written') return []
    const versions = due.map(({ version }) => version)
    forgetPrevious(rosterDir, versions)
    for (const { file } of due) {
      for (const suffix of ['', '-wal', '-shm', '-journal']) removeIfFree(join(rosterDir, `${file}${suffix}`))
    }
    syncFolder(rosterDir)
    return versions
  } finally {
    lock.release()
  }
}

function purged({ rosterDays, beyond, early, short }: DueRosters): AuditEvent[] {
  const row = (rosters: readonly ReplacedRoster[], why: Record<string, number>): AuditEvent[] => {
    const facts = { versions: rosters.map(({ version }) => version), ...why }
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

/** A pointer must not offer a fallback that is gone. */
function forgetPrevious(rosterDir: string, versions: readonly string[]): void {
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read' || reading.pointer.previous === null) return
  if (versions.includes(reading.pointer.previous.version))
    writePointer(rosterDir, { ...reading.pointer, previous: null })
}
