/** Signs that scanners are programmed to add and that no keyboard types into a field. */
export const INSERTABLE = [
  { sign: '\r', name: 'CR' },
  { sign: '\n', name: 'LF' },
  { sign: '\t', name: 'Tab' },
] as const

const PICTURES = 0x2400
const SPACE = 0x20
const DELETE = 0x7f
const DELETE_PICTURE = '\u2421'

/** A prefix or suffix with its control characters in sight: `\r` as `␍`. */
export function showControls(text: string): string {
  return Array.from(text, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    if (code === DELETE) return DELETE_PICTURE
    return code < SPACE ? String.fromCodePoint(PICTURES + code) : sign
  }).join('')
}

/** What `showControls` showed, or somebody typed, as the device sends it. */
export function readControls(shown: string): string {
  return Array.from(shown, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    if (sign === DELETE_PICTURE) return '\u007f'
    return code >= PICTURES && code < PICTURES + SPACE ? String.fromCodePoint(code - PICTURES) : sign
  }).join('')
}
