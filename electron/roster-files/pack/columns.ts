import { columnsOf, bodyOf, type Planes } from './planes.ts'
import { NumberColumn, NumberReader, planesOf, valuesOf } from './numbers.ts'
import { PackRefused } from './pack.ts'

/** The columns of a block of rows, in their order. What each holds: docs/feed.md. */
export const ROW_COLUMNS = [
  'familyRows',
  'kkDistrict',
  'kkDate',
  'kkSerialStep',
  'kkSerialHigh',
  'kkSerialLow',
  'districts',
  'person',
  'nikDistrict',
  'nikDay',
  'nikMonth',
  'nikYear',
  'nikSerialHigh',
  'nikSerialLow',
  'birthDiffers',
  'wordLengths',
  'wordText',
  'nameWords',
  'firstWordL',
  'firstWordP',
  'middleWordL',
  'middleWordP',
  'lastWordL',
  'lastWordP',
  'termsProgramme',
  'termsCategory',
  'termsWardClass',
  'termsStatus',
  'termsJknStatus',
  'termsJknSegment',
  'termsGiven',
  'terms',
  'fromDates',
  'validFrom',
  'validUntil',
  'statusSince',
  'residentSince',
  'residentDate',
  'jknStep',
  'jknNumber',
  'address',
  'addressDistrict',
  'villages',
  'addressVillage',
  'rw',
  'rt',
  'card',
  'cardKindStatus',
  'cardKindUid',
  'cardKindTemplate',
  'cardKindGiven',
  'cardKind',
  'templateLengths',
  'templateText',
  'templateDigits',
  'cardSerial',
  'cardUid',
  'cardSubmitted',
  'cardDistributed',
] as const

/** The columns of a block of NIKs. */
export const GONE_COLUMNS = ['kkDistrict', 'kkDate', 'kkSerialStep', 'kkSerialHigh', 'kkSerialLow'] as const

export type ColumnName = (typeof ROW_COLUMNS)[number]

export type ColumnsWriter = {
  numbers(name: ColumnName): NumberColumn
  /** Set once, at the end of the block. */
  bytes(name: ColumnName, planes: Planes): void
  body(): Uint8Array
}

export function columnsWriter(order: readonly ColumnName[]): ColumnsWriter {
  const numbers = new Map<ColumnName, NumberColumn>()
  const bytes = new Map<ColumnName, Planes>()
  return {
    numbers(name) {
      let column = numbers.get(name)
      if (column === undefined) numbers.set(name, (column = new NumberColumn()))
      return column
    },
    bytes: (name, planes) => void bytes.set(name, planes),
    body: () => bodyOf(order.map((name) => bytes.get(name) ?? planesOf(numbers.get(name)?.values ?? []))),
  }
}

export type ColumnsReader = {
  numbers(name: ColumnName): NumberReader
  bytes(name: ColumnName): Planes
  /** Every number of every column must have been asked for. */
  end(): void
}

/** @throws {PackRefused} `malformed`, as do all its calls */
export function columnsReader(body: Uint8Array, order: readonly ColumnName[], rows: number): ColumnsReader {
  const columns = columnsOf(body, order.length, rows)
  const readers = new Map<ColumnName, NumberReader>()
  const taken = new Set<ColumnName>()
  const planes = (name: ColumnName): Planes => {
    taken.add(name)
    return columns[order.indexOf(name)]!
  }
  return {
    numbers(name) {
      let reader = readers.get(name)
      if (reader === undefined) readers.set(name, (reader = new NumberReader(valuesOf(planes(name)))))
      return reader
    },
    bytes: planes,
    end() {
      for (const reader of readers.values()) reader.end()
      if (taken.size !== order.length) throw new PackRefused('malformed')
    },
  }
}
