/** One key as the keyboard sent it: `code` is the physical key (layout-independent), `at` a monotonic time in ms. */
export type KeyStroke = { code: string; shift: boolean; at: number }

/** What was collected since the last slow key. */
export type Burst = {
  text: string
  startedAt: number
  lastAt: number
  /** How many keys in a row came as fast as a scanner's. */
  fast: number
  /** A scanner is typing; it stays so until the run ends. */
  certain: boolean
}

export type WedgeStep =
  /** Not part of a burst: the page may use the key as ever. */
  | { kind: 'idle'; burst: Burst | null }
  /** Fast so far, too short to tell: the page still gets the key. */
  | { kind: 'maybe'; burst: Burst }
  /** A scanner is typing: the page must not get the key. `first` on the key that made it certain. */
  | { kind: 'burst'; burst: Burst; first: boolean }
  /** The scanner's Enter or Tab. */
  | { kind: 'scan'; text: string }

/** Longest time between two keys of a scanner. Measured scanners: 4 to 16 ms; a fast typist: 80 ms and more. */
export const BURST_GAP_MS = 50
export const BURST_MIN_LENGTH = 5
/** A scanner without a suffix key is taken as done after this silence. A busy computer was seen to delay single keys by more than 90 ms. */
export const BURST_END_MS = 250
/** So many keys may come before a delay and still belong to the scan behind it. */
const LONGEST_LEAD = 2
/** A digit that no other key follows within this time was pressed by a person. */
export const ALONE_MS = 90

/** Feeds one key to the recogniser. Pure: the caller keeps `burst`. */
export function wedgeStep(burst: Burst | null, key: KeyStroke): WedgeStep {
  const gapMs = burst ? key.at - burst.lastAt : Number.POSITIVE_INFINITY
  const running = burst && goesOn(burst, gapMs) ? burst : null
  if (isSuffix(key.code)) {
    return running?.certain ? { kind: 'scan', text: running.text } : { kind: 'idle', burst: null }
  }
  if (isModifier(key.code)) return { kind: 'idle', burst: running }
  const character = characterOf(key)
  if (character === null) return { kind: 'idle', burst: null }
  const fast = running && gapMs <= BURST_GAP_MS ? running.fast + 1 : 1
  const next: Burst = {
    text: (running?.text ?? '') + character,
    startedAt: running?.startedAt ?? key.at,
    lastAt: key.at,
    fast,
    certain: running?.certain || fast >= BURST_MIN_LENGTH,
  }
  if (!next.certain) return { kind: 'maybe', burst: next }
  return { kind: 'burst', burst: next, first: running?.certain !== true }
}

// One late key must not cut a scanner's number in two, neither in its middle nor right at its start: the rest would be read as a number
// of its own. A third slow key is a person.
function goesOn(burst: Burst, gapMs: number): boolean {
  if (gapMs <= BURST_GAP_MS) return true
  return gapMs <= BURST_END_MS && (burst.certain || burst.text.length <= LONGEST_LEAD)
}

/** Called after `BURST_END_MS` of silence: the scan of a scanner that sends no suffix key, or null. */
export function wedgePause(burst: Burst | null): string | null {
  return burst?.certain ? burst.text : null
}

function isSuffix(code: string): boolean {
  return code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'
}

function isModifier(code: string): boolean {
  return /^(?:Shift|Control|Alt|Meta)(?:Left|Right)$/.test(code) || code === 'CapsLock'
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

function characterOf({ code, shift }: KeyStroke): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit) return shift ? SHIFTED_DIGITS.charAt(Number(digit)) : digit
  const pad = /^Numpad(\d)$/.exec(code)?.[1]
  if (pad) return pad
  const sign = SIGNS[code]
  return sign ? sign[shift ? 1 : 0] : null
}
