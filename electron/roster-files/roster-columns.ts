/** The columns of the roster CSV, in the order in which this program writes them. @see docs: roster CSV */
export const REQUIRED_COLUMNS = [
  'nik',
  'kk_number',
  'name',
  'sex',
  'birth_date',
  'programme',
  'category',
  'ward_class',
  'valid_from',
  'status',
  'district_code',
] as const

export const OPTIONAL_COLUMNS = [
  'valid_until',
  'status_since',
  'village_code',
  'rw',
  'rt',
  'resident_since',
  'jkn_number',
  'jkn_status',
  'jkn_segment',
  'card_number',
  'card_uid',
  'card_status',
  'card_submitted_on',
  'card_distributed_on',
] as const

export type RosterColumn = (typeof REQUIRED_COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number]

const ALL_COLUMNS: readonly RosterColumn[] = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS]

export type Header = {
  delimiter: ',' | ';'
  width: number
  /** Where each column stands; -1 when the file does not have it. */
  at: Record<RosterColumn, number>
  /** Names of columns that nobody asked for. */
  ignored: string[]
}

export type HeaderRefusal =
  | { code: 'no-header' }
  | { code: 'column-missing'; columns: string[] }
  | { code: 'column-twice'; columns: string[] }

/** Reads the header row. The delimiter is the one that yields more known names. */
export function readHeader(line: string): { ok: true; header: Header } | { ok: false; refusal: HeaderRefusal } {
  const byComma = names(line, ',')
  const bySemicolon = names(line, ';')
  const semicolon = known(bySemicolon) > known(byComma)
  const found = semicolon ? bySemicolon : byComma
  if (known(found) === 0) return { ok: false, refusal: { code: 'no-header' } }
  const missing = REQUIRED_COLUMNS.filter((column) => !found.includes(column))
  if (missing.length > 0) return { ok: false, refusal: { code: 'column-missing', columns: missing } }
  const twice = ALL_COLUMNS.filter((column) => found.indexOf(column) !== found.lastIndexOf(column))
  if (twice.length > 0) return { ok: false, refusal: { code: 'column-twice', columns: twice } }
  const at = Object.fromEntries(ALL_COLUMNS.map((column) => [column, found.indexOf(column)])) as Header['at']
  const ignored = found.filter((name) => !isKnown(name)).map((name) => name.slice(0, 60))
  return { ok: true, header: { delimiter: semicolon ? ';' : ',', width: found.length, at, ignored } }
}

function names(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim()
      .toLowerCase(),
  )
}

function known(found: string[]): number {
  return found.filter(isKnown).length
}

function isKnown(name: string): boolean {
  return (ALL_COLUMNS as readonly string[]).includes(name)
}
