import type { Db } from '../db/open-database.ts'
import { highHalf, lowHalf, PACKED_BYTES, packHalves } from './packed-number.ts'
import { EVERY_OVERRIDDEN, INSERT_OVERRIDDEN } from './snapshot-schema.ts'

/** Different NIKs, ascending: seven bytes each, also in memory, where a look-up asks before it reads any file. */
export type NikSet = {
  readonly length: number
  high(index: number): number
  low(index: number): number
  has(nik: string): boolean
  /** False in a file that is damaged. */
  ascends(): boolean
}

const NIKS_IN_ROW = 8192

export function readOverridden(db: Db): NikSet {
  const bytes = Buffer.concat(db.prepare<[], Buffer>(EVERY_OVERRIDDEN).pluck().all())
  const length = Math.floor(bytes.length / PACKED_BYTES)
  const top = (index: number): number => bytes.readUInt32BE(index * PACKED_BYTES)
  const rest = (index: number): number => bytes.readUIntBE(index * PACKED_BYTES + 4, 3)
  const wanted = Buffer.alloc(PACKED_BYTES)
  return {
    length,
    high: (index) => top(index) >>> 5,
    low: (index) => (top(index) & 31) * 0x400000 + rest(index),
    has(nik) {
      if (length === 0) return false
      packHalves(wanted, 0, highHalf(nik), lowHalf(nik))
      const [head, tail] = [wanted.readUInt32BE(0), wanted.readUIntBE(4, 3)]
      let from = 0
      let to = length
      while (from < to) {
        const middle = (from + to) >>> 1
        if ((top(middle) - head || rest(middle) - tail) < 0) from = middle + 1
        else to = middle
      }
      return from < length && top(from) === head && rest(from) === tail
    },
    ascends() {
      if (bytes.length % PACKED_BYTES !== 0) return false
      for (let at = PACKED_BYTES; at < bytes.length; at += PACKED_BYTES)
        if (bytes.compare(bytes, at - PACKED_BYTES, at, at, at + PACKED_BYTES) <= 0) return false
      return true
    },
  }
}

/** Takes NIKs in halves, different and ascending; `end` returns how many they were. */
export function overriddenWriter(db: Db): { add(high: number, low: number): void; end(): number } {
  const insert = db.prepare(INSERT_OVERRIDDEN)
  const block = Buffer.alloc(NIKS_IN_ROW * PACKED_BYTES)
  let [waiting, count] = [0, 0]
  const flush = (): void => {
    if (waiting > 0) insert.run(block.subarray(0, waiting * PACKED_BYTES))
    waiting = 0
  }
  return {
    add(high, low) {
      packHalves(block, waiting * PACKED_BYTES, high, low)
      waiting += 1
      count += 1
      if (waiting === NIKS_IN_ROW) flush()
    },
    end() {
      flush()
      return count
    },
  }
}
