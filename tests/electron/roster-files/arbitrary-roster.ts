import fc from 'fast-check'
import {
  CARD_STATUS,
  CATEGORY,
  JKN_SEGMENT,
  JKN_STATUS,
  rosterRow,
  SEX,
  STATUS,
  WARD_CLASS,
  type CodedRow,
} from '../../../electron/roster-files/coded-row.ts'

export const TODAY = '2026-11-22'

// Few different numbers, so that families, repeats and conflicts come up by themselves.
const serial = fc.integer({ min: 1, max: 6 })
const nik = fc
  .record({
    district: fc.constantFrom('327502', '991301', '320101'),
    born: fc.constantFrom('120380', '530390'),
    serial,
  })
  .map((part) => `${part.district}${part.born}99${String(part.serial).padStart(2, '0')}`)
const kkNumber = fc
  .record({ head: fc.constantFrom('3275021203', '9999999999', '0000000000'), serial })
  .map((part) => `${part.head}1599${String(part.serial).padStart(2, '0')}`)
const day = fc.oneof(fc.integer({ min: -25_000, max: 30_000 }), fc.constantFrom(-719_162, 2_932_896, 0))
const code = (list: readonly unknown[]) => fc.nat(list.length - 1)
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const name = fc
  .array(fc.constantFrom('SITI', 'Budi', "Nur'aini", 'Ádám', '玉兰', '🙂', '-', 'x'.repeat(90)), {
    minLength: 1,
    maxLength: 3,
  })
  .map((words) =>
    words
      .join(' ')
      .slice(0, 120)
      .replace(/[ \uD800-\uDBFF]$/, ''),
  )

/** Rows of people who do not exist, in any order. */
export const arbitraryRow: fc.Arbitrary<CodedRow> = fc.record({
  nik,
  kkNumber,
  name,
  sex: code(SEX),
  birthDate: day,
  programme: fc.constantFrom('kbs-bekasi', 'bogor-sehat', 'zz'),
  category: code(CATEGORY),
  wardClass: code(WARD_CLASS),
  validFrom: day,
  validUntil: orNull(day),
  status: code(STATUS),
  statusSince: orNull(day),
  districtCode: fc.constantFrom(327502, 999999, 1),
  villageCode: orNull(fc.constantFrom(3275021002, 9999999999, 1)),
  rw: orNull(fc.constantFrom('0', '02', '002', '999')),
  rt: orNull(fc.constantFrom('9', '09', '000')),
  residentSince: orNull(day),
  jknNumber: orNull(fc.constantFrom(1, 9999999999999, 1234567890123)),
  jknStatus: code(JKN_STATUS),
  jknSegment: orNull(code(JKN_SEGMENT)),
  cardNumber: orNull(fc.constantFrom('KBS1', 'A'.repeat(32))),
  cardUid: orNull(fc.constantFrom('04A1B2C3', '04A1B2C3D4E5F6', '0'.repeat(20))),
  cardStatus: orNull(code(CARD_STATUS)),
  cardSubmittedOn: orNull(day),
  cardDistributedOn: orNull(day),
})

const COLUMNS: readonly [column: string, field: keyof CodedRow][] = [
  ['nik', 'nik'],
  ['kk_number', 'kkNumber'],
  ['name', 'name'],
  ['sex', 'sex'],
  ['birth_date', 'birthDate'],
  ['programme', 'programme'],
  ['category', 'category'],
  ['ward_class', 'wardClass'],
  ['valid_from', 'validFrom'],
  ['valid_until', 'validUntil'],
  ['status', 'status'],
  ['status_since', 'statusSince'],
  ['district_code', 'districtCode'],
  ['village_code', 'villageCode'],
  ['rw', 'rw'],
  ['rt', 'rt'],
  ['resident_since', 'residentSince'],
  ['jkn_number', 'jknNumber'],
  ['jkn_status', 'jknStatus'],
  ['jkn_segment', 'jknSegment'],
  ['card_number', 'cardNumber'],
  ['card_uid', 'cardUid'],
  ['card_status', 'cardStatus'],
  ['card_submitted_on', 'cardSubmittedOn'],
  ['card_distributed_on', 'cardDistributedOn'],
]

/** The rows as an issuer hands them in. */
export function csvOf(rows: readonly CodedRow[]): string {
  const lines = rows.map((coded) => {
    const row = rosterRow(coded)
    return COLUMNS.map(([, field]) => row[field] ?? '').join(',')
  })
  return `${[COLUMNS.map(([column]) => column).join(','), ...lines].join('\n')}\n`
}
