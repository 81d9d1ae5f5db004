/** A NIK or KK in a file: 16 digits in 7 bytes, in the same order. */
export const PACKED_BYTES = 7
/** A JKN number: 13 digits. */
export const PACKED_JKN_BYTES = 6

const HALF = 100_000_000

/** The first eight digits of 16. Two halves, since 16 digits do not fit a number. */
export function highHalf(digits: string): number {
  return eight(digits, 0)
}

export function lowHalf(digits: string): number {
  return eight(digits, 8)
}

export function packed(digits: string): Buffer {
  const bytes = Buffer.allocUnsafe(PACKED_BYTES)
  packHalves(bytes, 0, highHalf(digits), lowHalf(digits))
  return bytes
}

/** 27 bits each, the high half in front. */
export function packHalves(into: Buffer, at: number, high: number, low: number): void {
  into.writeUInt32BE(high * 32 + (low >>> 22), at)
  into[at + 4] = (low >>> 16) & 0x3f
  into[at + 5] = low >>> 8
  into[at + 6] = low
}

export function unpacked(bytes: Buffer, at = 0): string {
  const top = bytes.readUInt32BE(at)
  const low = (top & 31) * 0x400000 + bytes.readUIntBE(at + 4, 3)
  return joinedHalves(top >>> 5, low)
}

export function joinedHalves(high: number, low: number): string {
  return padded(high) + padded(low)
}

export function packedJkn(jkn: number): Buffer {
  const bytes = Buffer.allocUnsafe(PACKED_JKN_BYTES)
  bytes.writeUIntBE(jkn, 0, PACKED_JKN_BYTES)
  return bytes
}

export function jknHighHalf(jkn: number): number {
  return Math.floor(jkn / HALF)
}

export function jknLowHalf(jkn: number): number {
  return jkn % HALF
}

export function packJknHalves(into: Buffer, at: number, high: number, low: number): void {
  into.writeUIntBE(high * HALF + low, at, PACKED_JKN_BYTES)
}

function eight(digits: string, from: number): number {
  let value = 0
  for (let at = from; at < from + 8; at += 1) value = value * 10 + digits.charCodeAt(at) - 48
  return value
}

function padded(half: number): string {
  return String(half).padStart(8, '0')
}
