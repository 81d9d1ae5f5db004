import { WORD, type PackedRows } from './packed-row.ts'

/**
 * Where rows start, in the order of `inOrder`, which must agree with the order of KK. A merge sort that carries the KK along: rows lie
 * all over the memory, and to go there for each comparison costs four times as much as the whole sort.
 */
export function sortedStarts(
  { words }: PackedRows,
  starts: Uint32Array<ArrayBuffer>,
  inOrder: (a: number, b: number) => boolean,
): Uint32Array {
  let from: Keyed = { starts, keys: new Float64Array(starts.length) }
  for (let at = 0; at < starts.length; at += 1) from.keys[at] = roughKk(words, starts[at]!)
  let to: Keyed = { starts: new Uint32Array(starts.length), keys: new Float64Array(starts.length) }
  for (let width = 1; width < starts.length; width *= 2) {
    for (let left = 0; left < starts.length; left += 2 * width) {
      const middle = Math.min(left + width, starts.length)
      mergeHalves(from, to, left, middle, Math.min(middle + width, starts.length), inOrder)
    }
    ;[from, to] = [to, from]
  }
  return from.starts
}

type Keyed = { starts: Uint32Array<ArrayBuffer>; keys: Float64Array<ArrayBuffer> }

/** 16 digits are more than a number holds: close ones may come out equal, but never in the wrong order. */
function roughKk(words: Int32Array, start: number): number {
  return words[start + WORD.kk]! * 100_000_000 + words[start + WORD.kk + 1]!
}

function mergeHalves(
  from: Keyed,
  to: Keyed,
  left: number,
  middle: number,
  end: number,
  inOrder: (a: number, b: number) => boolean,
): void {
  const { starts, keys } = from
  const { starts: toStarts, keys: toKeys } = to
  let a = left
  let b = middle
  for (let at = left; at < end; at += 1) {
    let takeA = b === end
    if (!takeA && a < middle) {
      const [keyA, keyB] = [keys[a]!, keys[b]!]
      takeA = keyA === keyB ? inOrder(starts[a]!, starts[b]!) : keyA < keyB
    }
    const taken = takeA ? a++ : b++
    toStarts[at] = starts[taken]!
    toKeys[at] = keys[taken]!
  }
}
