import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_ROW_BYTES, packedRows, unpackRow } from '../../../electron/roster-files/packed-row.ts'
import { isReject, rowParser } from '../../../electron/roster-files/parse-roster-row.ts'
import { plainRowReader } from '../../../electron/roster-files/plain-row.ts'
import { readHeader } from '../../../electron/roster-files/roster-columns.ts'
import { IsoDate } from '../../../shared/domain/dates.ts'
import { arbitraryRow, csvOf, TODAY } from './arbitrary-roster.ts'

const PROGRAMMES = ['kbs-bekasi', 'bogor-sehat', 'zz']

const FIELDS = [
  '',
  '0',
  '00',
  '000',
  '0000',
  '7',
  'L',
  'P',
  'l',
  'LP',
  '1',
  '4',
  'none',
  'active',
  'lost',
  'pmks',
  'ppu',
  'bp',

  '2024-02-29',
  '2023-02-29',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '1900-02-29',
  '2000-02-29',
  '2020-13-01',
  '2020-00-10',
  '2020-04-31',
  '20200101',
  '2020/01/01',
  '327502',
  '32.75.02',
  '3275021002',
  '32.75.02.1002',
  '0000000000001',
  '04A1B2C3',
  '04a1b2c3',
  '04A1B2C',
  'ABC123',
  'abc',
  'A-1',
  '0'.repeat(33),
  'F'.repeat(20),

  '1111111111111111',
  '3275025203909901',
  '3275025203900000',
  '3275027203909901',
  '3275023102909901',
  ' SITI',
  'SITI ',
  'A  B',
  '-',
  'x'.repeat(120),
  'x'.repeat(121),
  'kbs-bekasi',
  'unknown',
  'zz',
  'Zz',
]

function readers(head: string) {
  const reading = readHeader(head)
  if (!reading.ok) throw new Error(reading.refusal.code)
  const parser = rowParser(reading.header, IsoDate.parse(TODAY))
  const plain = plainRowReader(reading.header, { isNikDate: parser.isNikDate, programmes: PROGRAMMES })
  const target = packedRows(new Uint8Array(MAX_ROW_BYTES).fill(0xee))
  return {
    plainly(line: string) {
      const bytes = Buffer.from(line)
      const end = plain.pack(bytes, 0, bytes.length, target, 0, 7)
      return end === 0 ? null : unpackRow(target, 0, PROGRAMMES)
    },
    carefully(line: string) {
      const row = parser.parse(line.split(','))
      return isReject(row) ? null : row
    },
  }
}

describe('a line read from its bytes', () => {
  const [head = ''] = csvOf([]).split('\n')
  const { plainly, carefully } = readers(head)
  const lineOf = arbitraryRow.map((row) => csvOf([row]).split('\n')[1]!)

  it('gives the row that the parser gives, whenever it is plain', () => {
    fc.assert(
      fc.property(arbitraryRow, (row) => {
        const line = csvOf([row]).split('\n')[1]!
        expect(carefully(line)).toEqual(row)
        expect(plainly(line)).toEqual(/^[ -~]*$/.test(line) ? row : null)
      }),
      { numRuns: 500 },
    )
  })

  it('is taken for plain only where the parser takes it, and for the same, whatever is changed in it', () => {
    const piece = fc.constantFrom(
      ...'0123456789-,. "\t;AaFfGz\u00e9',
      '',
      '00',
      '  ',
      '2026-02-29',
      '0000',
      'none',
      'active',
    )
    fc.assert(
      fc.property(
        lineOf,
        fc.array(fc.record({ at: fc.nat(400), out: fc.nat(2), put: piece }), { minLength: 1, maxLength: 3 }),
        (line, changes) => {
          const changed = changes.reduce((text, { at, out, put }) => {
            const from = at % (text.length + 1)
            return text.slice(0, from) + put + text.slice(from + out)
          }, line)
          const row = plainly(changed)
          fc.pre(row !== null)
          expect(row).toEqual(carefully(changed))
        },
      ),
      { numRuns: 1500, maxSkipsPerRun: 1000 },
    )
  })

  it('is taken for plain only where the parser takes it, field by field', () => {
    const fields = fc.constantFrom(...FIELDS)
    fc.assert(
      fc.property(lineOf, fc.nat(24), fields, (line, at, value) => {
        const row = plainly(line.split(',').with(at, value).join(','))
        fc.pre(row !== null)
        expect(row).toEqual(carefully(line.split(',').with(at, value).join(',')))
      }),
      { numRuns: 1500, maxSkipsPerRun: 1000 },
    )
  })

  it('may lack columns and have others, in any order', () => {
    const few = readers(
      'extra,district_code,status,valid_from,ward_class,category,programme,birth_date,sex,name,kk_number,nik',
    )
    const line = 'x,327502,active,2020-01-01,3,lainnya,zz,1990-03-12,P,SITI A,3275021203159921,3275025203909901'
    const row = few.plainly(line)
    expect(row).toMatchObject({ nik: '3275025203909901', jknStatus: 0, jknSegment: null, rw: null, cardNumber: null })
    expect(row).toEqual(few.carefully(line))
    expect(few.plainly(`${line},`)).toBeNull()
    expect(few.plainly(line.replace('x,', '"x",'))).toBeNull()
  })
})
