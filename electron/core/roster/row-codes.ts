import { dateOfDayNumber, type IsoDate } from '../../../shared/domain/dates.ts'
import type {
  CardStatus,
  Category,
  JknSegment,
  JknStatus,
  MemberStatus,
  RosterRow,
  Sex,
  WardClass,
} from '../../../shared/domain/roster-row.ts'

// A code is the place in its list, and lies in files on disk: only append, and raise SCHEMA_VERSION.
const SEX: readonly Sex[] = ['L', 'P']
const CATEGORY: readonly Category[] = ['fakir-miskin', 'tidak-mampu', 'pmks', 'non-jkn', 'lainnya']
const WARD_CLASS: readonly WardClass[] = ['3', '2', '1']
const STATUS: readonly MemberStatus[] = ['active', 'suspended', 'ended', 'moved', 'deceased', 'duplicate']
const JKN_STATUS: readonly JknStatus[] = ['none', 'active', 'inactive']
const JKN_SEGMENT: readonly JknSegment[] = ['pbi-apbn', 'pbi-apbd', 'pbpu-pemda', 'ppu', 'pbpu', 'bp']
const CARD_STATUS: readonly CardStatus[] = ['submitted', 'printing', 'distributed', 'lost', 'blocked']

/** One row as `ROWS_BY_NIK` reads it. */
export type StoredRow = {
  id: number
  nik: string
  name: string
  sex: number
  birth_date: number
  status_since: number | null
  resident_since: number | null
  jkn_number: number | null
  kk_number: string
  district_code: number
  village_code: number | null
  rw: string | null
  rt: string | null
  card_number: string | null
  card_uid: string | null
  card_status: number | null
  card_submitted_on: number | null
  card_distributed_on: number | null
  programme: string
  category: number
  ward_class: number
  valid_from: number
  valid_until: number | null
  status: number
  jkn_status: number
  jkn_segment: number | null
}

/** What SQLite stores. */
export type Column = string | number | null

/** The shared part of a family, in the order of `INSERT_HOUSEHOLD` after its id. */
export function householdColumns(row: RosterRow): Column[] {
  return [
    row.kkNumber,
    Number(row.districtCode),
    row.villageCode === null ? null : Number(row.villageCode),
    row.rw,
    row.rt,
    row.cardNumber,
    row.cardUid,
    optionalCode(CARD_STATUS, row.cardStatus),
    optionalDay(row.cardSubmittedOn),
    optionalDay(row.cardDistributedOn),
  ]
}

export type TermsColumns = [
  programme: string,
  category: number,
  wardClass: number,
  validFrom: number,
  validUntil: number | null,
  status: number,
  jknStatus: number,
  jknSegment: number | null,
]

/** The terms of membership, in the order of `INSERT_TERMS` after its id. */
export function termsColumns(row: RosterRow): TermsColumns {
  return [
    row.programme,
    code(CATEGORY, row.category),
    code(WARD_CLASS, row.wardClass),
    day(row.validFrom),
    optionalDay(row.validUntil),
    code(STATUS, row.status),
    code(JKN_STATUS, row.jknStatus),
    optionalCode(JKN_SEGMENT, row.jknSegment),
  ]
}

/** In the order of `INSERT_MEMBER`. JKN numbers have 13 digits, so a number holds them exactly; a NIK is never a number. */
export function memberColumns(row: RosterRow, id: number, householdId: number, termsId: number): Column[] {
  return [
    id,
    row.nik,
    row.name,
    code(SEX, row.sex),
    day(row.birthDate),
    householdId,
    termsId,
    optionalDay(row.statusSince),
    optionalDay(row.residentSince),
    row.jknNumber === null ? null : Number(row.jknNumber),
  ]
}

/** The only place where a stored row becomes a `RosterRow`. The importer let in nothing else, and every page carries a tag. */
export function rosterRow(stored: StoredRow): RosterRow {
  return {
    nik: stored.nik,
    kkNumber: stored.kk_number,
    name: stored.name,
    sex: SEX[stored.sex],
    birthDate: dateOfDayNumber(stored.birth_date),
    programme: stored.programme,
    category: CATEGORY[stored.category],
    wardClass: WARD_CLASS[stored.ward_class],
    validFrom: dateOfDayNumber(stored.valid_from),
    validUntil: optionalDate(stored.valid_until),
    status: STATUS[stored.status],
    statusSince: optionalDate(stored.status_since),
    districtCode: padded(stored.district_code, 6),
    villageCode: stored.village_code === null ? null : padded(stored.village_code, 10),
    rw: stored.rw,
    rt: stored.rt,
    residentSince: optionalDate(stored.resident_since),
    jknNumber: stored.jkn_number === null ? null : padded(stored.jkn_number, 13),
    jknStatus: JKN_STATUS[stored.jkn_status],
    jknSegment: stored.jkn_segment === null ? null : JKN_SEGMENT[stored.jkn_segment],
    cardNumber: stored.card_number,
    cardUid: stored.card_uid,
    cardStatus: stored.card_status === null ? null : CARD_STATUS[stored.card_status],
    cardSubmittedOn: optionalDate(stored.card_submitted_on),
    cardDistributedOn: optionalDate(stored.card_distributed_on),
  } as RosterRow
}

function code<T>(list: readonly T[], value: T): number {
  return list.indexOf(value)
}

function optionalCode<T>(list: readonly T[], value: T | null): number | null {
  return value === null ? null : list.indexOf(value)
}

function optionalDay(date: IsoDate | null): number | null {
  return date === null ? null : day(date)
}

function optionalDate(value: number | null): IsoDate | null {
  return value === null ? null : dateOfDayNumber(value)
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** Same as `dayNumber` of the domain, ten times as fast: a row holds up to eight dates. Days of the civil calendar by months from March. */
function day(date: IsoDate): number {
  const month = two(date, 5)
  const year = two(date, 0) * 100 + two(date, 2) - (month <= 2 ? 1 : 0)
  const fromMarch = month <= 2 ? month + 9 : month - 3
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + two(date, 8) - 1
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468
}

function two(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
}
