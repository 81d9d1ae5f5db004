const EMPTY = 0xffff_ffff
const ZERO = 48
const HALF = 100_000_000

/** The first eight digits of a NIK as a number, and the last eight: as one number it would be silently wrong. */
export function upperHalf(nik: string): number {
  return eightDigits(nik, 0)
}

export function lowerHalf(nik: string): number {
  return eightDigits(nik, 8)
}

export function nikOf(upper: number, lower: number): string {
  return String(upper).padStart(8, '0') + String(lower).padStart(8, '0')
}

/** Flags by NIK, 12 bytes each: millions of people without an object or a text for any of them. */
export class NikTable {
  #uppers = new Uint32Array(1024).fill(EMPTY)
  #lowers = new Uint32Array(1024)
  #flags = new Uint32Array(1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** 0 for a NIK that is not in it. */
  get(upper: number, lower: number): number {
    const slot = this.#slot(upper, lower)
    return this.#uppers[slot] === EMPTY ? 0 : this.#flags[slot]!
  }

  /** Adds `flags`, not 0, to those that the NIK has. */
  mark(upper: number, lower: number, flags: number): void {
    this.#put(upper, lower, this.get(upper, lower) | flags)
  }

  set(upper: number, lower: number, flags: number): void {
    this.#put(upper, lower, flags)
  }

  *entries(): Generator<[upper: number, lower: number, flags: number]> {
    for (let slot = 0; slot < this.#uppers.length; slot += 1) {
      if (this.#uppers[slot] !== EMPTY) yield [this.#uppers[slot]!, this.#lowers[slot]!, this.#flags[slot]!]
    }
  }

  /** NIKs whose flags `wanted` takes, ascending. */
  sorted(wanted: (flags: number) => boolean): string[] {
    const keys = new BigUint64Array(this.#size)
    const halves = new Uint32Array(keys.buffer)
    let count = 0
    for (const [upper, lower, flags] of this.entries()) {
      if (!wanted(flags)) continue
      halves[count * 2] = lower
      halves[count * 2 + 1] = upper
      count += 1
    }
    keys.subarray(0, count).sort()
    return Array.from({ length: count }, (_, at) => nikOf(halves[at * 2 + 1]!, halves[at * 2]!))
  }

  #put(upper: number, lower: number, flags: number): void {
    let slot = this.#slot(upper, lower)
    if (this.#uppers[slot] === EMPTY) {
      if (this.#size * 2 >= this.#uppers.length) {
        this.#grow()
        slot = this.#slot(upper, lower)
      }
      this.#size += 1
      this.#uppers[slot] = upper
      this.#lowers[slot] = lower
    }
    this.#flags[slot] = flags
  }

  /** Where the NIK stands, or where it would. */
  #slot(upper: number, lower: number): number {
    const mask = this.#uppers.length - 1
    let slot = (Math.imul(upper, 0x9e37_79b1) ^ Math.imul(lower, 0x85eb_ca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & mask
    while (this.#uppers[slot] !== EMPTY && (this.#uppers[slot] !== upper || this.#lowers[slot] !== lower)) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  #grow(): void {
    const [uppers, lowers, flags] = [this.#uppers, this.#lowers, this.#flags]
    this.#uppers = new Uint32Array(uppers.length * 2).fill(EMPTY)
    this.#lowers = new Uint32Array(uppers.length * 2)
    this.#flags = new Uint32Array(uppers.length * 2)
    for (let at = 0; at < uppers.length; at += 1) {
      if (uppers[at] === EMPTY) continue
      const slot = this.#slot(uppers[at]!, lowers[at]!)
      this.#uppers[slot] = uppers[at]!
      this.#lowers[slot] = lowers[at]!
      this.#flags[slot] = flags[at]!
    }
  }
}

function eightDigits(nik: string, from: number): number {
  let value = 0
  for (let at = from; at < from + 8; at += 1) value = value * 10 + nik.charCodeAt(at) - ZERO
  return value % HALF
}
