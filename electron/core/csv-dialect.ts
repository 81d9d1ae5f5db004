import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | null

/** `;` and CRLF, as an Indonesian Excel opens it. The first rows of a file begin with a byte order mark: `bom`. */
export function csvText(rows: readonly (readonly Cell[])[], { bom }: { bom: boolean }): string {
  const cells = rows.map((row) => row.map(asText))
  return stringify(cells, { bom, delimiter: ';', record_delimiter: 'windows', escape_formulas: true })
}

// A spreadsheet keeps 15 digits of a number and no leading zero: a NIK would lose its end, a record number its beginning.
const DIGITS_THAT_SUFFER = /^(0\d+|\d{12,})$/

/** An apostrophe keeps such digits a text; `escape_formulas` sets the same before what would run as a formula. */
function asText(cell: Cell): Cell {
  return typeof cell === 'string' && DIGITS_THAT_SUFFER.test(cell) ? `'${cell}` : cell
}
