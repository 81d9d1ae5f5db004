const NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )
const DELETE = 0x7f
const DELETE_NAME = 'DEL'

/** What scanners are programmed to add most, and what no keyboard types into a field. */
export const INSERTABLE: readonly { sign: string; name: string }[] = [
  { sign: '\r', name: 'CR' },
  { sign: '\n', name: 'LF' },
  { sign: '\t', name: 'TAB' },
]

/** A prefix or suffix with its control characters in sight, by the names in the makers' manuals: a carriage return as `<CR>`. */
export function showControls(text: string): string {
  return Array.from(text, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    const name = code === DELETE ? DELETE_NAME : NAMES[code]
    return name === undefined ? sign : `<${name}>`
  }).join('')
}

/** What `showControls` showed, or somebody typed, as the device sends it. */
export function readControls(shown: string): string {
  return shown.replaceAll(/<([A-Z0-9]{2,3})>/gi, (token, given: string) => {
    const name = given.toUpperCase()
    if (name === DELETE_NAME) return String.fromCodePoint(DELETE)
    const code = NAMES.indexOf(name)
    return code < 0 ? token : String.fromCodePoint(code)
  })
}

/** The text after somebody made of `showControls(text)` what stands in `edited`: a control character goes as a whole. */
export function editControls(text: string, edited: string): string {
  const isLastCut = edited === showControls(text).slice(0, -1)
  return isLastCut ? Array.from(text).slice(0, -1).join('') : readControls(edited)
}
