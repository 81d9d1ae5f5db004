import { join } from 'node:path'
import type { Core } from '../open-core.ts'
import { lockImport } from '../roster/import-lock.ts'
import { readPointer, removeIfFree, writePointer } from '../roster/pointer-file.ts'
import { syncFolder } from '../sync-folder.ts'
import { dueRosters } from './due-rosters.ts'

/**
 * Removes roster versions beyond their window; answers with which. The trail says so first: on a full disk nothing is removed. Does nothing
 * while an import runs: the next time will do.
 */
export function purgeRosters(
  { journal, roster, folder }: Pick<Core, 'journal' | 'roster' | 'folder'>,
  rosterDays: number,
): string[] {
  const { rosterDir } = folder
  const lock = lockImport(rosterDir)
  if (lock === null) return []
  try {
    const state = roster.state()
    const serving = state.kind === 'current' ? state.version : null
    const due = dueRosters({ rosterDir, now: journal.now(), rosterDays, serving })
    if (due.length === 0) return []
    const versions = due.map(({ version }) => version)
    const { kind } = journal.audit([
      { actor: 'system', action: 'roster-purged', subject: null, facts: { versions, afterDays: rosterDays } },
    ])
    if (kind !== 'written') return []
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

/** A pointer must not offer a fallback that is gone. */
function forgetPrevious(rosterDir: string, versions: readonly string[]): void {
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read' || reading.pointer.previous === null) return
  if (versions.includes(reading.pointer.previous.version))
    writePointer(rosterDir, { ...reading.pointer, previous: null })
}
