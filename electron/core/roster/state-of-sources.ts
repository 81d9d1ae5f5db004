import { daysBetween, localDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import {
  versionName,
  type RosterSourceState,
  type RosterState,
  type ServingSource,
} from '../../../shared/domain/roster-state.ts'
import type { NamedSource, ServingNow } from './serving-snapshot.ts'

const ZONE = 'Asia/Jakarta'
/** Shown as the version when the pointer itself cannot be read. */
export const UNKNOWN_VERSION = 'unknown'

/** What the sources are together, at `at`. */
export function stateOfSources(now: ServingNow, at: IsoInstant): RosterState {
  if (now.kind === 'damaged-pointer') return { kind: 'damaged', version: UNKNOWN_VERSION }
  const [first, ...others] = now.sources.map((source) => stateOf(source, at))
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

function factsOf(source: ServingSource) {
  const { asOf, importedAt, ageDays, fellBack } = source
  return { version: versionName(source), asOf, importedAt, ageDays, fellBack }
}

function counts(serving: readonly ServingSource[]) {
  const sum = (of: (source: ServingSource) => number) => serving.reduce((all, source) => all + of(source), 0)
  return { people: sum(({ people }) => people), rows: sum(({ rows }) => rows) }
}
