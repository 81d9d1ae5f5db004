import { join } from 'node:path'
import { codeOf, OpenRefused } from '../db/open-database.ts'
import { fileStamp, POINTER_FILE, readPointer, type Pointer, type SnapshotEntry } from './pointer-file.ts'
import { openSnapshot, WrongSnapshot, type SnapshotReader } from './snapshot-reader.ts'

export type RosterEvent =
  | { event: 'roster-serves'; version: string; fellBack: boolean }
  | { event: 'roster-damaged'; version: string; how: DamageCode }
  | { event: 'roster-check-ok' | 'roster-check-failed'; version: string }
  | { event: 'roster-imported'; version: string; rows: number }
  | { event: 'roster-refused'; code: string }

export type DamageCode = 'missing' | 'size' | 'unreadable' | 'layout' | 'facts' | 'page' | 'hash' | 'pointer'

export type ServingNow =
  | { kind: 'none' }
  | { kind: 'damaged'; version: string }
  | { kind: 'serving'; entry: SnapshotEntry; fellBack: boolean }

export type ServingSnapshot = {
  /** What serves at this instant, after a look at the pointer and at the file. */
  now(): ServingNow
  /** Asks the version that serves; when it turns out damaged on the way, the one before. @throws {NoRoster} */
  ask<T>(question: (reader: SnapshotReader) => T): T
  markDamaged(version: string, how: DamageCode): void
  close(): void
}

/** No roster serves: nothing was imported, or nothing that was can be trusted. The state says which. */
export class NoRoster extends Error {
  constructor() {
    super('no roster serves')
  }
}

type Deps = {
  rosterDir: string
  keyOf(version: string): Buffer
  log(event: RosterEvent): void
  /** Another version serves, or none any more. Not called for the first one. */
  onChange(): void
}

type Open = { entry: SnapshotEntry; fellBack: boolean; reader: SnapshotReader; path: string; stamp: string }

/** Shown as the version when the pointer itself cannot be read. */
const UNKNOWN_VERSION = 'unknown'

/** Holds the one open roster file and changes it for another when the pointer says so or when it is damaged. */
export function openServing(deps: Deps): ServingSnapshot {
  const { rosterDir, log } = deps
  const pointerPath = join(rosterDir, POINTER_FILE)
  /** Versions found damaged, by the stamp of their file: a file that was put back whole gets a new chance. */
  const damaged = new Map<string, string>()
  let pointerStamp: string | null = null
  let open: Open | null = null
  let failure: Exclude<ServingNow, { kind: 'serving' }> = { kind: 'none' }
  let started = false

  function refresh(): void {
    const stamp = fileStamp(pointerPath)
    if (stamp === pointerStamp && (open === null || isUntouched(open))) return
    pointerStamp = stamp
    choose()
  }

  /** The file's size is looked at now, its content page by page as it is read, the whole in the background. */
  function isUntouched(now: Open): boolean {
    const stamp = fileStamp(now.path)
    if (stamp === now.stamp) return true
    if (sizeOf(stamp) === now.entry.bytes) {
      // Same size, touched: the pages that are read from now on prove themselves; the hash is checked again.
      now.stamp = stamp
      deps.onChange()
      return true
    }
    note(now.entry.version, now.path, stamp === '' ? 'missing' : 'size')
    return false
  }

  function choose(): void {
    const before = open === null ? failure.kind : `${open.entry.version}/${open.fellBack}`
    const reading = readPointer(rosterDir)
    if (reading.kind === 'read') openFirstGood(reading.pointer)
    else {
      shut()
      failure = reading.kind === 'none' ? { kind: 'none' } : { kind: 'damaged', version: UNKNOWN_VERSION }
      if (reading.kind === 'damaged') log({ event: 'roster-damaged', version: UNKNOWN_VERSION, how: 'pointer' })
    }
    const after = open === null ? failure.kind : `${open.entry.version}/${open.fellBack}`
    if (started && before !== after) deps.onChange()
  }

  function openFirstGood({ current, previous }: Pointer): void {
    const candidates = [
      { entry: current, fellBack: false },
      ...(previous === null ? [] : [{ entry: previous, fellBack: true }]),
    ]
    for (const { entry, fellBack } of candidates) {
      if (open?.entry.sha256 === entry.sha256 && open.entry.version === entry.version && !isKnownDamaged(entry)) {
        open = { ...open, fellBack }
        return
      }
      const next = tryOpen(entry, fellBack)
      if (next === null) continue
      shut()
      open = next
      log({ event: 'roster-serves', version: entry.version, fellBack })
      return
    }
    shut()
    failure = { kind: 'damaged', version: current.version }
  }

  function tryOpen(entry: SnapshotEntry, fellBack: boolean): Open | null {
    const path = join(rosterDir, entry.file)
    if (isKnownDamaged(entry)) return null
    const stamp = fileStamp(path)
    if (sizeOf(stamp) !== entry.bytes) return note(entry.version, path, stamp === '' ? 'missing' : 'size')
    try {
      const reader = openSnapshot(path, deps.keyOf(entry.version))
      const { facts } = reader
      if (facts.version === entry.version && facts.asOf === entry.asOf && facts.rows === entry.rows) {
        return { entry, fellBack, reader, path, stamp }
      }
      reader.close()
      return note(entry.version, path, 'facts')
    } catch (error) {
      if (error instanceof WrongSnapshot) return note(entry.version, path, 'layout')
      if (error instanceof OpenRefused) return note(entry.version, path, 'unreadable')
      if (isDamage(error)) return note(entry.version, path, 'page')
      throw error
    }
  }

  function note(version: string, path: string, how: DamageCode): null {
    damaged.set(version, fileStamp(path))
    log({ event: 'roster-damaged', version, how })
    return null
  }

  function isKnownDamaged(entry: SnapshotEntry): boolean {
    return damaged.get(entry.version) === fileStamp(join(rosterDir, entry.file))
  }

  function shut(): void {
    open?.reader.close()
    open = null
  }

  refresh()
  started = true

  return {
    now() {
      refresh()
      return open === null ? failure : { kind: 'serving', entry: open.entry, fellBack: open.fellBack }
    },
    ask(question) {
      for (;;) {
        refresh()
        if (open === null) throw new NoRoster()
        try {
          return question(open.reader)
        } catch (error) {
          if (!isDamage(error)) throw error
          note(open.entry.version, open.path, 'page')
          choose()
        }
      }
    },
    markDamaged(version, how) {
      if (open === null || open.entry.version !== version) return
      note(version, open.path, how)
      choose()
    },
    close: shut,
  }
}

/** What SQLite says when a page's tag does not match, the page is cut off, or the disk cannot deliver it. */
function isDamage(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_IOERR')
}

function sizeOf(stamp: string): number {
  return stamp === '' ? -1 : Number(stamp.split(':')[1])
}
