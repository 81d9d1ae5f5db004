import { compareRows, type CodedRow } from '../../roster-files/coded-row.ts'
import { highHalf, joinedHalves, lowHalf } from './packed-number.ts'
import type { SnapshotFile } from './snapshot-file.ts'
import type { IndexedCounts, SnapshotWriter } from './snapshot-writer.ts'
import { keyedPlaces } from './sorted-places.ts'

/** How many layers may lie over a base for longer than it takes to merge them. */
const MOST_LAYERS = 3

/**
 * How many of the newest layers are to be made one, given the sizes of all layers over the base, newest last; 0: none. A layer is taken
 * along while it is not larger than twice what comes above it, so that a large one is not written anew for every small one.
 */
export function layersToMerge(sizes: readonly number[]): number {
  if (sizes.length <= MOST_LAYERS) return 0
  let count = 1
  let sum = sizes.at(-1) ?? 0
  while (count < sizes.length) {
    const below = sizes[sizes.length - count - 1] ?? 0
    if (sizes.length - count + 1 <= MOST_LAYERS && below > 2 * sum) break
    sum += below
    count += 1
  }
  return count
}

/** Writes layers that lie one over the other, newest last, as one: each person as the newest of them says. */
export function mergeLayers(files: readonly SnapshotFile[], writer: SnapshotWriter): IndexedCounts {
  const owners = ownersIn(files)
  for (const nik of owners.niks()) writer.override(nik)
  for (const row of inOrder(files.map((file, index) => ownRows(file, index, owners)))) writer.add(row)
  return writer.index(() => {})
}

type Owners = {
  /** Which of the files speaks for this person. */
  of(nik: string): number
  niks(): Generator<string, void, void>
}

/** Sorted numbers instead of a map: a tenth of its memory. */
function ownersIn(files: readonly SnapshotFile[]): Owners {
  const all = keyedPlaces(files.reduce((sum, file) => sum + file.facts.overridden, 0))
  files.forEach((file, index) => {
    const { overridden } = file
    for (let at = 0; at < overridden.length; at += 1) all.add(overridden.high(at), overridden.low(at), index)
  })
  const order = all.order()
  const compare = (one: number, high: number, low: number): number => all.high(one) - high || all.low(one) - low
  return {
    of(nik) {
      const [high, low] = [highHalf(nik), lowHalf(nik)]
      // Behind the last entry of this person, the newest file's.
      let from = 0
      let to = order.length
      while (from < to) {
        const middle = (from + to) >>> 1
        if (compare(order[middle]!, high, low) <= 0) from = middle + 1
        else to = middle
      }
      return all.place(order[from - 1]!)
    },
    *niks() {
      for (const one of order) yield joinedHalves(all.high(one), all.low(one))
    },
  }
}

function* ownRows(file: SnapshotFile, index: number, owners: Owners): Generator<CodedRow, void, void> {
  for (const row of file.rows()) if (owners.of(row.nik) === index) yield row
}

function* inOrder(sources: readonly Generator<CodedRow, void, void>[]): Generator<CodedRow, void, void> {
  const heads = sources.map((source) => ({ source, row: next(source) }))
  for (;;) {
    let first: (typeof heads)[number] | null = null
    for (const head of heads) {
      if (head.row !== null && (first === null || first.row === null || compareRows(head.row, first.row) < 0))
        first = head
    }
    if (first === null || first.row === null) return
    yield first.row
    first.row = next(first.source)
  }
}

function next(source: Generator<CodedRow, void, void>): CodedRow | null {
  const { done, value } = source.next()
  return done === true ? null : value
}
