import { closeSync } from 'node:fs'
import { Statistic } from '../../shared/domain/feed.ts'
import { CsvRefused, readRecords, textBlocks } from './csv-records.ts'
import { openCsv } from './open-csv.ts'
import { refusedCsv, RosterCsvRefused } from './roster-csv-refused.ts'

const COLUMNS = ['programme', 'year', 'measure', 'value', 'source'] as const
type StatisticColumn = (typeof COLUMNS)[number]

export type StatisticReject = {
  line: number
  column: StatisticColumn | ''
  code: 'missing' | 'bad-form' | 'field-count' | 'bad-quoting' | 'repeated-row'
}

export type StatisticsCsv = {
  /** In the order of the file. */
  statistics: Statistic[]
  rejects: StatisticReject[]
  /** Names of columns that nobody asked for. */
  ignoredColumns: string[]
}

/** Reads the published figures that accompany a roster: a small file. A line that is wrong stays out. @throws {RosterCsvRefused} */
export function readStatisticsCsv(path: string): StatisticsCsv {
  const file = openCsv(path)
  try {
    const blocks = [...textBlocks(file, () => {})]
    return readStatistics(blocks, delimiterOf(blocks[0] ?? ''))
  } catch (error) {
    throw error instanceof CsvRefused ? refusedCsv(error) : error
  } finally {
    closeSync(file)
  }
}

function readStatistics(blocks: string[], delimiter: ',' | ';'): StatisticsCsv {
  const found: StatisticsCsv = { statistics: [], rejects: [], ignoredColumns: [] }
  const seen = new Set<string>()
  let names: string[] | null = null
  readRecords(blocks, delimiter, {
    record(line, fields) {
      if (names === null) {
        names = namesOf(fields)
        found.ignoredColumns = names.filter((name) => !COLUMNS.some((column) => column === name))
        return
      }
      const statistic =
        names.length === fields.length ? statisticOf(names, fields) : ({ column: '', code: 'field-count' } as const)
      if ('code' in statistic) {
        found.rejects.push({ line, ...statistic })
        return
      }
      const key = JSON.stringify([statistic.programme, statistic.year, statistic.measure])
      if (seen.has(key)) found.rejects.push({ line, column: '', code: 'repeated-row' })
      else found.statistics.push(statistic)
      seen.add(key)
    },
    badQuoting: (line) => found.rejects.push({ line, column: '', code: 'bad-quoting' }),
  })
  if (names === null) throw new RosterCsvRefused('no-header')
  return found
}

/** @throws {RosterCsvRefused} */
function namesOf(fields: string[]): string[] {
  const names = fields.map((name) => name.trim().toLowerCase())
  const missing = COLUMNS.filter((column) => !names.includes(column))
  if (missing.length === COLUMNS.length) throw new RosterCsvRefused('no-header')
  if (missing.length > 0) throw new RosterCsvRefused('column-missing', { columns: missing.join(', ') })
  const twice = COLUMNS.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (twice.length > 0) throw new RosterCsvRefused('malformed-csv', { line: 1, columnsTwice: twice.join(', ') })
  return names
}

function statisticOf(names: string[], fields: string[]): Statistic | Omit<StatisticReject, 'line'> {
  const text = (column: StatisticColumn): string => fields[names.indexOf(column)]!.trim()
  // What no figure stands behind is left out, but nobody has to say from where.
  const missing = COLUMNS.find((column) => column !== 'source' && text(column) === '')
  if (missing !== undefined) return { column: missing, code: 'missing' }
  const parsed = Statistic.safeParse({
    programme: text('programme'),
    year: /^\d{4}$/.test(text('year')) ? Number(text('year')) : null,
    measure: text('measure'),
    value: /^-?\d{1,15}(\.\d{1,6})?$/.test(text('value')) ? Number(text('value')) : null,
    source: text('source'),
  })
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues[0]?.path[0]
  return { column: COLUMNS.find((column) => column === wrong) ?? '', code: 'bad-form' }
}

/** The one that parts the header into more of the known names. */
function delimiterOf(text: string): ',' | ';' {
  const head = text.trimStart().split('\n', 1)[0]!
  return head.split(';').length > head.split(',').length ? ';' : ','
}
