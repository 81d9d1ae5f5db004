/** Sixteen bytes as a technician reads them. `offset`: of the row's first byte, four hex digits. */
export type HexRow = { offset: string; bytes: readonly string[]; ascii: string }

const ROW_BYTES = 16
/** Stands for a byte that is no printable character of ASCII. */
const UNPRINTABLE = '·'

/** A report's bytes in rows. What is not two hex digits is left out: `hex` comes from a device. */
export function hexRows(hex: string): HexRow[] {
  const bytes = hexBytes(hex)
  return Array.from({ length: Math.ceil(bytes.length / ROW_BYTES) }, (_, row) => {
    const part = bytes.slice(row * ROW_BYTES, (row + 1) * ROW_BYTES)
    return {
      offset: (row * ROW_BYTES).toString(16).padStart(4, '0'),
      bytes: part,
      ascii: part.map(asciiOf).join(''),
    }
  })
}

export function hexBytes(hex: string): string[] {
  return hex.toLowerCase().match(/[0-9a-f]{2}/g) ?? []
}

function asciiOf(byte: string): string {
  const code = Number.parseInt(byte, 16)
  return code >= 0x20 && code < 0x7f ? String.fromCodePoint(code) : UNPRINTABLE
}
