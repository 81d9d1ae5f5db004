/**
 * One key as the keyboard sent it: `code` is the physical key (layout-independent), `at` a monotonic time in ms. Caps Lock does not count: a
 * scanner presses Shift for what it means.
 */
export type KeyStroke = { code: string; shift: boolean; at: number; ctrl?: boolean; alt?: boolean }

/** What a key adds to the text, and what it leaves of a character sent as Alt and its number. */
export type KeyText = { text: string; alt: string }

/** GS, which parts the fields of a GS1 code. */
const GROUP_SEPARATOR = '\u001D'
/** CR, LF and TAB as scanners send them that press Ctrl for control characters. */
const CTRL_SUFFIXES = new Set(['KeyM', 'KeyJ', 'KeyI'])
const LAST_PRINTABLE = 0x7e

export function isSuffix({ code, ctrl, alt }: KeyStroke): boolean {
  if (alt) return false
  return ctrl ? CTRL_SUFFIXES.has(code) : code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'
}

export function isModifier({ code }: KeyStroke): boolean {
  return /^(?:Shift|Control|Alt|Meta)(?:Left|Right)$/.test(code) || code === 'CapsLock' || code === 'NumLock'
}

/** Whether this key begins another character by its number. */
export function beginsAlt({ code }: KeyStroke): boolean {
  return code === 'AltLeft' || code === 'AltRight'
}

/**
 * The character of a key; null for a key that is none. Scanners send GS as Ctrl and ], as F8 or as Alt with 0029 on the number pad, other
 * signs as Alt and their number too. `alt`: its digits so far.
 */
export function characterOf(key: KeyStroke, alt: string): KeyText | null {
  const { code, ctrl, shift } = key
  if (key.alt) return ctrl ? null : altCharacter(code, alt)
  if (ctrl) return code === 'BracketRight' ? plain(GROUP_SEPARATOR) : null
  if (code === 'F8') return shift ? null : plain(GROUP_SEPARATOR)
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return plain(shift ? letter : letter.toLowerCase())
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit) return plain(shift ? SHIFTED_DIGITS.charAt(Number(digit)) : digit)
  const pad = /^Numpad(\d)$/.exec(code)?.[1]
  if (pad) return plain(pad)
  const sign = SIGNS[code]
  return sign ? plain(sign[shift ? 1 : 0]) : null
}

function altCharacter(code: string, before: string): KeyText | null {
  const digit = /^Numpad(\d)$/.exec(code)?.[1]
  if (!digit) return null
  const alt = before + digit
  // Alt with 0 before the number has four digits, without it up to three.
  if (alt.length < (alt.startsWith('0') ? 4 : 3)) return { text: '', alt }
  const point = Number(alt)
  return plain(point <= LAST_PRINTABLE && point > 0 ? String.fromCodePoint(point) : '')
}

function plain(text: string): KeyText {
  return { text, alt: '' }
}

// The US layout: scanners leave the factory with it, and the operating system's layout must not turn a 0 into another sign.
const SIGNS: Record<string, readonly [plain: string, shifted: string]> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadDecimal: ['.', '.'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
}
const SHIFTED_DIGITS = ')!@#$%^&*('
