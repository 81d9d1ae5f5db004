/** The keyboard page of the HID usage tables as a US keyboard has it: usage, character, character with Shift. */
const KEYS: readonly (readonly [number, string, string])[] = [
  ...Array.from('abcdefghijklmnopqrstuvwxyz', (letter, at) => [0x04 + at, letter, letter.toUpperCase()] as const),
  ...pairs(0x1e, '1234567890', '!@#$%^&*()'),
  ...pairs(0x2c, ' -=[]\\', ' _+{}|'),
  ...pairs(0x33, ";'`,./", ':"~<>?'),
  // The key of the rest of the world beside Enter, where a US keyboard has its backslash.
  [0x32, '\\', '|'],
  [0x64, '\\', '|'],
]

/** The number pad types the same with and without Shift. */
const PAD: readonly (readonly [number, string])[] = Array.from('/*-+', (sign, at) => [0x54 + at, sign] as const).concat(
  Array.from('1234567890.', (sign, at) => [0x59 + at, sign] as const),
)

const PLAIN = new Map([...KEYS.map(([code, plain]) => [code, plain] as const), ...PAD])
const SHIFTED = new Map([...KEYS.map(([code, , shifted]) => [code, shifted] as const), ...PAD])

/** Enter, Tab and Enter of the number pad: what readers are programmed to type behind a code. */
export const END_KEYS: readonly number[] = [0x28, 0x2b, 0x58]
/** Too many keys at once, self-test failed, undefined error: the reader lost keys. */
export const HIGHEST_ERROR = 0x03

const SHIFT = 0x22
const CTRL = 0x11
const RIGHT_BRACKET = 0x30
const GS = '\u001D'

/** The character that a key types under the modifiers of its report. Null: none that a code has. */
export function typed(key: number, modifiers: number): string | null {
  const others = modifiers & ~SHIFT
  // Readers write the separator of GS1 codes as Ctrl and the closing bracket.
  if (others !== 0) return (others & ~CTRL) === 0 && key === RIGHT_BRACKET ? GS : null
  return ((modifiers & SHIFT) === 0 ? PLAIN : SHIFTED).get(key) ?? null
}

function pairs(first: number, plain: string, shifted: string): (readonly [number, string, string])[] {
  return Array.from(plain, (sign, at) => [first + at, sign, shifted[at] ?? sign] as const)
}
