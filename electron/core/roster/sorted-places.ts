/** Keys in two halves of at most 27 bits, each with the place in the file where it stands. */
export type KeyedPlaces = {
  readonly length: number
  high(index: number): number
  low(index: number): number
  place(index: number): number
  add(high: number, low: number, place: number): void
  /** Indexes by ascending key; equal keys as they were added. Sorted at each call. */
  order(): Uint32Array<ArrayBuffer>
  /** When nothing is asked of it any more. */
  free(): void
}

const DIGIT_BITS = 9
const DIGITS_OF_HALF = 3

/**
 * `expected`: at most how many will come. Room that is not used costs nothing, room that is missing is made. `places`: `counted` where
 * they are 1, 2, 3...
 */
export function keyedPlaces(expected: number, kind: 'counted' | 'given' = 'given'): KeyedPlaces {
  let high = new Uint32Array(expected)
  let low = new Uint32Array(expected)
  let places = new Uint32Array(kind === 'given' ? expected : 0)
  let length = 0
  return {
    get length() {
      return length
    },
    high: (index) => high[index] ?? 0,
    low: (index) => low[index] ?? 0,
    place: (index) => (kind === 'given' ? (places[index] ?? 0) : index + 1),
    add(highHalf, lowHalf, place) {
      if (length === high.length) {
        high = grown(high)
        low = grown(low)
        if (kind === 'given') places = grown(places)
      }
      high[length] = highHalf
      low[length] = lowHalf
      if (kind === 'given') places[length] = place
      length += 1
    },
    order() {
      let from = Uint32Array.from({ length: 0 })
      let to = new Uint32Array(length)
      for (const half of [low, high]) {
        for (let digit = 0; digit < DIGITS_OF_HALF; digit += 1) {
          const next = sortByDigit(half, digit * DIGIT_BITS, from, to, length)
          if (!next) continue
          const sorted = to
          to = from.length === length ? from : new Uint32Array(length)
          from = sorted
        }
      }
      if (from.length !== length) return to.map((_, index) => index)
      freed(to)
      return from
    },
    free() {
      for (const array of [high, low, places]) freed(array)
    },
  }
}

/** Gives memory back at once, not when garbage is next looked for. Nobody may use the array any more. */
export function freed(array: Uint32Array<ArrayBuffer>): void {
  if (!array.buffer.detached) array.buffer.transfer(0)
}

/** One pass of a radix sort, stable. An empty `from` stands for 0, 1, 2... False, and nothing done, where all have the same digit. */
function sortByDigit(keys: Uint32Array, shift: number, from: Uint32Array, to: Uint32Array, length: number): boolean {
  const mask = (1 << DIGIT_BITS) - 1
  const starts = new Uint32Array((1 << DIGIT_BITS) + 1)
  for (let index = 0; index < length; index += 1) starts[((keys[index]! >>> shift) & mask) + 1]! += 1
  if (starts.includes(length) && length > 0) return false
  for (let digit = 1; digit < starts.length; digit += 1) starts[digit]! += starts[digit - 1]!
  const first = from.length === 0
  for (let at = 0; at < length; at += 1) {
    const index = first ? at : from[at]!
    const digit = (keys[index]! >>> shift) & mask
    to[starts[digit]!] = index
    starts[digit]! += 1
  }
  return true
}

export function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(1024, Math.ceil(array.length * 1.5)))
  larger.set(array)
  freed(array)
  return larger
}
