import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readStatisticsCsv } from '../../../electron/roster-files/read-statistics-csv.ts'
import { RosterCsvRefused } from '../../../electron/roster-files/roster-csv-refused.ts'

const dir = mkdtempSync(join(tmpdir(), 'loket-statistics-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const path = join(dir, 'statistics.csv')
const HEADER = 'programme,year,measure,value,source'

function read(...lines: string[]) {
  writeFileSync(path, lines.join('\n'))
  return readStatisticsCsv(path)
}

function refusalOf(...lines: string[]) {
  try {
    read(...lines)
  } catch (error) {
    if (error instanceof RosterCsvRefused) return error.refusal
    throw error
  }
  return null
}

describe('statistics of an issuer', () => {
  it('are read with columns in any order, quoted, by comma or semicolon, unknown columns aside', () => {
    const figure = {
      programme: 'kbs-bekasi',
      year: 2017,
      measure: 'families_target',
      value: 60_000,
      source: 'Press, "p. 3"',
    }
    expect(read(HEADER, 'kbs-bekasi,2017,families_target,60000,"Press, ""p. 3"""', '')).toEqual({
      statistics: [figure],
      rejects: [],
      ignoredColumns: [],
    })
    expect(
      read('\uFEFFValue;note;Source;programme;year;measure\r', '60000;x;Press, "p. 3";kbs-bekasi;2017;families_target'),
    ).toMatchObject({ rejects: [{ line: 2, code: 'bad-quoting' }], ignoredColumns: ['note'] })
    expect(
      read('value;source;programme;year;measure', '12.5;;bogor-sehat;2026;uncovered_residents').statistics,
    ).toEqual([{ programme: 'bogor-sehat', year: 2026, measure: 'uncovered_residents', value: 12.5, source: '' }])
  })

  it('lose a wrong line, by line, column and code, and keep the rest', () => {
    const good = 'kbs-bekasi,2017,population,2803283,BPS'
    const found = read(
      HEADER,
      good,
      '',
      'KBS,2017,population,1,x',
      'kbs-bekasi,17,population,1,x',
      'kbs-bekasi,2017,Population!,1,x',
      'kbs-bekasi,2017,population,1e3,x',
      'kbs-bekasi,2017,population,,x',
      `kbs-bekasi,2017,population,1,${'x'.repeat(301)}`,
      'kbs-bekasi,2017,population',
      good,
      'kbs-bekasi,2018,population,1,"two',
      'lines"',
    )
    expect(found.statistics.map(({ year, value }) => [year, value])).toEqual([
      [2017, 2_803_283],
      [2018, 1],
    ])
    expect(found.rejects).toEqual([
      { line: 4, column: 'programme', code: 'bad-form' },
      { line: 5, column: 'year', code: 'bad-form' },
      { line: 6, column: 'measure', code: 'bad-form' },
      { line: 7, column: 'value', code: 'bad-form' },
      { line: 8, column: 'value', code: 'missing' },
      { line: 9, column: 'source', code: 'bad-form' },
      { line: 10, column: '', code: 'field-count' },
      { line: 11, column: '', code: 'repeated-row' },
    ])
  })

  it.each([
    ['no-header', 'a,b'],
    ['no-header', ''],
    ['column-missing', HEADER.replace(',value', '')],
    ['malformed-csv', `${HEADER},year`],
    ['malformed-csv', `${HEADER}\n"kbs-bekasi`],
  ])('are refused as a whole: %s', (code, text) => {
    expect(refusalOf(text)?.code).toBe(code)
  })

  it('are refused where there is no file', () => {
    expect(() => readStatisticsCsv(join(dir, 'nowhere.csv'))).toThrow('file-not-found')
  })
})
