/** Marks that people and spreadsheets put between digits: any white space (no-break too), zero-width marks, dots and dashes of every kind. */
const SEPARATORS = /[\s\u00AD\u200B-\u200D\u2060\uFEFF.\u2024\uFF0E\-\u2010-\u2015\u2212\uFE63\uFF0D]/g

// An import reads millions of numbers that need no cleaning.
const PLAIN = /^[0-9A-Za-z]*$/

/** Takes separators out and turns full-width digits and letters into ASCII ones. Everything else stays as it is. */
export function withoutSeparators(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .replace(SEPARATORS, '')
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
}
