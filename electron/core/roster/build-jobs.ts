import type { IsoDate, IsoInstant } from '../../../shared/domain/dates.ts'
import type { SnapshotEntry } from './pointer-file.ts'
import type { FeedCompanion, InstallOutcome, PackInstall, Publication } from './roster.ts'

/** One file of a version, to be read. */
export type LayerFile = { path: string; key: Buffer }

/** A name that was never given before, and the key that belongs to it alone. */
export type FileToBuild = { file: string; key: Buffer }

/** One file of a version as it was built: under `file` in the roster's folder, whole and synced. */
export type BuiltLayer = { file: string; bytes: number; sha256: string }

/** A version whose files are ready. Counts are of the whole version, not of its newest file. */
export type BuiltVersion = {
  version: string
  asOf: IsoDate
  people: number
  rows: number
  conflicts: number
  /** Those that have rows, ascending; of layers also those that had some in a file below. */
  programmes: string[]
  /** Base first, newest last. */
  layers: BuiltLayer[]
}

/** What the pointer says of a version beside what was built. */
export type InstallTarget = {
  rosterDir: string
  source: string
  /** What the source speaks for. Empty: as built. */
  programmes: readonly string[]
  importedAt: IsoInstant
  companion: FeedCompanion | null
  /** Null: imported by hand. */
  publication: Publication | null
  /** What serves of this source: kept to fall back on. Null: nothing. */
  serving: SnapshotEntry | null
}

/**
 * Makes a version current, whole or not at all; durable before it returns. Called a second time for the same version when its layers were
 * merged: then the version before stays the one before.
 */
export type Install = (built: BuiltVersion) => void

export type ImportJob = {
  input: string
  target: InstallTarget
  rejectsFallbackDir: string
  version: string
  asOf: IsoDate
  build: FileToBuild
  maxRejectedShare: number
  maxShrinkShare: number
  /** Rows of the version of this source that serves now: the measure of shrinking. 0: none. */
  rowsBefore: number
}

/** The version that a delta is put on. */
export type BaseVersion = {
  version: string
  people: number
  rows: number
  conflicts: number
  /** Base first, newest last. */
  layers: readonly (BuiltLayer & { key: Buffer })[]
}

export type PackJob = {
  pack: PackInstall
  target: InstallTarget
  /** What serves of this feed; null: nothing. */
  base: BaseVersion | null
  /** The new version's file, and what its layers are merged into when they have become many. */
  build: readonly [FileToBuild, FileToBuild]
  maxShrinkShare: number
}

/** `damaged-below`: files of the version that serves cannot be read, so that nothing can lie on them. */
export type PackOutcome = InstallOutcome | { kind: 'damaged-below'; files: string[] }

export type PackProgress = { stage: 'building' | 'checking' | 'installing'; rows: number; fraction: number }
