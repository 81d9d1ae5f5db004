import { STATUS, type CodedRow } from '../roster-files/coded-row.ts'
import type { PackPart } from '../roster-files/pack/pack.ts'
import { lowerHalf, NikTable, upperHalf } from './nik-table.ts'

/** Everybody who differs between two rosters, and every NIK of the later one; some 20 bytes a person. */
export type Comparison = {
  /** Who differs: which statuses he had and has, and whether he was and is there at all. */
  changed: NikTable
  /** Of each row of the later roster, in order. The topmost bit of an upper half: this row's family entry differs. */
  uppers: Uint32Array
  lowers: Uint32Array
  rows: number
}

const STATUSES = STATUS.length
const IS_STATUS_SHIFT = STATUSES
const WAS_THERE = 1 << (2 * STATUSES)
const IS_THERE = 1 << (2 * STATUSES + 1)
const DIFFERS = 0x8000_0000

export type PeopleChanged = {
  added: number
  /** Of those who were and are there, the first of these that is new for him. */
  deceased: number
  moved: number
  ended: number
  suspended: number
  otherwise: number
  removed: number
}

/** What people's rows were and are, as a word that `PeopleChanged` counts. */
export type PersonChange = keyof PeopleChanged

export function emptyComparison(rows: number): Comparison {
  return { changed: new NikTable(), uppers: new Uint32Array(rows), lowers: new Uint32Array(rows), rows: 0 }
}

/**
 * Passes `rows` on and notes in `into` how they differ from `before`. Both in the order of `compareRows`: each family entry (KK and NIK)
 * is held against the same one, one after the other. Whoever changed family differs twice and is one person in `changed`.
 */
export async function* comparing(
  rows: Iterable<CodedRow>,
  before: AsyncIterable<PackPart> | null,
  into: Comparison,
): AsyncGenerator<CodedRow, void, void> {
  const former = formerEntries(before)
  let old = await former.next()
  for (const entry of entriesOf(rows)) {
    const first = entry[0]!
    while (old !== null && isBefore(old[0]!, first)) {
      noteFormer(into, old)
      old = await former.next()
    }
    const isSame = old !== null && old[0]!.nik === first.nik && old[0]!.kkNumber === first.kkNumber
    // Of a first publication nobody differs: there is nothing to differ from.
    const differs = before !== null && (!isSame || !sameRows(old!, entry))
    if (differs) {
      if (isSame) noteFormer(into, old!)
      for (const row of entry) {
        into.changed.mark(upperHalf(row.nik), lowerHalf(row.nik), IS_THERE | (1 << (IS_STATUS_SHIFT + row.status)))
      }
    }
    const upper = upperHalf(first.nik)
    const lower = lowerHalf(first.nik)
    for (const row of entry) {
      into.uppers[into.rows] = differs ? (upper | DIFFERS) >>> 0 : upper
      into.lowers[into.rows] = lower
      into.rows += 1
      yield row
    }
    if (isSame) old = await former.next()
  }
  for (; old !== null; old = await former.next()) noteFormer(into, old)
  noteOtherEntries(into)
}

/** Counts who changed how. */
export function countChanges({ changed }: Comparison): PeopleChanged {
  const counts: PeopleChanged = { added: 0, deceased: 0, moved: 0, ended: 0, suspended: 0, otherwise: 0, removed: 0 }
  for (const [, , flags] of changed.entries()) counts[changeOf(flags)] += 1
  return counts
}

export function changeOf(flags: number): PersonChange {
  if ((flags & WAS_THERE) === 0) return 'added'
  if ((flags & IS_THERE) === 0) return 'removed'
  const were = flags & ((1 << STATUSES) - 1)
  const are = (flags >>> IS_STATUS_SHIFT) & ((1 << STATUSES) - 1)
  const became = are & ~were
  const telling = TELLING.find((status) => (became & (1 << STATUS.indexOf(status))) !== 0)
  return telling ?? 'otherwise'
}

const TELLING = ['deceased', 'moved', 'ended', 'suspended'] as const

/** Rows of the later roster that are of somebody in `table`. */
export function rowsOf(table: NikTable, { uppers, lowers, rows }: Comparison): number {
  let count = 0
  for (let at = 0; at < rows; at += 1) {
    if (table.get((uppers[at]! & ~DIFFERS) >>> 0, lowers[at]!) !== 0) count += 1
  }
  return count
}

function noteFormer({ changed }: Comparison, entry: readonly CodedRow[]): void {
  for (const row of entry) changed.mark(upperHalf(row.nik), lowerHalf(row.nik), WAS_THERE | (1 << row.status))
}

/** A person may stand in two families. Who differs in one was and is there by the other that does not. */
function noteOtherEntries({ changed, uppers, lowers, rows }: Comparison): void {
  for (let at = 0; at < rows; at += 1) {
    const upper = uppers[at]!
    if (upper >= DIFFERS || changed.get(upper, lowers[at]!) === 0) continue
    changed.mark(upper, lowers[at]!, WAS_THERE | IS_THERE)
  }
}

function* entriesOf(rows: Iterable<CodedRow>): Generator<CodedRow[]> {
  let entry: CodedRow[] = []
  for (const row of rows) {
    if (entry.length > 0 && (entry[0]!.nik !== row.nik || entry[0]!.kkNumber !== row.kkNumber)) {
      yield entry
      entry = []
    }
    entry.push(row)
  }
  if (entry.length > 0) yield entry
}

/** The same of a pack, which comes in blocks: waited for block by block, not row by row. */
function formerEntries(parts: AsyncIterable<PackPart> | null): {
  next(): Promise<CodedRow[] | null> | CodedRow[] | null
} {
  const blocks = parts?.[Symbol.asyncIterator]()
  let block: CodedRow[] = []
  let at = 0
  let ended = blocks === undefined

  const more = async (entry: CodedRow[]): Promise<CodedRow[] | null> => {
    for (;;) {
      const next = await blocks?.next()
      if (next === undefined || next.done === true) {
        ended = true
        return entry.length === 0 ? null : entry
      }
      if (next.value.kind !== 'rows' || next.value.rows.length === 0) continue
      block = next.value.rows
      at = 0
      const taken = take(entry)
      if (taken !== null) return taken
    }
  }
  /** Null when the entry may go on in the next block. */
  const take = (entry: CodedRow[]): CodedRow[] | null => {
    while (at < block.length) {
      const row = block[at]!
      if (entry.length > 0 && (entry[0]!.nik !== row.nik || entry[0]!.kkNumber !== row.kkNumber)) return entry
      entry.push(row)
      at += 1
    }
    return null
  }
  return {
    next() {
      const entry: CodedRow[] = []
      const taken = take(entry)
      if (taken !== null) return taken
      if (!ended) return more(entry)
      return entry.length === 0 ? null : entry
    },
  }
}

function isBefore(a: CodedRow, b: CodedRow): boolean {
  return a.kkNumber === b.kkNumber ? a.nik < b.nik : a.kkNumber < b.kkNumber
}

function sameRows(a: readonly CodedRow[], b: readonly CodedRow[]): boolean {
  return a.length === b.length && a.every((row, index) => sameRow(row, b[index]!))
}

/** Field by field: `rowText` of both would cost a hundred times as much, and nearly all rows are the same. */
function sameRow(a: CodedRow, b: CodedRow): boolean {
  return (
    a.nik === b.nik &&
    a.kkNumber === b.kkNumber &&
    a.status === b.status &&
    a.statusSince === b.statusSince &&
    a.jknStatus === b.jknStatus &&
    a.jknSegment === b.jknSegment &&
    a.jknNumber === b.jknNumber &&
    a.category === b.category &&
    a.wardClass === b.wardClass &&
    a.validFrom === b.validFrom &&
    a.validUntil === b.validUntil &&
    a.programme === b.programme &&
    a.sex === b.sex &&
    a.birthDate === b.birthDate &&
    a.districtCode === b.districtCode &&
    a.villageCode === b.villageCode &&
    a.rw === b.rw &&
    a.rt === b.rt &&
    a.residentSince === b.residentSince &&
    a.cardStatus === b.cardStatus &&
    a.cardSubmittedOn === b.cardSubmittedOn &&
    a.cardDistributedOn === b.cardDistributedOn &&
    a.name === b.name &&
    a.cardNumber === b.cardNumber &&
    a.cardUid === b.cardUid
  )
}
