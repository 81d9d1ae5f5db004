import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openScratchFile } from '../../../electron/core/db/scratch-file.ts'
import { writeDemoRoster } from '../../../electron/core/demo/write-roster-csv.ts'
import { compareRows, rowText, type CodedRow } from '../../../electron/roster-files/coded-row.ts'
import { readRosterCsv, type RosterCsvJob } from '../../../electron/roster-files/read-roster-csv.ts'
import { RosterCsvRefused } from '../../../electron/roster-files/roster-csv-refused.ts'
import type { Scratch } from '../../../electron/roster-files/scratch.ts'
import { IsoDate } from '../../../shared/domain/dates.ts'
import { arbitraryRow, csvOf, TODAY } from './arbitrary-roster.ts'

const dir = mkdtempSync(join(tmpdir(), 'loket-roster-csv-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const csv = join(dir, 'roster.csv')
const scratchFile = join(dir, 'building-2026-11-22-1.scratch.db')
const TINY_RUNS = { runBytes: 1 }

const HEADER = 'nik,kk_number,name,sex,birth_date,programme,category,ward_class,valid_from,status,district_code'
const person = (serial: string, kk = '3275021203159921', name = 'SITI') =>
  `327502520390${serial},${kk},${name},P,1990-03-12,kbs-bekasi,lainnya,3,2020-01-01,active,327502`

type Told = { line: number; column: string; code: string }

function read(text: string | Buffer, options: Partial<RosterCsvJob> = {}) {
  writeFileSync(csv, text)
  const rejects: Told[] = []
  const roster = readRosterCsv({
    path: csv,
    today: IsoDate.parse(TODAY),
    rejects: { add: (line, reject) => rejects.push({ line, ...reject }) },
    openScratch: () => openScratchFile(scratchFile),
    ...options,
  })
  try {
    const { rows, people, conflicts, rowsRead, rowsRejected, programmes, ignoredColumns } = roster
    return {
      rejects,
      all: [...roster.each()],
      again: [...roster.each()],
      rows,
      people,
      conflicts,
      rowsRead,
      rowsRejected,
      programmes,
      ignoredColumns,
    }
  } finally {
    roster.close()
  }
}

function refusalOf(text: string | Buffer, options: Partial<RosterCsvJob> = {}) {
  try {
    read(text, options)
  } catch (error) {
    if (error instanceof RosterCsvRefused) return error.refusal
    throw error
  }
  return null
}

/** All of it in memory, the way it is told in words. */
function naive(rows: readonly CodedRow[]) {
  const all = rows
    .toSorted(compareRows)
    .filter((row, at, sorted) => at === 0 || compareRows(sorted[at - 1]!, row) !== 0)
  const memberships = Map.groupBy(all, (row) => `${row.nik} ${row.programme}`)
  return {
    all,
    people: new Set(all.map((row) => row.nik)).size,
    conflicts: [...memberships.values()].filter((of) => of.length > 1).length,
    programmes: [...new Set(all.map((row) => row.programme))].toSorted(),
  }
}

describe("an issuer's CSV", () => {
  it('gives its rows in the one order, each once, with exact counts, whatever the runs it is sorted by', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryRow, { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(59), { maxLength: 6 }),
        fc.constantFrom(1, 3000, 1 << 25),
        (once, again, runBytes) => {
          const rows = [...once, ...again.map((at) => once[at % once.length]!)]
          const found = read(csvOf(rows), { runBytes })
          const expected = naive(rows)
          expect(found.all.map(rowText)).toEqual(expected.all.map(rowText))
          expect(found.all).toEqual(expected.all)
          expect(found.again).toEqual(found.all)
          expect(found).toMatchObject({
            people: expected.people,
            conflicts: expected.conflicts,
            programmes: expected.programmes,
          })
          expect(found.rows).toBe(expected.all.length)
          expect(found.rowsRead).toBe(rows.length)
          expect(found.rowsRejected).toBe(rows.length - expected.all.length)
          expect(found.rejects.every((reject) => reject.code === 'repeated-row')).toBe(true)
          expect(found.rejects).toHaveLength(found.rowsRejected)
        },
      ),
      { numRuns: 80 },
    )
  })

  it('gives the same rows in whatever order they were handed in', () => {
    fc.assert(
      fc.property(
        fc
          .array(arbitraryRow, { minLength: 2, maxLength: 40 })
          .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(read(csvOf(shuffled), TINY_RUNS).all).toEqual(read(csvOf(rows)).all)
        },
      ),
      { numRuns: 40 },
    )
  })

  it.each([{}, TINY_RUNS])('leaves the first of repeated rows in and names the lines of the others %j', (options) => {
    const text = [HEADER, person('9902'), person('9901'), person('9902'), person('9903'), person('9902'), ''].join('\n')
    const found = read(text, options)
    expect(found.rejects).toEqual([4, 6].map((line) => ({ line, column: '', code: 'repeated-row' })))
    expect(found).toMatchObject({ rowsRead: 5, rowsRejected: 2, rows: 3, people: 3, conflicts: 0 })
  })

  it.each([{}, TINY_RUNS])(
    'keeps both rows of a NIK that contradict each other, also where the family differs %j',
    (options) => {
      const other = '9999021203159955'
      const rows = [
        person('9901'),
        person('9902', other),
        person('9901', other),
        person('9902', other, 'ANI'),
        person('9903'),
      ]
      const found = read([HEADER, ...rows, ''].join('\n'), options)
      expect(found).toMatchObject({ rows: 5, people: 3, conflicts: 2, rowsRejected: 0 })
      expect(found.all.map((row) => row.nik.slice(-2))).toEqual(['01', '03', '01', '02', '02'])
    },
  )

  it('does not take one NIK in two programmes for a conflict', () => {
    const moved = person('9901').replace('kbs-bekasi', 'bogor-sehat')
    expect(read([HEADER, person('9901'), moved].join('\n'))).toMatchObject({ rows: 2, people: 1, conflicts: 0 })
  })

  it('leaves a bad row out with its line, column and code, and takes the rest', () => {
    const bad = [
      person('0000'),
      person('9902').replace('1990-03-12', '1990-02-30'),
      person('9903').replace('active', 'gone'),
      `${person('9904')},too,much`,
      `${person('9905')}"x`,
      person('9906').replace('SITI', '  '),
      person('9907').replace('3275021203159921', '32750212031599'),
    ]
    const found = read([HEADER, person('9901'), ...bad, person('9908')].join('\n'), TINY_RUNS)
    expect(found.rejects.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'nik', 'nik-serial-zero'],
      [4, 'birth_date', 'not-a-date'],
      [5, 'status', 'unknown-code'],
      [6, '', 'field-count'],
      [7, '', 'bad-quoting'],
      [8, 'name', 'missing'],
      [9, 'kk_number', 'wrong-length'],
    ])
    expect(found).toMatchObject({ rowsRead: 9, rowsRejected: 7, rows: 2 })
  })

  it('takes columns in any order, semicolons, quotes, separators and other letters, and names what it ignores', () => {
    const text =
      '\uFEFFshoe;name;nik;kk_number;sex;birth_date;programme;category;ward_class;valid_from;status;district_code;rw\r\n' +
      '42;"ÁDÁM; ""Ali""";3275 0212 0390 9901;3275.0212.0315.9921;L; 1990-03-12 ;kbs-bekasi;pmks;2;2020-01-01;moved;32.75.02;02\r\n'
    const found = read(text)
    expect(found.ignoredColumns).toEqual(['shoe'])
    expect(found.all[0]).toMatchObject({
      nik: '3275021203909901',
      kkNumber: '3275021203159921',
      name: 'ÁDÁM; "Ali"',
      rw: '02',
      districtCode: 327502,
    })
  })

  it.each([
    ['no-header', 'a,b,c\n1,2,3\n'],
    ['column-missing', HEADER.replace('name,', '')],
    ['malformed-csv', `${HEADER},nik\n`],
    ['malformed-csv', `${HEADER}\n"${person('9901')}\n`],
    ['empty', `${HEADER}\n\n`],
    ['no-header', ''],
  ])('is refused as a whole: %s', (code, text) => {
    expect(refusalOf(text)?.code).toBe(code)
  })

  it('is refused with the line where it stops being UTF-8', () => {
    const text = Buffer.from(`${HEADER}\n${person('9901')}\n\xff\n`, 'latin1')
    expect(refusalOf(text)).toEqual({ code: 'not-utf8', detail: { line: 3 } })
  })

  it('is refused where there is no file, or no file to read', () => {
    expect(refusalOf('', { path: join(dir, 'nowhere.csv') })?.code).toBe('file-not-found')
    expect(refusalOf('', { path: dir })?.code).toBe('file-unreadable')
  })

  it('is refused when it names more programmes than there can be: a wrong column', () => {
    const rows = Array.from({ length: 1100 }, (_, n) => person('9901').replace('kbs-bekasi', `p${n}`))
    expect(refusalOf([HEADER, ...rows].join('\n'))).toEqual({ code: 'malformed-csv', detail: { line: 1026 } })
  })
})

describe('rows put aside while a roster is sorted', () => {
  it('never touch the disk when they fit into memory', () => {
    writeDemoRoster(csv, { people: 4000, seed: 3 })
    const opened = { scratch: false }
    const openScratch = (): Scratch => {
      opened.scratch = true
      return openScratchFile(scratchFile)
    }
    expect(read(readFileSync(csv, 'utf8'), { openScratch }).people).toBe(4000)
    expect(opened.scratch).toBe(false)
  })

  it('lie encrypted, nobody to be found in them, and are gone afterwards', () => {
    writeDemoRoster(csv, { people: 4000, seed: 3 })
    const roster = readRosterCsv({
      path: csv,
      today: IsoDate.parse(TODAY),
      rejects: { add: () => {} },
      openScratch: () => openScratchFile(scratchFile),
      runBytes: 100_000,
    })
    const rows = [...roster.each()]
    expect(rows).toHaveLength(roster.rows)
    const bytes = readdirSync(dir)
      .filter((name) => name.includes('scratch'))
      .map((name) => readFileSync(join(dir, name), 'latin1'))
      .join('')
    expect(bytes.length).toBeGreaterThan(100_000)
    for (const row of rows.filter((_, at) => at % 40 === 0)) {
      for (const value of [row.nik, row.kkNumber, row.name]) expect(bytes.includes(value)).toBe(false)
    }
    expect(bytes.startsWith('SQLite format 3')).toBe(false)
    roster.close()
    expect(existsSync(scratchFile)).toBe(false)
  })

  it('are gone also when the file is refused half-way', () => {
    writeDemoRoster(csv, { people: 1000, seed: 3 })
    const text = `${readFileSync(csv, 'utf8')}"never closed`
    expect(refusalOf(text, { runBytes: 20_000 })?.code).toBe('malformed-csv')
    expect(existsSync(scratchFile)).toBe(false)
  })
})
