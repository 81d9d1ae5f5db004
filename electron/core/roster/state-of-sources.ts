import { daysBetween, localDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import { compareFeedVersions, FeedVersion } from '../../../shared/domain/feed.ts'
import {
  versionName,
  type RosterSourceState,
  type RosterState,
  type ServingSource,
} from '../../../shared/domain/roster-state.ts'
import { LOCAL, UNKNOWN_VERSION, type NamedSource, type ServingNow } from './serving-snapshot.ts'

const ZONE = 'Asia/Jakarta'

/** The highest version of a source that was ever installed here; null: none. */
export type HighOf = (source: string) => string | null

/** What the sources are together, at `at`. */
export function stateOfSources(now: ServingNow, at: IsoInstant, highOf: HighOf): RosterState {
  if (now.kind === 'damaged-pointer') return { kind: 'damaged', version: UNKNOWN_VERSION }
  const [first, ...others] = now.sources.map((source) => {
    const state = stateOf(source, at)
    return isLowered(state, now.isCopy, highOf) ? { ...state, fellBack: true } : state
  })
  if (first === undefined) return { kind: 'none' }
  const serving = [first, ...others].filter((one) => one.kind === 'serving')
  const [oldest] = serving.toSorted((a, b) => (a.asOf === b.asOf ? 0 : a.asOf < b.asOf ? -1 : 1))
  if (oldest !== undefined) {
    return { kind: 'current', sources: [first, ...others], ...factsOf(oldest), ...counts(serving) }
  }
  const damaged = [first, ...others].find((one) => one.kind === 'damaged')
  return damaged === undefined ? { kind: 'none' } : { kind: 'damaged', version: versionName(damaged) }
}

function stateOf({ name, programmes, now }: NamedSource, at: IsoInstant): RosterSourceState {
  const named = { source: name, programmes: [...programmes] }
  switch (now.kind) {
    case 'none':
      return { kind: 'none', ...named }
    case 'damaged':
      return { kind: 'damaged', ...named, version: now.entry.version }
    case 'serving': {
      const { version, asOf, importedAt, people, rows } = now.entry
      const ageDays = Math.max(0, daysBetween(asOf, localDate(at, ZONE)))
      return { kind: 'serving', ...named, version, asOf, importedAt, ageDays, people, rows, fellBack: now.fellBack }
    }
  }
}

/**
 * Below the highest version, however it came to serve. By hand an older roster can be put in on purpose: there it counts only while the
 * pointer is damaged.
 */
function isLowered(state: RosterSourceState, isCopy: boolean, highOf: HighOf): boolean {
  if (state.kind !== 'serving' || (state.source === LOCAL && !isCopy)) return false
  const highest = highOf(state.source)
  if (highest === null || highest === state.version) return false
  const [serves, high] = [FeedVersion.safeParse(state.version), FeedVersion.safeParse(highest)]
  return serves.success && high.success && compareFeedVersions(serves.data, high.data) < 0
}

function factsOf(source: ServingSource) {
  const { asOf, importedAt, ageDays, fellBack } = source
  return { version: versionName(source), asOf, importedAt, ageDays, fellBack }
}

function counts(serving: readonly ServingSource[]) {
  const sum = (of: (source: ServingSource) => number) => serving.reduce((all, source) => all + of(source), 0)
  return { people: sum(({ people }) => people), rows: sum(({ rows }) => rows) }
}
