import { withoutUnseen } from './unseen.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { withoutSeparators } from '../../shared/domain/digits.ts'
import { parseNik } from '../../shared/domain/nik.ts'
import { NikError } from '../../shared/domain/reading.ts'
import {
  CARD_STATUS,
  CATEGORY,
  dayOfParts,
  JKN_SEGMENT,
  JKN_STATUS,
  SEX,
  STATUS,
  WARD_CLASS,
  type CodedRow,
} from './coded-row.ts'
import type { Header, RosterColumn } from './roster-columns.ts'

/** Why one row stays out. Written beside its line and column, never with the value. */
export type RejectCode =
  | 'missing'
  | 'not-digits'
  | 'wrong-length'
  | 'too-long'
  | 'not-a-date'
  | 'unknown-code'
  | 'bad-form'
  | 'field-count'
  | 'bad-quoting'
  | 'repeated-row'
  /** Of a programme that the issuer does not speak for. */
  | 'wrong-programme'
  | NikReject

type NikReject = (typeof NIK_REJECTS)[NikError]

export type Reject = { column: RosterColumn | ''; code: RejectCode }

export type RowParser = {
  /** The row as files hold it, or the first column that is wrong. Values are trimmed. */
  parse(fields: string[]): CodedRow | Reject
  /** Whether a NIK may hold these six digits as its date. */
  isNikDate(sixDigits: number): boolean
}

export function isReject(row: CodedRow | Reject): row is Reject {
  return 'code' in row
}

/** Thrown inside one `parse` and caught there: rows are wide, and a result per field would cost more than the parsing. */
class Rejected {
  readonly column: RosterColumn
  readonly code: RejectCode
  constructor(column: RosterColumn, code: RejectCode) {
    this.column = column
    this.code = code
  }
}

const MAX_NAME = 120

/** A parser for the rows under `header`. `today` decides the century of a NIK's date. `programmes`: the only ones that rows may be of. */
export function rowParser(header: Header, today: IsoDate, programmes: readonly string[] | null = null): RowParser {
  const { at, width } = header
  /** The judgement of each six-digit date that a NIK carried: 0 not asked yet, 1 good, else 2 + its place in `NIK_ERRORS`. */
  const nikDates = new Uint8Array(1_000_000)
  let fields: string[] = []

  const text = (column: RosterColumn): string => {
    const index = at[column]
    return index < 0 ? '' : fields[index]!.trim()
  }
  const required = (column: RosterColumn): string => {
    const value = text(column)
    if (value === '') throw new Rejected(column, 'missing')
    return value
  }
  const date = (column: RosterColumn, value: string): number => {
    const day = dayOf(value)
    if (Number.isNaN(day)) throw new Rejected(column, 'not-a-date')
    return day
  }
  const optionalDate = (column: RosterColumn): number | null => {
    const value = text(column)
    return value === '' ? null : date(column, value)
  }
  const digits = (column: RosterColumn, value: string, length: number): string => {
    const clean = onlyDigits(value) ? value : withoutSeparators(value)
    if (!onlyDigits(clean)) throw new Rejected(column, 'not-digits')
    if (clean.length !== length) throw new Rejected(column, 'wrong-length')
    return clean
  }
  const upTo3 = (column: RosterColumn): string | null => {
    const value = text(column)
    if (value === '') return null
    if (value.length > 3 || !onlyDigits(value)) throw new Rejected(column, 'bad-form')
    return value
  }
  const nik = (): string => {
    const value = digits('nik', required('nik'), 16)
    const error = nikDateError(sixDigits(value, 6)) ?? (value.endsWith('0000') ? 'SERIAL_ZERO' : null)
    const allSame = value[0] === value[15] && value === value[0]!.repeat(16)
    if (error !== null || allSame) throw new Rejected('nik', NIK_REJECTS[error ?? 'ALL_SAME_DIGIT'])
    return value
  }
  /** The date decides, so each is judged once by the one parser of NIKs and then remembered. */
  const nikDateError = (part: number): NikError | null => {
    if (nikDates[part] === 0) {
      const reading = parseNik(`327501${String(part).padStart(6, '0')}9901`, today)
      nikDates[part] = reading.ok ? 1 : 2 + NIK_ERRORS.indexOf(reading.error)
    }
    return NIK_ERRORS[nikDates[part]! - 2] ?? null
  }
  const code = (column: RosterColumn, values: readonly string[], value: string): number => {
    const found = values.indexOf(value)
    if (found < 0) throw new Rejected(column, 'unknown-code')
    return found
  }
  const optionalCode = (column: RosterColumn, values: readonly string[]): number | null => {
    const value = text(column)
    return value === '' ? null : code(column, values, value)
  }
  const matching = (column: RosterColumn, form: RegExp, value: string): string => {
    if (!form.test(value)) throw new Rejected(column, 'bad-form')
    return value
  }
  const optionalMatching = (column: RosterColumn, form: RegExp): string | null => {
    const value = text(column)
    return value === '' ? null : matching(column, form, value.toUpperCase())
  }
  const area = (column: 'district_code' | 'village_code', value: string): number => {
    const dotted = column === 'district_code' ? DOTTED_DISTRICT : DOTTED_VILLAGE
    const plain = dotted.test(value) ? value.replaceAll('.', '') : value
    return Number(digits(column, plain, column === 'district_code' ? 6 : 10))
  }
  const name = (): string => {
    const value = required('name')
    const clean = PLAIN_NAME.test(value) ? value : cleanName(value)
    if (clean === '') throw new Rejected('name', 'missing')
    if (clean.length > MAX_NAME) throw new Rejected('name', 'too-long')
    return clean
  }

  const programme = (): string => {
    const value = matching('programme', PROGRAMME, required('programme'))
    if (programmes?.includes(value) === false) throw new Rejected('programme', 'wrong-programme')
    return value
  }

  const row = (): CodedRow => {
    const village = text('village_code')
    const jkn = text('jkn_number')
    return {
      nik: nik(),
      kkNumber: digits('kk_number', required('kk_number'), 16),
      name: name(),
      sex: code('sex', SEX, required('sex')),
      birthDate: date('birth_date', required('birth_date')),
      programme: programme(),
      category: code('category', CATEGORY, required('category')),
      wardClass: code('ward_class', WARD_CLASS, required('ward_class')),
      validFrom: date('valid_from', required('valid_from')),
      validUntil: optionalDate('valid_until'),
      status: code('status', STATUS, required('status')),
      statusSince: optionalDate('status_since'),
      districtCode: area('district_code', required('district_code')),
      villageCode: village === '' ? null : area('village_code', village),
      rw: upTo3('rw'),
      rt: upTo3('rt'),
      residentSince: optionalDate('resident_since'),
      jknNumber: jkn === '' ? null : Number(digits('jkn_number', jkn, 13)),
      jknStatus: optionalCode('jkn_status', JKN_STATUS) ?? NO_JKN,
      jknSegment: optionalCode('jkn_segment', JKN_SEGMENT),
      cardNumber: optionalMatching('card_number', CARD_NUMBER),
      cardUid: optionalMatching('card_uid', CARD_UID),
      cardStatus: optionalCode('card_status', CARD_STATUS),
      cardSubmittedOn: optionalDate('card_submitted_on'),
      cardDistributedOn: optionalDate('card_distributed_on'),
    }
  }

  return {
    parse(record) {
      if (record.length !== width) return { column: '', code: 'field-count' }
      fields = record
      try {
        return row()
      } catch (error) {
        if (error instanceof Rejected) return { column: error.column, code: error.code }
        throw error
      }
    },
    isNikDate: (part) => nikDateError(part) === null,
  }
}

const NIK_REJECTS = {
  EMPTY: 'missing',
  NOT_DIGITS: 'not-digits',
  WRONG_LENGTH: 'wrong-length',
  ALL_SAME_DIGIT: 'nik-all-same-digit',
  BAD_DAY: 'nik-bad-day',
  BAD_MONTH: 'nik-bad-month',
  IMPOSSIBLE_DATE: 'nik-impossible-date',
  FUTURE_DATE: 'nik-future-date',
  SERIAL_ZERO: 'nik-serial-zero',
} as const satisfies Record<NikError, string>

const NO_JKN = JKN_STATUS.indexOf('none')

const PROGRAMME = /^[a-z][a-z0-9-]{1,39}$/
const CARD_NUMBER = /^[0-9A-Z]{1,32}$/
const CARD_UID = /^([0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})$/
const DOTTED_DISTRICT = /^\d\d\.\d\d\.\d\d$/
const DOTTED_VILLAGE = /^\d\d\.\d\d\.\d\d\.\d{4}$/
/** What cannot be seen may move a cursor or turn a text around, and is no part of a name. */
const cleanName = (text: string): string => withoutUnseen(text.normalize('NFC')).replace(/\s+/g, ' ').trim()
/** Printable ASCII with single spaces: nothing to normalise. */
const PLAIN_NAME = /^[!-~]+( [!-~]+)*$/

function onlyDigits(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at)
    if (unit < 48 || unit > 57) return false
  }
  return value.length > 0
}

const NIK_ERRORS = NikError.options
/** The day of `YYYY-MM-DD`, by character codes; NaN when it is none. */
function dayOf(value: string): number {
  if (value.length !== 10 || value[4] !== '-' || value[7] !== '-') return Number.NaN
  const year = digit(value, 0) * 1000 + digit(value, 1) * 100 + digit(value, 2) * 10 + digit(value, 3)
  return dayOfParts(year, digit(value, 5) * 10 + digit(value, 6), digit(value, 8) * 10 + digit(value, 9))
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}

function sixDigits(text: string, from: number): number {
  let value = 0
  for (let at = from; at < from + 6; at += 1) value = value * 10 + text.charCodeAt(at) - 48
  return value
}
