import { readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, OpenRefused } from '../db/open-database.ts'
import { opensWith, rekeyCopy, type KeyChange } from '../db/rekey-copy.ts'
import { syncFolder } from '../sync-folder.ts'
import { fileSha256 } from './file-sha256.ts'
import { preparePointer, readPointer, removeLeftovers, type Pointer, type SnapshotEntry } from './pointer-file.ts'

export type RosterRekeying = {
  rosterDir: string
  keyOf(version: string): KeyChange
}

export type RekeyedRoster = {
  /** Versions that were given their next key, with the seconds that took. */
  done: { version: string; seconds: number }[]
  /** Versions that cannot be read, or are not what was imported: they stay as they are and cannot serve. */
  unreadable: string[]
  install(): void
}

/** One roster file, with what stands beside it to take its place; null where it has its next key already. */
type Built = { version: string; path: string; building: string | null; sha256: string }

/**
 * Builds every roster file with its next key aside, also those that are only kept for disputes. To install them needs no more space; when
 * that breaks off between two files, the next call finds which of them have their key. Nobody else may have the roster open.
 * @throws the errors of a full disk
 */
export function rekeyRoster({ rosterDir, keyOf }: RosterRekeying): RekeyedRoster {
  removeLeftovers(rosterDir)
  const reading = readPointer(rosterDir)
  const pointer = reading.kind === 'read' ? reading.pointer : null
  const built: Built[] = []
  const done: RekeyedRoster['done'] = []
  const unreadable: string[] = []
  for (const version of versionsIn(rosterDir)) {
    const startedAt = performance.now()
    const one = build(rosterDir, version, entryOf(pointer, version), keyOf(version))
    if (one === null) unreadable.push(version)
    else built.push(one)
    if (one?.building) done.push({ version, seconds: Math.round((performance.now() - startedAt) / 10) / 100 })
  }
  const next = pointer === null ? null : preparePointer(rosterDir, rehashed(pointer, built))
  return {
    done,
    unreadable,
    install() {
      for (const { building, path } of built) if (building !== null) renameSync(building, path)
      syncFolder(rosterDir)
      next?.install()
    },
  }
}

function versionsIn(rosterDir: string): string[] {
  return readdirSync(rosterDir)
    .flatMap((name) => /^roster-(?<version>\d[\d-]*)\.db$/.exec(name)?.groups?.['version'] ?? [])
    .toSorted()
}

function build(rosterDir: string, version: string, entry: SnapshotEntry | null, key: KeyChange): Built | null {
  const path = join(rosterDir, `roster-${version}.db`)
  // This key was made for this rotation: nobody but the rotation itself can have written a file that opens with it.
  if (opensWith(path, key.to)) return { version, path, building: null, sha256: fileSha256(path) }
  // A new hash would make a file good that the import did not write.
  if (entry !== null && fileSha256(path) !== entry.sha256) return null
  const building = join(rosterDir, `building-${version}.db`)
  try {
    rekeyCopy(path, building, key)
  } catch (error) {
    rmSync(building, { force: true })
    if (isDamage(error)) return null
    throw error
  }
  const { atime, mtime } = statSync(path)
  utimesSync(building, atime, mtime)
  return { version, path, building, sha256: fileSha256(building) }
}

function entryOf(pointer: Pointer | null, version: string): SnapshotEntry | null {
  return [pointer?.current, pointer?.previous].find((entry) => entry?.version === version) ?? null
}

function rehashed(pointer: Pointer, built: readonly Built[]): Pointer {
  const of = (entry: SnapshotEntry): SnapshotEntry => {
    const sha256 = built.find(({ version }) => version === entry.version)?.sha256 ?? entry.sha256
    return { ...entry, sha256 }
  }
  return { ...pointer, current: of(pointer.current), previous: pointer.previous && of(pointer.previous) }
}

function isDamage(error: unknown): boolean {
  if (error instanceof OpenRefused) return error.code === 'not-readable-with-this-key'
  return codeOf(error).startsWith('SQLITE_CORRUPT') || codeOf(error) === 'SQLITE_NOTADB'
}
