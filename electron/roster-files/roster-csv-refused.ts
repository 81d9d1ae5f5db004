import type { ImportRefusal } from '../../shared/domain/roster-state.ts'
import type { CsvRefused } from './csv-records.ts'
import type { HeaderRefusal } from './roster-columns.ts'

export type RosterCsvFault = Extract<
  ImportRefusal['code'],
  'file-not-found' | 'file-unreadable' | 'not-utf8' | 'no-header' | 'column-missing' | 'malformed-csv' | 'empty'
>

/** The file as a whole cannot be taken. Says columns and lines, never a value. */
export class RosterCsvRefused extends Error {
  readonly refusal: { code: RosterCsvFault; detail: ImportRefusal['detail'] }
  constructor(code: RosterCsvFault, detail: ImportRefusal['detail'] = {}) {
    super(`roster csv refused: ${code}`)
    this.refusal = { code, detail }
  }
}

export function refusedHeader(refusal: HeaderRefusal): RosterCsvRefused {
  if (refusal.code === 'no-header') return new RosterCsvRefused('no-header')
  const columns = refusal.columns.join(', ')
  return refusal.code === 'column-missing'
    ? new RosterCsvRefused('column-missing', { columns })
    : new RosterCsvRefused('malformed-csv', { line: 1, columnsTwice: columns })
}

export function refusedCsv(error: CsvRefused): RosterCsvRefused {
  return new RosterCsvRefused(error.code === 'not-utf8' ? 'not-utf8' : 'malformed-csv', { line: error.line })
}
