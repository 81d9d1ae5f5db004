import { CATEGORY, JKN_SEGMENT, JKN_STATUS, STATUS, WARD_CLASS, type CodedRow } from '../coded-row.ts'
import { FIRST_DAY, LAST_DAY } from './birth-day.ts'
import type { ColumnsReader, ColumnsWriter } from './columns.ts'
import { unzigzag, zigzag } from './numbers.ts'
import { PackRefused } from './pack.ts'
import { Ranked } from './ranked.ts'

/** Which of the columns that may be empty have a value: a sum. */
export const GIVEN = { validUntil: 1, statusSince: 2, residentSince: 4, jknNumber: 8 } as const
const GIVEN_SUMS = 16

/** What many people have in common; each different one stands once in a block. */
export type Kind = Pick<CodedRow, 'programme' | 'category' | 'wardClass' | 'status' | 'jknStatus' | 'jknSegment'> & {
  given: number
}
export type Terms = { kind: Kind } & Pick<CodedRow, 'validFrom' | 'validUntil' | 'statusSince'>

export type TermsWriter = { push(row: CodedRow): void; end(): void }

export function termsWriter(columns: ColumnsWriter, programmes: readonly string[], asOf: number): TermsWriter {
  const kinds = new Ranked<number>()
  const fromDates = new Ranked<number>()
  const terms = columns.numbers('terms')
  const validFrom = columns.numbers('validFrom')
  const validUntil = columns.numbers('validUntil')
  const statusSince = columns.numbers('statusSince')
  return {
    push(row) {
      terms.push(kinds.id(kindNumber(row, programmes)))
      validFrom.push(row.validFrom === row.birthDate ? 0 : 1 + fromDates.id(row.validFrom))
      if (row.validUntil !== null) validUntil.push(zigzag(row.validUntil - asOf))
      if (row.statusSince !== null) statusSince.push(zigzag(row.statusSince - row.validFrom))
    },
    end() {
      writeKinds(columns, kinds.settle([terms]))
      const dates = columns.numbers('fromDates')
      for (const date of fromDates.settle([validFrom], 1)) dates.push(zigzag(asOf - date))
    },
  }
}

/** All of it as one number, so that a map finds it quickly. @throws on a value that is none: a bug of the caller */
function kindNumber(row: CodedRow, programmes: readonly string[]): number {
  const given =
    (row.validUntil === null ? 0 : GIVEN.validUntil) +
    (row.statusSince === null ? 0 : GIVEN.statusSince) +
    (row.residentSince === null ? 0 : GIVEN.residentSince) +
    (row.jknNumber === null ? 0 : GIVEN.jknNumber)
  const programme = programmes.indexOf(row.programme)
  const segment = row.jknSegment === null ? 0 : row.jknSegment + 1
  const digits = [row.category, row.wardClass, row.status, row.jknStatus, segment]
  if (programme < 0 || !digits.every((digit) => digit >= 0 && digit < BASE)) throw new RangeError('not terms of a pack')
  return digits.reduce((number, digit) => number * BASE + digit, programme) * GIVEN_SUMS + given
}

const BASE = 16

function writeKinds(columns: ColumnsWriter, kinds: readonly number[]): void {
  for (const kind of kinds) {
    columns.numbers('termsGiven').push(kind % GIVEN_SUMS)
    let rest = Math.floor(kind / GIVEN_SUMS)
    for (const name of [
      'termsJknSegment',
      'termsJknStatus',
      'termsStatus',
      'termsWardClass',
      'termsCategory',
    ] as const) {
      columns.numbers(name).push(rest % BASE)
      rest = Math.floor(rest / BASE)
    }
    columns.numbers('termsProgramme').push(rest)
  }
}

/** The next row's terms, of somebody born on `birthDate`. @throws {PackRefused} */
export type TermsReader = (birthDate: number) => Terms

export function termsReader(columns: ColumnsReader, programmes: readonly string[], asOf: number): TermsReader {
  const kinds = readKinds(columns, programmes)
  const dateColumn = columns.numbers('fromDates')
  const fromDates = Array.from(dateColumn.values, () =>
    realDay(asOf - unzigzag(dateColumn.below(Number.MAX_SAFE_INTEGER))),
  )
  const terms = columns.numbers('terms')
  const validFrom = columns.numbers('validFrom')
  const validUntil = columns.numbers('validUntil')
  const statusSince = columns.numbers('statusSince')
  const difference = (column: typeof validUntil): number => unzigzag(column.below(Number.MAX_SAFE_INTEGER))
  return (birthDate) => {
    const kind = kinds[terms.below(kinds.length)]!
    const place = validFrom.below(fromDates.length + 1)
    const from = place === 0 ? birthDate : fromDates[place - 1]!
    const hasUntil = (kind.given & GIVEN.validUntil) !== 0
    const hasSince = (kind.given & GIVEN.statusSince) !== 0
    return {
      kind,
      validFrom: from,
      validUntil: hasUntil ? realDay(asOf + difference(validUntil)) : null,
      statusSince: hasSince ? realDay(from + difference(statusSince)) : null,
    }
  }
}

function readKinds(columns: ColumnsReader, programmes: readonly string[]): Kind[] {
  const programme = columns.numbers('termsProgramme')
  const category = columns.numbers('termsCategory')
  const wardClass = columns.numbers('termsWardClass')
  const status = columns.numbers('termsStatus')
  const jknStatus = columns.numbers('termsJknStatus')
  const segment = columns.numbers('termsJknSegment')
  const given = columns.numbers('termsGiven')
  return Array.from(programme.values, () => {
    const jknSegment = segment.below(JKN_SEGMENT.length + 1)
    return {
      programme: programmes[programme.below(programmes.length)]!,
      category: category.below(CATEGORY.length),
      wardClass: wardClass.below(WARD_CLASS.length),
      status: status.below(STATUS.length),
      jknStatus: jknStatus.below(JKN_STATUS.length),
      jknSegment: jknSegment === 0 ? null : jknSegment - 1,
      given: given.below(GIVEN_SUMS),
    }
  })
}

/** @throws {PackRefused} for a day that a date of four digits cannot say */
export function realDay(day: number): number {
  if (day < FIRST_DAY || day > LAST_DAY) throw new PackRefused('malformed')
  return day
}
