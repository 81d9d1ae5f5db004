import { renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { versionName } from '../../../shared/domain/roster-state.ts'
import { codeOf, OpenRefused } from '../db/open-database.ts'
import { opensWith, rekeyCopy, type KeyChange } from '../db/rekey-copy.ts'
import { syncFolder } from '../sync-folder.ts'
import { fileSha256 } from './file-sha256.ts'
import { entriesOf, preparePointer, readPointer, type Pointer, type SnapshotEntry } from './pointer-file.ts'
import { listedVersions } from './replaced-file.ts'
import { buildingFile, fileIdOf, rosterFilesIn } from './roster-file-names.ts'
import { removeLeftovers } from './roster-folder.ts'

export type RosterRekeying = {
  rosterDir: string
  keyOf(fileId: string): KeyChange
}

export type RekeyedRoster = {
  /** Versions whose files were given their next keys, with the seconds that took. A file of several counts for the newest of them. */
  done: { version: string; seconds: number }[]
  /** Versions with a file that cannot be read, or is not what was imported: it stays as it is, and they cannot serve. */
  unreadable: string[]
  install(): void
}

/** One roster file, with what stands beside it to take its place; null where it has its next key already. */
type Built = { file: string; building: string | null; sha256: string }

/**
 * Builds every roster file with its next key aside, also those that are only kept for disputes. To install them needs no more space; when
 * that breaks off between two files, the next call finds which of them have their key. Nobody else may have the roster open.
 * @throws the errors of a full disk
 */
export function rekeyRoster({ rosterDir, keyOf }: RosterRekeying): RekeyedRoster {
  removeLeftovers(rosterDir)
  const reading = readPointer(rosterDir)
  const pointer = reading.kind === 'read' ? reading.pointer : null
  const namesOf = versionNames(rosterDir, pointer)
  const built: Built[] = []
  const seconds = new Map<string, number>()
  const unreadable = new Set<string>()
  for (const file of rosterFilesIn(rosterDir)) {
    const startedAt = performance.now()
    const one = build(rosterDir, file, hashOf(pointer, file), keyOf(fileIdOf(file) ?? ''))
    const [first, ...others] = namesOf(file)
    if (one === null) for (const name of [first, ...others]) unreadable.add(name)
    else built.push(one)
    if (one?.building) seconds.set(first, (seconds.get(first) ?? 0) + (performance.now() - startedAt) / 1000)
  }
  const next = pointer === null ? null : preparePointer(rosterDir, rehashed(pointer, built))
  return {
    done: [...seconds].map(([version, taken]) => ({ version, seconds: Math.round(taken * 100) / 100 })),
    unreadable: [...unreadable],
    install() {
      for (const { building, file } of built) if (building !== null) renameSync(building, join(rosterDir, file))
      syncFolder(rosterDir)
      next?.install()
    },
  }
}

/** The versions that a file belongs to, as people know them: those the pointer names first. */
function versionNames(rosterDir: string, pointer: Pointer | null): (file: string) => [string, ...string[]] {
  const named = (pointer === null ? [] : entriesOf(pointer)).map((entry) => ({
    name: versionName(entry),
    files: entry.layers.map(({ file }) => file),
  }))
  const listed = (listedVersions(rosterDir) ?? []).map((one) => ({ name: versionName(one), files: one.files }))
  return (file) => {
    for (const versions of [named, listed]) {
      const [first, ...others] = versions.filter(({ files }) => files.includes(file)).map(({ name }) => name)
      if (first !== undefined) return [first, ...others]
    }
    return [fileIdOf(file) ?? file]
  }
}

function build(rosterDir: string, file: string, sha256: string | null, key: KeyChange): Built | null {
  const path = join(rosterDir, file)
  // This key was made for this rotation: nobody but the rotation itself can have written a file that opens with it.
  if (opensWith(path, key.to)) return { file, building: null, sha256: fileSha256(path) }
  // A new hash would make a file good that the import did not write.
  if (sha256 !== null && fileSha256(path) !== sha256) return null
  const building = join(rosterDir, buildingFile(fileIdOf(file) ?? ''))
  try {
    rekeyCopy(path, building, key)
  } catch (error) {
    rmSync(building, { force: true })
    if (isDamage(error)) return null
    throw error
  }
  const { atime, mtime } = statSync(path)
  utimesSync(building, atime, mtime)
  return { file, building, sha256: fileSha256(building) }
}

/** As the pointer has it; null for files that are only kept. */
function hashOf(pointer: Pointer | null, file: string): string | null {
  const layers = pointer === null ? [] : entriesOf(pointer).flatMap((entry) => entry.layers)
  return layers.find((layer) => layer.file === file)?.sha256 ?? null
}

function rehashed(pointer: Pointer, built: readonly Built[]): Pointer {
  const hashes = new Map(built.map(({ file, sha256 }) => [file, sha256]))
  const of = (entry: SnapshotEntry): SnapshotEntry => {
    const layers = entry.layers.map((one) => ({ ...one, sha256: hashes.get(one.file) ?? one.sha256 }))
    return { ...entry, layers }
  }
  const sources = Object.entries(pointer.sources).map(([name, { current, previous }]) => {
    return [name, { current: of(current), previous: previous && of(previous) }]
  })
  return { ...pointer, sources: Object.fromEntries(sources) }
}

function isDamage(error: unknown): boolean {
  if (error instanceof OpenRefused) return error.code === 'not-readable-with-this-key'
  return codeOf(error).startsWith('SQLITE_CORRUPT') || codeOf(error) === 'SQLITE_NOTADB'
}
