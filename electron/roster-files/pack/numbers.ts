import { PackRefused } from './pack.ts'

/** Numbers of one kind, in the order in which a reader will ask for them. */
export class NumberColumn {
  values: number[] = []

  /** @throws on what is no number from 0: a bug of the caller */
  push(value: number): void {
    if (!(value >= 0)) throw new RangeError('not a value of a pack')
    this.values.push(value)
  }
}

/** Negative numbers among the others: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

/** Seven bits in each: every number of 14 digits. */
const PLANES_MAX = 7
const MORE = 128

/**
 * Numbers as LEB128, their first bytes standing together, then their second bytes, and so on: bytes of the same weight are alike, and
 * compress by what they are.
 */
export function planesOf(values: readonly number[]): Uint8Array[] {
  const planes: Uint8Array[] = []
  const lengths: number[] = []
  for (const value of values) {
    let rest = value
    for (let at = 0; ; at += 1) {
      const plane = (planes[at] ??= new Uint8Array(values.length))
      const place = lengths[at] ?? 0
      lengths[at] = place + 1
      if (rest < MORE) {
        plane[place] = rest
        break
      }
      const above = Math.floor(rest / MORE)
      plane[place] = MORE + (rest - above * MORE)
      rest = above
    }
  }
  return planes.map((plane, at) => plane.subarray(0, lengths[at]))
}

/** @throws {PackRefused} `malformed` */
export function valuesOf(planes: readonly Uint8Array[]): Float64Array {
  const first = planes[0]
  if (first === undefined) return new Float64Array(0)
  if (planes.length > PLANES_MAX) throw new PackRefused('malformed')
  const values = new Float64Array(first.length)
  const places = planes.map(() => 0)
  for (let at = 0; at < values.length; at += 1) {
    let byte = first[at]!
    let value = byte & (MORE - 1)
    let weight = MORE
    for (let depth = 1; byte >= MORE; depth += 1) {
      const next = planes[depth]?.[places[depth]!]
      if (next === undefined) throw new PackRefused('malformed')
      places[depth]! += 1
      byte = next
      value += (byte & (MORE - 1)) * weight
      weight *= MORE
    }
    values[at] = value
  }
  for (let depth = 1; depth < planes.length; depth += 1)
    if (places[depth] !== planes[depth]!.length) throw new PackRefused('malformed')
  return values
}

/** Gives a column out again. Each step throws `PackRefused` when the column has no more, or the number is none that may stand there. */
export class NumberReader {
  readonly values: Float64Array
  at = 0

  constructor(values: Float64Array) {
    this.values = values
  }

  below(limit: number): number {
    if (this.at >= this.values.length) throw new PackRefused('malformed')
    const value = this.values[this.at]!
    if (value >= limit) throw new PackRefused('malformed')
    this.at += 1
    return value
  }

  end(): void {
    if (this.at !== this.values.length) throw new PackRefused('malformed')
  }
}
