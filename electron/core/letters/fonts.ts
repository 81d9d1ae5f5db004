import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { unpackWoff } from './woff.ts'

/** The typefaces of printed pages. All three are under the SIL Open Font License 1.1. */
export type FontName = 'serif' | 'serif-bold' | 'sans' | 'sans-bold' | 'sans-heavy' | 'mono' | 'mono-bold'

/** `latin` has what Indonesian needs; `extended` the rest of the Latin script, for names. */
type FontFiles = Record<FontName, { latin: Buffer; extended: Buffer }>
export type Fonts = { files: FontFiles }

/** Reads and unpacks the font files, once (about 0.5 MB). */
export function loadFonts(): Fonts {
  const require = createRequire(import.meta.url)
  const serif = dirname(require.resolve('@fontsource/source-serif-4/package.json'))
  const sans = dirname(require.resolve('@fontsource/plus-jakarta-sans/package.json'))
  const mono = dirname(require.resolve('@fontsource/jetbrains-mono/package.json'))
  return {
    files: {
      serif: cut(serif, 400),
      'serif-bold': cut(serif, 700),
      sans: cut(sans, 500),
      'sans-bold': cut(sans, 700),
      'sans-heavy': cut(sans, 800),
      mono: cut(mono, 400),
      'mono-bold': cut(mono, 700),
    },
  }
}

/** One weight of a family. WOFF and not WOFF2: the PDF library cannot take glyphs out of the latter. */
function cut(packageDir: string, weight: number): { latin: Buffer; extended: Buffer } {
  const read = (subset: string) =>
    unpackWoff(readFileSync(join(packageDir, 'files', `${basename(packageDir)}-${subset}-${weight}-normal.woff`)))
  return { latin: read('latin'), extended: read('latin-ext') }
}

// What every face really has a glyph for, found by asking the files; their packages' own lists promise more.
const LATIN =
  /[\u0020-\u007E\u00A0-\u00AC\u00AE-\u00FF\u0131\u0152\u0153\u2013\u2014\u2018-\u201A\u201C-\u201E\u2022\u2026\u2039\u203A\u20AC\u2122\u2212]/
const EXTENDED =
  /[\u0100-\u012B\u012E-\u0130\u0134-\u0148\u014A-\u0151\u0154-\u0165\u0168-\u017E\u0218-\u021B\u1E80-\u1E85\u1E9E\u1EF2-\u1EF9]/

/** Which of the two files draws a character; null when neither does. */
export function subsetFor(character: string): 'latin' | 'extended' | null {
  if (LATIN.test(character)) return 'latin'
  return EXTENDED.test(character) ? 'extended' : null
}
