import type { Place } from './packed-row.ts'

/** A sorted run being read: its next row. */
export type Run = Place & {
  /** Goes one row on; false behind the last one. */
  advance(): boolean
}

/**
 * All rows of the runs, each of which stands at its first row, in the order of `precedes`. A place holds until the next one is asked for;
 * its `rows` stay.
 */
export function* mergeRuns(runs: Run[], precedes: (a: Place, b: Place) => boolean): Generator<Place, void, void> {
  // A heap: each run stands before those at twice its place and one more, and two more.
  const heap = runs.toSorted((a, b) => (precedes(a, b) ? -1 : 1))
  while (heap.length > 0) {
    const first = heap[0]!
    yield first
    if (!first.advance()) {
      const last = heap.pop()!
      if (heap.length === 0) return
      heap[0] = last
    }
    sink(heap, precedes)
  }
}

function sink(heap: Run[], precedes: (a: Place, b: Place) => boolean): void {
  const run = heap[0]!
  for (let at = 0; ;) {
    let child = at * 2 + 1
    if (child >= heap.length) return
    if (child + 1 < heap.length && precedes(heap[child + 1]!, heap[child]!)) child += 1
    if (precedes(run, heap[child]!)) return
    heap[at] = heap[child]!
    heap[child] = run
    at = child
  }
}
