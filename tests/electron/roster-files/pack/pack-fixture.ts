import fc from 'fast-check'
import { dayNumber, type IsoDate } from '../../../../shared/domain/dates.ts'
import {
  CARD_STATUS,
  CATEGORY,
  compareRows,
  JKN_SEGMENT,
  JKN_STATUS,
  rosterRow,
  SEX,
  STATUS,
  WARD_CLASS,
  type CodedRow,
} from '../../../../electron/roster-files/coded-row.ts'
import { PackHeader, type PackReading } from '../../../../electron/roster-files/pack/pack.ts'
import { readPack } from '../../../../electron/roster-files/pack/read-pack.ts'
import { writePack } from '../../../../electron/roster-files/pack/write-pack.ts'
import { RosterRow } from '../../../../shared/domain/roster-row.ts'

export const PROGRAMMES = ['bogor-sehat', 'kbs-bekasi', 'x2']

export function headerOf(
  rows: number,
  gone: number | null = null,
  programmes: readonly string[] = PROGRAMMES,
): PackHeader {
  return PackHeader.parse({
    format: 1,
    kind: gone === null ? 'full' : 'delta',
    from: gone === null ? null : '2026-10-31-1',
    to: '2026-11-01-1',
    asOf: '2026-11-01',
    programmes,
    rows,
    gone: gone ?? 0,
    people: rows,
    allRows: rows,
    conflicts: 0,
  })
}

/** A full pack, or with `gone` a delta. */
export async function packOf(rows: readonly CodedRow[], gone: readonly string[] | null = null): Promise<Buffer> {
  const header = headerOf(rows.length, gone?.length ?? null)
  return bytesOf(writePack({ header, rows, gone: gone ?? [] }))
}

export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** `bytes` as they come from a disk or a cipher: in pieces that heed no boundary. */
export async function* inPieces(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export type WholePack = { header: PackHeader; rows: CodedRow[]; gone: string[] }

export async function readWhole(bytes: Uint8Array, size?: number): Promise<WholePack> {
  return whole(await readPack(inPieces(bytes, size)))
}

export async function whole({ header, parts }: PackReading): Promise<WholePack> {
  const read: WholePack = { header, rows: [], gone: [] }
  for await (const part of parts) {
    if (part.kind === 'rows') read.rows.push(...part.rows)
    else read.gone.push(...part.niks)
  }
  return read
}

const day = (from: string, to: string): fc.Arbitrary<number> =>
  fc.integer({ min: dayNumber(from as IsoDate), max: dayNumber(to as IsoDate) })

const someDay = fc.oneof(
  { weight: 6, arbitrary: day('2017-01-01', '2026-11-01') },
  { weight: 2, arbitrary: day('1900-01-01', '2099-12-31') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['0001-01-01', '9999-12-31', '1969-12-31', '1970-01-01'].map((date) => dayNumber(date as IsoDate)),
    ),
  },
)

const digits = (length: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length }),
    fc.constantFrom('0', '9').map((digit) => digit.repeat(length)),
  )

const two = (value: number): string => String(value).padStart(2, '0')

/** As the digits of a NIK can be, whatever the row beside it says. */
export const anyNik = fc
  .tuple(
    fc.constantFrom('327501', '320101', '910101', '000000', '999999'),
    fc.integer({ min: 1, max: 28 }),
    fc.boolean(),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom(0, 26, 27, 99, 90),
    fc.oneof(fc.constantFrom(9901, 9999, 1), fc.integer({ min: 1, max: 9999 })),
  )
  .map(
    ([district, date, female, month, year, serial]) =>
      `${district}${two(date + (female ? 40 : 0))}${two(month)}${two(year)}${String(serial).padStart(4, '0')}`,
  )

const anyKk = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('327501', '320101'),
      fc.constantFrom('010120', '020120', '310126'),
      fc.constantFrom('9901', '9902', '0001'),
    )
    .map((parts) => parts.join('')),
  digits(16),
)

const anyName = fc.oneof(
  fc.constantFrom(
    'Siti Contoh',
    'Budi Contoh',
    'Budi Agus Contoh',
    'Nur',
    'Contoh, S.Pd., M.M.',
    "N'Diaye Ç. Müller-Ōtani",
    'A'.repeat(120),
    ' '.repeat(120),
    'Contoh  Dua',
    '\uFEFFBom',
    'Baris\nDua',
    '"',
    '李 明',
    '👩‍👧 Contoh',
    '\u0301',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
    .filter((name) => name.length <= 120 && name.isWellFormed()),
)

const code = (list: readonly unknown[]): fc.Arbitrary<number> => fc.nat({ max: list.length - 1 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 3 })
const shortDigits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 3 })
const upper = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Any row that the roster's own form lets in: values that fit together are as likely as values that do not. */
export const anyRow: fc.Arbitrary<CodedRow> = fc.record({
  nik: anyNik,
  kkNumber: anyKk,
  name: anyName,
  sex: code(SEX),
  birthDate: fc.oneof(someDay, fc.constantFrom(dayNumber('1990-01-01' as IsoDate), dayNumber('2000-01-01' as IsoDate))),
  programme: fc.constantFrom(...PROGRAMMES),
  category: code(CATEGORY),
  wardClass: code(WARD_CLASS),
  validFrom: someDay,
  validUntil: maybe(someDay),
  status: code(STATUS),
  statusSince: maybe(someDay),
  districtCode: fc.oneof(fc.constantFrom(327501, 320101), fc.nat({ max: 999_999 })),
  villageCode: maybe(fc.oneof(fc.constantFrom(3275011001, 3201012001), fc.nat({ max: 9_999_999_999 }))),
  rw: maybe(shortDigits),
  rt: maybe(shortDigits),
  residentSince: maybe(someDay),
  jknNumber: maybe(
    fc.oneof(fc.integer({ min: 9_900_001_000, max: 9_900_001_200 }), fc.constantFrom(0, 9_999_999_999_999)),
  ),
  jknStatus: code(JKN_STATUS),
  jknSegment: maybe(code(JKN_SEGMENT)),
  cardNumber: maybe(
    fc.oneof(
      fc.constantFrom('KBS990001234', 'KBS990001235', '9'.repeat(32), '0', '00', 'A', 'Z'.repeat(32)),
      fc.string({ unit: fc.constantFrom(...upper), minLength: 1, maxLength: 32 }),
    ),
  ),
  cardUid: maybe(
    fc
      .constantFrom(4, 7, 10)
      .chain((bytes) => fc.uint8Array({ minLength: bytes, maxLength: bytes }))
      .map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase()),
  ),
  cardStatus: maybe(code(CARD_STATUS)),
  cardSubmittedOn: maybe(someDay),
  cardDistributedOn: maybe(someDay),
})

const SHARED = [
  'kkNumber',
  'nik',
  'name',
  'sex',
  'birthDate',
  'programme',
  'validFrom',
  'districtCode',
  'villageCode',
  'rw',
  'rt',
  'residentSince',
  'jknNumber',
  'cardNumber',
  'cardUid',
  'cardStatus',
  'cardSubmittedOn',
  'cardDistributedOn',
] as const satisfies readonly (keyof CodedRow)[]

/** Rows as a pack has them: sorted, none twice; some of one family, some of one person. */
export const anyRows: fc.Arbitrary<CodedRow[]> = fc
  .array(fc.tuple(anyRow, fc.array(fc.record({ next: anyRow, keep: fc.subarray([...SHARED]) }), { maxLength: 4 })), {
    maxLength: 12,
  })
  .map((families) =>
    inOrder(
      families.flatMap(([first, others]) => [
        first,
        ...others.map(({ next, keep }) => ({
          ...next,
          ...Object.fromEntries(keep.map((field) => [field, first[field]])),
        })),
      ]),
    ),
  )

export function inOrder(rows: readonly CodedRow[]): CodedRow[] {
  const sorted = rows.toSorted(compareRows)
  return sorted.filter((row, at) => at === 0 || compareRows(sorted[at - 1]!, row) !== 0)
}

/** Whether the roster's own schema takes it. */
export function isRosterRow(row: CodedRow): boolean {
  return RosterRow.safeParse(rosterRow(row)).success
}
