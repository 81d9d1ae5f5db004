import { unreachable } from '../../../shared/domain/unreachable.ts'
import { KkNumber, type Nik } from '../../../shared/domain/identifiers.ts'
import type { LookupKey } from '../../../shared/domain/reading.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { PersonRows, Roster } from './roster.ts'
import type { AskedSource, NamedSource, ServingSnapshot } from './serving-snapshot.ts'
import { FAMILY_LIMIT, SEARCH_LIMIT } from './look-up-limits.ts'
import type { SnapshotReader } from './snapshot-reader.ts'

/** Look-ups over all sources: one person has the rows of each, and of each only those of programmes that it speaks for. */
export function mergedLookUp(serving: ServingSnapshot): Pick<Roster, 'find' | 'search' | 'familySize'> {
  return {
    find: (key) => serving.ask((sources) => find(sources, key)),
    search: (name, birthDate) =>
      serving.ask((sources) =>
        merged(
          sources,
          (reader) => reader.search(name, birthDate),
          () => true,
          SEARCH_LIMIT,
        ),
      ),
    familySize: (kkNumber) =>
      serving.ask((sources) => {
        const only = onlyOne(sources)
        if (only !== null) return only.ask((reader) => reader.familySize(kkNumber))
        // The same person may be in several.
        const key = KkNumber.safeParse(kkNumber)
        return key.success ? find(sources, { kind: 'kk', value: key.data }).length : 0
      }),
  }
}

function find(sources: readonly AskedSource[], key: LookupKey): PersonRows[] {
  return merged(
    sources,
    (reader) => reader.find(key),
    (row) => holds(row, key),
    FAMILY_LIMIT,
  )
}

/** `holds`: whether a row is one that the question is about; a row that the source does not speak for brings nobody up. */
function merged(
  sources: readonly AskedSource[],
  question: (reader: SnapshotReader) => PersonRows[],
  holdsIt: (row: RosterRow) => boolean,
  limit: number,
): PersonRows[] {
  const only = onlyOne(sources)
  if (only !== null) return only.ask(question)
  const niks = new Set<Nik>()
  const answers = sources.map(({ source, ask }) => {
    const found = new Map<Nik, RosterRow[]>()
    for (const { nik, rows } of ask(question)) {
      const spoken = spokenRows(source, rows)
      if (spoken.some(holdsIt) && niks.size < limit) niks.add(nik)
      found.set(nik, spoken)
    }
    return found
  })
  return [...niks].flatMap((nik) => {
    // In another source the same person may stand under another family, card or name.
    const rows = sources.flatMap(({ source, ask }, index) => {
      const known = answers[index]?.get(nik)
      return known ?? spokenRows(source, ask((reader) => reader.find({ kind: 'nik', value: nik }))[0]?.rows ?? [])
    })
    const [first, ...others] = rows
    return first === undefined ? [] : [{ nik, rows: [first, ...others] }]
  })
}

/** The source that answers alone, with all that it has. */
function onlyOne(sources: readonly AskedSource[]): AskedSource | null {
  const [only] = sources
  return only !== undefined && sources.length === 1 && !only.source.partly ? only : null
}

function spokenRows({ partly, programmes }: NamedSource, rows: readonly RosterRow[]): RosterRow[] {
  return partly ? rows.filter(({ programme }) => programmes.includes(programme)) : [...rows]
}

function holds(row: RosterRow, { kind, value }: LookupKey): boolean {
  switch (kind) {
    case 'nik':
      return row.nik === value
    case 'kk':
      return row.kkNumber === value
    case 'jkn':
      return row.jknNumber === value
    case 'card':
      return row.cardNumber === value
    case 'uid':
      return row.cardUid === value
    default:
      return unreachable(kind)
  }
}
