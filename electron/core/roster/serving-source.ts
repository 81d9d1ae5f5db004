import { join } from 'node:path'
import { versionName } from '../../../shared/domain/roster-state.ts'
import { OpenRefused } from '../db/open-database.ts'
import { holdFiles, type HeldFiles } from './held-files.ts'
import { isDamage } from './is-damage.ts'
import { openLayers } from './layered-reader.ts'
import { fileStamp, type SnapshotEntry, type SourcePointer } from './pointer-file.ts'
import { fileIdOf } from './roster-file-names.ts'
import type { RosterEvent } from './serving-snapshot.ts'
import { WrongSnapshot, type SnapshotReader } from './snapshot-reader.ts'

export type DamageCode = 'missing' | 'size' | 'unreadable' | 'layout' | 'facts' | 'page' | 'hash' | 'pointer'

export type SourceNow =
  | { kind: 'damaged'; entry: SnapshotEntry }
  | { kind: 'serving'; entry: SnapshotEntry; fellBack: boolean; layered: number }

/** The one open version of one source, and what takes over when it is damaged. */
export type ServingSource = {
  now(): SourceNow
  /** What the pointer says of it. */
  follow(pointer: SourcePointer): void
  /**
   * Looks at the open files: their presence and size; their content proves itself page by page as it is read. `all`: also whether a version
   * that was damaged was put back.
   */
  look(all: boolean): void
  /** Asks the version that serves. @throws {DamagedOnTheWay} when it turns out damaged: by then the one before serves, or none. */
  ask<T>(question: (reader: SnapshotReader) => T): T
  /** That file, whatever versions it is part of. */
  markDamaged(file: string, how: DamageCode): void
  close(): void
}

/** What was answered so far is to be asked again: another version serves now. */
export class DamagedOnTheWay extends Error {
  constructor() {
    super('roster file is damaged')
  }
}

type Deps = {
  rosterDir: string
  keyOf(fileId: string): Buffer
  log(event: RosterEvent): void
  /** Other files are open, or one of them was written to: they are to be checked as a whole. */
  onFiles(): void
  /** `now` answers differently. */
  onChosen(): void
}

type Open = { entry: SnapshotEntry; fellBack: boolean; reader: SnapshotReader; files: HeldFiles }

export function openSource(deps: Deps, first: SourcePointer): ServingSource {
  const { rosterDir, log } = deps
  // What was found damaged, by the stamp of the files: what was put back whole gets a new chance.
  const damagedFiles = new Map<string, string>()
  const damagedVersions = new Map<string, string>()
  let pointer = first
  let open: Open | null = null

  const stampOf = (file: string): string => fileStamp(join(rosterDir, file))
  const pathsOf = ({ layers }: SnapshotEntry): string[] => layers.map(({ file }) => join(rosterDir, file))
  const stampsOf = ({ layers }: SnapshotEntry): string[] => layers.map(({ file }) => stampOf(file))

  function choose(): void {
    const { current, previous } = pointer
    const found =
      openOf(current, false) ?? (previous === null || isSame(previous, current) ? null : openOf(previous, true))
    const before = open
    if (before !== null && before.reader !== found?.reader) shut(before)
    open = found
    if (before?.entry !== found?.entry || before?.fellBack !== found?.fellBack) deps.onChosen()
    if (found === null || found.reader === before?.reader) return
    log({ event: 'roster-serves', version: versionName(found.entry), fellBack: found.fellBack })
    deps.onFiles()
  }

  function openOf(entry: SnapshotEntry, fellBack: boolean): Open | null {
    const stamps = stampsOf(entry)
    if (isKnownDamaged(entry, stamps)) return null
    if (open !== null && isSame(open.entry, entry)) return { ...open, entry, fellBack }
    const bad = entry.layers.findIndex(({ bytes }, index) => sizeOf(stamps[index] ?? '') !== bytes)
    if (bad >= 0) return note(entry, stamps, stamps[bad] === '' ? 'missing' : 'size')
    const files = holdFiles(pathsOf(entry))
    if (files === null) return note(entry, stamps, 'missing')
    const reader = openReader(entry, stamps)
    if (reader === null) files.close()
    return reader && { entry, fellBack, reader, files }
  }

  function openReader(entry: SnapshotEntry, stamps: readonly string[]): SnapshotReader | null {
    try {
      const reader = openLayers(
        entry.layers.map(({ file }) => ({ path: join(rosterDir, file), key: deps.keyOf(fileIdOf(file) ?? '') })),
      )
      const { version, asOf, rows } = reader.facts
      if (version === entry.version && asOf === entry.asOf && rows === entry.rows) return reader
      reader.close()
      return note(entry, stamps, 'facts')
    } catch (error) {
      if (error instanceof WrongSnapshot) return note(entry, stamps, 'layout')
      if (error instanceof OpenRefused) return note(entry, stamps, 'unreadable')
      if (isDamage(error)) return note(entry, stamps, 'page')
      throw error
    }
  }

  function note(entry: SnapshotEntry, stamps: readonly string[], how: DamageCode): null {
    damagedVersions.set(filesOf(entry), stamps.join())
    log({ event: 'roster-damaged', version: versionName(entry), how })
    return null
  }

  function isKnownDamaged(entry: SnapshotEntry, stamps: readonly string[]): boolean {
    return (
      damagedVersions.get(filesOf(entry)) === stamps.join() ||
      entry.layers.some(({ file }, index) => damagedFiles.get(file) === stamps[index])
    )
  }

  choose()

  return {
    now() {
      if (open === null) return { kind: 'damaged', entry: pointer.current }
      const { entry, fellBack, reader } = open
      return { kind: 'serving', entry, fellBack, layered: reader.facts.layered }
    },
    follow(next) {
      pointer = next
      choose()
    },
    look(all) {
      if (all && (open === null || open.fellBack)) choose()
      if (open === null) return
      const { entry, files } = open
      const hasAll = () => stampsOf(entry).every((stamp, index) => sizeOf(stamp) === entry.layers[index]?.bytes)
      if (files.areUntouched() && (!all || hasAll())) return
      const stamps = stampsOf(entry)
      const bad = entry.layers.findIndex(({ bytes }, index) => sizeOf(stamps[index] ?? '') !== bytes)
      const next = bad < 0 ? holdFiles(pathsOf(entry)) : null
      if (next === null) {
        note(entry, stamps, bad >= 0 && stamps[bad] !== '' ? 'size' : 'missing')
        choose()
        return
      }
      // Same sizes, touched or put there anew: what is read from now on proves itself page by page; the hashes are checked again.
      files.close()
      open = { ...open, files: next }
      deps.onFiles()
    },
    ask(question) {
      if (open === null) throw new DamagedOnTheWay()
      try {
        return question(open.reader)
      } catch (error) {
        if (!isDamage(error)) throw error
        note(open.entry, stampsOf(open.entry), 'page')
        choose()
        throw new DamagedOnTheWay()
      }
    },
    markDamaged(file, how) {
      if (open === null || !open.entry.layers.some((layer) => layer.file === file)) return
      damagedFiles.set(file, stampOf(file))
      log({ event: 'roster-damaged', version: versionName(open.entry), how })
      choose()
    },
    close() {
      if (open !== null) shut(open)
      open = null
    },
  }
}

function shut({ reader, files }: Open): void {
  reader.close()
  files.close()
}

function filesOf({ version, layers }: SnapshotEntry): string {
  return `${version}:${layers.map(({ file, sha256 }) => `${file}/${sha256}`).join()}`
}

function isSame(a: SnapshotEntry, b: SnapshotEntry): boolean {
  return filesOf(a) === filesOf(b)
}

function sizeOf(stamp: string): number {
  return stamp === '' ? -1 : Number(stamp.split(':')[1])
}
