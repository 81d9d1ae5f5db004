import type { ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import { pointerStamp, readPointer, type Pointer, type SnapshotEntry, type SourcePointer } from './pointer-file.ts'
import { DamagedOnTheWay, openSource, type DamageCode, type ServingSource, type SourceNow } from './serving-source.ts'
import type { SnapshotReader } from './snapshot-reader.ts'

export type RosterEvent =
  | { event: 'roster-serves'; version: string; fellBack: boolean }
  | { event: 'roster-damaged'; version: string; how: DamageCode }
  | { event: 'roster-check-ok' | 'roster-check-failed'; version: string }
  | { event: 'roster-imported'; version: string; rows: number }
  | { event: 'roster-refused'; code: string }

/** One source that answers here, or is to. `none`: a feed that has brought nothing yet. */
export type NamedSource = {
  name: string
  /** Those that only this source answers for. */
  programmes: readonly ProgrammeCode[]
  /** Some of its rows are of programmes that another source speaks for. */
  partly: boolean
  now: SourceNow | { kind: 'none' }
}

/** `isCopy`: the pointer is damaged, and what serves is what its copy says. */
export type ServingNow = { kind: 'damaged-pointer' } | { kind: 'sources'; sources: NamedSource[]; isCopy: boolean }

/** `handedRoot`: SHA-256 of the root of trust that this desk was handed for it. */
export type Feed = { name: string; programmes: readonly ProgrammeCode[]; handedRoot: string }

/** One source that serves, to be asked. */
export type AskedSource = { source: NamedSource; ask<T>(question: (reader: SnapshotReader) => T): T }

export type ServingSnapshot = {
  /** What serves at this instant, after a look at the pointer and at every file. Feeds in the order of their names, then `local`. */
  now(): ServingNow
  /**
   * Puts a question to all sources that serve, in the order of `now`, each in one whole version: asked anew when one of them turns out
   * damaged on the way. @throws {NoRoster}
   */
  ask<T>(question: (sources: readonly AskedSource[]) => T): T
  /** The version of one source that serves, also when nothing of it is answered any more. */
  entryOf(source: string): Extract<SourceNow, { kind: 'serving' }> | null
  /** What the pointer says of a source, whether it can be read or not. */
  pointerOf(source: string): SourcePointer | null
  setFeeds(feeds: readonly Feed[]): void
  /** Every version that is open. */
  entries(): SnapshotEntry[]
  markDamaged(file: string, how: DamageCode): void
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
  keyOf(fileId: string): Buffer
  log(event: RosterEvent): void
  /** Another version of a source serves, or none any more, or other sources are asked. Not called for the first ones. */
  onChange(): void
  /** Files are open that were not checked as a whole yet. */
  onFiles(): void
}

export const LOCAL = 'local'
/** Shown as the version when the pointer itself cannot be read. */
export const UNKNOWN_VERSION = 'unknown'

/** Holds the open version of every source, and changes one for another when the pointer says so or when it is damaged. */
export function openServing(deps: Deps): ServingSnapshot {
  const { rosterDir, log } = deps
  const open = new Map<string, ServingSource>()
  let feeds: readonly Feed[] = []
  /** Null: it cannot be read. */
  let pointer: Pointer | null = null
  let readFrom: 'itself' | 'copy' | null = null
  let stampRead: string | null = null
  let sources: NamedSource[] = []
  let asked: AskedSource[] = []
  let isSettled = false
  let told: string | null = null

  function refresh(all: boolean): void {
    // Once more when it changed meanwhile: what an older one names may be gone.
    for (let stamp = stampNow(); stamp !== stampRead; stamp = stampNow()) {
      stampRead = stamp
      follow()
    }
    for (const source of open.values()) source.look(all)
    settle()
  }

  function stampNow(): string {
    return pointerStamp(rosterDir, readFrom !== 'itself')
  }

  function follow(): void {
    const reading = readPointer(rosterDir)
    readFrom = reading.kind === 'read' ? (reading.isCopy ? 'copy' : 'itself') : null
    if (reading.kind === 'damaged' || readFrom === 'copy')
      log({ event: 'roster-damaged', version: UNKNOWN_VERSION, how: 'pointer' })
    pointer = reading.kind === 'damaged' ? null : reading.kind === 'none' ? NOTHING : reading.pointer
    openNamed()
  }

  function openNamed(): void {
    isSettled = false
    const wanted = believed(pointer, feeds)
    const names = new Set([LOCAL, ...feeds.map(({ name }) => name)])
    for (const [name, source] of open) {
      if (names.has(name) && wanted.has(name)) continue
      source.close()
      open.delete(name)
    }
    for (const name of names) {
      const named = wanted.get(name)
      if (named === undefined) continue
      const source = open.get(name)
      if (source === undefined) open.set(name, openSource({ ...deps, onChosen: unsettle }, named))
      else source.follow(named)
    }
  }

  function unsettle(): void {
    isSettled = false
  }

  /** Who speaks for what, from what is open now. Tells when that is not what was told last. */
  function settle(): void {
    if (isSettled) return
    isSettled = true
    sources = namedSources(feeds, open)
    asked = sources.flatMap((source): AskedSource[] => {
      const one = open.get(source.name)
      return one === undefined || source.now.kind !== 'serving'
        ? []
        : [{ source, ask: (question) => one.ask(question) }]
    })
    const sign = pointer === null ? 'pointer' : JSON.stringify(sources.map(signOf))
    const isFirst = told === null
    if (sign === told) return
    told = sign
    if (!isFirst) deps.onChange()
  }

  refresh(true)

  return {
    now() {
      refresh(true)
      return pointer === null ? { kind: 'damaged-pointer' } : { kind: 'sources', sources, isCopy: readFrom === 'copy' }
    },
    ask(question) {
      for (;;) {
        refresh(false)
        if (asked.length === 0) throw new NoRoster()
        try {
          return question(asked)
        } catch (error) {
          if (!(error instanceof DamagedOnTheWay)) throw error
        }
      }
    },
    entryOf(name) {
      refresh(true)
      const now = open.get(name)?.now()
      return now?.kind === 'serving' ? now : null
    },
    pointerOf(name) {
      refresh(true)
      return believed(pointer, feeds).get(name) ?? null
    },
    setFeeds(next) {
      feeds = next.toSorted((a, b) => (a.name < b.name ? -1 : 1))
      openNamed()
      refresh(true)
    },
    entries() {
      return [...open.values()].flatMap((source) => {
        const now = source.now()
        return now.kind === 'serving' ? [now.entry] : []
      })
    },
    markDamaged(file, how) {
      for (const source of open.values()) source.markDamaged(file, how)
      settle()
    },
    close() {
      for (const source of open.values()) source.close()
      open.clear()
    },
  }
}

const NOTHING: Pointer = { format: 2, sources: {} }

/** Without the versions of an issuer who had the name of a feed before. */
function believed(pointer: Pointer | null, feeds: readonly Feed[]): Map<string, SourcePointer> {
  const roots = new Map(feeds.map(({ name, handedRoot }) => [name, handedRoot]))
  return new Map(
    Object.entries(pointer?.sources ?? {}).flatMap(([name, named]): [string, SourcePointer][] => {
      const root = roots.get(name)
      const isForeign = ({ publication }: SnapshotEntry) => root !== undefined && publication?.handedRoot !== root
      if (isForeign(named.current)) return []
      return [[name, named.previous !== null && isForeign(named.previous) ? { ...named, previous: null } : named]]
    }),
  )
}

/** A feed that brought a version once has its programmes for itself from then on, also while it is damaged: older rows must not answer for it. */
function namedSources(feeds: readonly Feed[], open: ReadonlyMap<string, ServingSource>): NamedSource[] {
  const taken = new Set<string>()
  const own = (codes: readonly ProgrammeCode[]): ProgrammeCode[] => codes.filter((code) => !taken.has(code))
  const brought = feeds.flatMap(({ name, programmes }): NamedSource[] => {
    const now = open.get(name)?.now()
    if (now === undefined) return []
    const speaks = own(programmes)
    for (const code of speaks) taken.add(code)
    return [{ name, programmes: speaks, partly: !now.entry.programmes.every((code) => speaks.includes(code)), now }]
  })
  const local = localSource(open.get(LOCAL)?.now(), own)
  for (const code of local?.programmes ?? []) taken.add(code)
  const awaited = feeds
    .filter(({ name }) => !open.has(name))
    .map(({ name, programmes }): NamedSource => {
      return { name, programmes: own(programmes), partly: false, now: { kind: 'none' } }
    })
  const inOrder = [...brought, ...awaited].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return local === null ? inOrder : [...inOrder, local]
}

/** Null where feeds speak for all that was imported by hand. */
function localSource(
  now: SourceNow | undefined,
  own: (codes: readonly ProgrammeCode[]) => ProgrammeCode[],
): NamedSource | null {
  if (now === undefined) return null
  const all = now.entry.programmes
  const programmes = own(all)
  if (all.length > 0 && programmes.length === 0) return null
  return { name: LOCAL, programmes, partly: programmes.length < all.length, now }
}

function signOf({ name, programmes, now }: NamedSource): unknown[] {
  return now.kind === 'serving' ? [name, programmes, now.entry.version, now.fellBack] : [name, programmes, now.kind]
}
