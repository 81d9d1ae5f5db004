import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, OpenRefused } from '../db/open-database.ts'
import { opensWith, rekeyCopy } from '../db/rekey-copy.ts'
import { fileSha256 } from './file-sha256.ts'
import {
  installPointer,
  preparePointer,
  readPointer,
  removeLeftovers,
  sweep,
  type SnapshotEntry,
} from './pointer-file.ts'

export type RosterRekeying = {
  rosterDir: string
  /** The key of a version before and after. `from` is null where the former keys cannot be read any more. */
  keyOf(version: string): { from: Buffer | null; to: Buffer }
}

export type RekeyedRoster = {
  /** Versions that were given their next key, with the seconds that took. */
  done: { version: string; seconds: number }[]
  /** Versions that cannot be read, or are not what was imported: they stay as they are and serve no more. */
  unreadable: string[]
  /** Null: nothing to change. */
  install: (() => void) | null
}

/**
 * Builds every roster file that may serve with its next key, under another name, and the pointer that names them. Until the pointer is
 * installed the files before serve; from then on these. Nobody else may have the roster open. @throws the errors of a full disk
 */
export function rekeyRoster({ rosterDir, keyOf }: RosterRekeying): RekeyedRoster {
  removeLeftovers(rosterDir)
  const reading = readPointer(rosterDir)
  const outcome: RekeyedRoster = { done: [], unreadable: [], install: null }
  if (reading.kind !== 'read') return outcome
  const rekeyed = (entry: SnapshotEntry) => {
    const startedAt = performance.now()
    const next = rekeyedEntry(rosterDir, entry, keyOf(entry.version))
    if (next === 'unreadable') outcome.unreadable.push(entry.version)
    if (typeof next === 'string') return entry
    outcome.done.push({ version: entry.version, seconds: secondsSince(startedAt) })
    return next
  }
  const { current, previous } = reading.pointer
  const pointer = { ...reading.pointer, current: rekeyed(current), previous: previous && rekeyed(previous) }
  if (outcome.done.length === 0) return outcome
  preparePointer(rosterDir, pointer)
  outcome.install = () => {
    installPointer(rosterDir)
    sweep(rosterDir, [pointer.current, pointer.previous])
  }
  return outcome
}

/** Removes what a rotation built that was broken off. */
export function discardRekeyedRoster(rosterDir: string): void {
  removeLeftovers(rosterDir)
}

function rekeyedEntry(
  rosterDir: string,
  entry: SnapshotEntry,
  { from, to }: { from: Buffer | null; to: Buffer },
): SnapshotEntry | 'already' | 'unreadable' {
  const path = join(rosterDir, entry.file)
  if (opensWith(path, to)) return 'already'
  // The new hash would make a file good that the import did not write.
  if (from === null || !isAsImported(path, entry)) return 'unreadable'
  const file = nextName(rosterDir, entry)
  const building = join(rosterDir, file.replace(/^roster/, 'building'))
  try {
    rekeyCopy(path, building, { from, to })
  } catch (error) {
    rmSync(building, { force: true })
    if (isDamage(error)) return 'unreadable'
    throw error
  }
  const next = { ...entry, file, bytes: statSync(building).size, sha256: fileSha256(building) }
  renameSync(building, join(rosterDir, file))
  return next
}

function isAsImported(path: string, entry: SnapshotEntry): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === entry.bytes && fileSha256(path) === entry.sha256
}

/** `roster-<version>-2.db`, `-3.db` and so on: not a name that stands for another version. */
function nextName(rosterDir: string, { version }: SnapshotEntry): string {
  for (let n = 2; ; n++) {
    const name = `roster-${version}-${n}.db`
    if (!existsSync(join(rosterDir, name))) return name
  }
}

function isDamage(error: unknown): boolean {
  if (error instanceof OpenRefused) return error.code === 'not-readable-with-this-key'
  return codeOf(error).startsWith('SQLITE_CORRUPT') || codeOf(error) === 'SQLITE_NOTADB'
}

function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 10) / 100
}
