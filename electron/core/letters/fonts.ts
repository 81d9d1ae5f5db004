import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { unpackWoff } from './woff.ts'

/** The typefaces of printed pages. All three are under the SIL Open Font License 1.1. */
export type FontName = 'serif' | 'serif-bold' | 'sans' | 'sans-bold' | 'sans-heavy' | 'mono' | 'mono-bold'

/** `latin` has what Indonesian needs; `extended` the rest of the Latin script, for names. */
type FontFiles = Record<FontName, { latin: Buffer; extended: Buffer }>
export type Fonts = { files: FontFiles }

// WOFF and not WOFF2: the PDF library cannot take glyphs out of the latter.
const FILES: Record<FontName, [family: string, weight: number]> = {
  serif: ['source-serif-4', 400],
  'serif-bold': ['source-serif-4', 700],
  sans: ['plus-jakarta-sans', 500],
  'sans-bold': ['plus-jakarta-sans', 700],
  'sans-heavy': ['plus-jakarta-sans', 800],
  mono: ['jetbrains-mono', 400],
  'mono-bold': ['jetbrains-mono', 700],
}

/** Reads the font files once (about 0.4 MB). */
export function loadFonts(): Fonts {
  const require = createRequire(import.meta.url)
  const read = (family: string, subset: string, weight: number) =>
    unpackWoff(readFileSync(require.resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`)))
  const pair = ([family, weight]: [string, number]) => ({
    latin: read(family, 'latin', weight),
    extended: read(family, 'latin-ext', weight),
  })
  return {
    files: {
      serif: pair(FILES.serif),
      'serif-bold': pair(FILES['serif-bold']),
      sans: pair(FILES.sans),
      'sans-bold': pair(FILES['sans-bold']),
      'sans-heavy': pair(FILES['sans-heavy']),
      mono: pair(FILES.mono),
      'mono-bold': pair(FILES['mono-bold']),
    },
  }
}

// The ranges of the `latin` and `latin-ext` files as their packages state them, as far as names and sentences use them.
const LATIN =
  /[\u0020-\u007E\u00A0-\u00FF\u0131\u0152\u0153\u02BB\u02BC\u2010-\u2027\u2030\u2039\u203A\u20AC\u2122\u2212]/
const EXTENDED = /[\u0100-\u02BA\u1E00-\u1E9F\u1EF2-\u1EFF]/

/** Which of the two files draws a character; null when neither does. */
export function subsetFor(character: string): 'latin' | 'extended' | null {
  if (LATIN.test(character)) return 'latin'
  return EXTENDED.test(character) ? 'extended' : null
}
