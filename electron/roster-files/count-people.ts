import { isSameRow, WORD, type PackedRows, type Place } from './packed-row.ts'

export type PeopleCounts = { rows: number; people: number; conflicts: number }

// A key is a NIK, twice 27 bits, and the place of a programme.
const PROGRAMME_BITS = 10
export const MAX_PROGRAMMES = 1 << PROGRAMME_BITS
const LOW_OF_NIK = (1 << (32 - PROGRAMME_BITS)) - 1
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/**
 * Counts rows, people, and NIKs that have several rows in one programme. `places` come in order, none of them twice; rows of a NIK need
 * not stand together, since its KK may differ, so eight bytes are kept for each row, at most `most`.
 */
export function countPeople(places: Iterable<Place>, most: number): PeopleCounts {
  const keys = new BigUint64Array(most)
  const halves = new Uint32Array(keys.buffer)
  const [high, low] = LITTLE_ENDIAN ? [1, 0] : [0, 1]
  let rows = 0
  for (const {
    rows: { words },
    at,
  } of places) {
    const lowDigits = words[at + WORD.nik + 1]!
    halves[rows * 2 + high] = words[at + WORD.nik]! * 32 + (lowDigits >> (32 - PROGRAMME_BITS))
    halves[rows * 2 + low] = (lowDigits & LOW_OF_NIK) * MAX_PROGRAMMES + words[at + WORD.programme]!
    rows += 1
  }
  keys.subarray(0, rows).sort()
  return { rows, ...countRuns(halves, rows, high, low) }
}

function countRuns(
  halves: Uint32Array,
  rows: number,
  high: number,
  low: number,
): { people: number; conflicts: number } {
  let people = 0
  let conflicts = 0
  let repeats = 0
  for (let row = 0; row < rows; row += 1) {
    const before = row * 2 - 2
    const sameHigh = row > 0 && halves[row * 2 + high] === halves[before + high]
    const [here, there] = [halves[row * 2 + low]!, halves[before + low] ?? 0]
    if (!sameHigh || here >>> PROGRAMME_BITS !== there >>> PROGRAMME_BITS) people += 1
    repeats = sameHigh && here === there ? repeats + 1 : 0
    if (repeats === 1) conflicts += 1
  }
  return { people, conflicts }
}

/** The places without those whose row stood before already; the lines of these go to `onRepeat`. */
export function* withoutRepeats(
  places: Iterable<Place>,
  onRepeat: (line: number) => void,
): Generator<Place, void, void> {
  let rows: PackedRows | null = null
  let at = 0
  for (const place of places) {
    if (rows !== null && isSameRow(rows, at, place.rows, place.at)) {
      onRepeat(place.rows.words[place.at + WORD.line]!)
      continue
    }
    rows = place.rows
    at = place.at
    yield place
  }
}
