import { dateOfDayNumber, type IsoDate } from '../../shared/domain/dates.ts'
import type {
  CardStatus,
  Category,
  JknSegment,
  JknStatus,
  MemberStatus,
  RosterRow,
  Sex,
  WardClass,
} from '../../shared/domain/roster-row.ts'

// A code is the place in its list. Codes lie in roster files and in published packs: only append; another order is another format.
export const SEX: readonly Sex[] = ['L', 'P']
export const CATEGORY: readonly Category[] = ['fakir-miskin', 'tidak-mampu', 'pmks', 'non-jkn', 'lainnya']
export const WARD_CLASS: readonly WardClass[] = ['3', '2', '1']
export const STATUS: readonly MemberStatus[] = ['active', 'suspended', 'ended', 'moved', 'deceased', 'duplicate']
export const JKN_STATUS: readonly JknStatus[] = ['none', 'active', 'inactive']
export const JKN_SEGMENT: readonly JknSegment[] = ['pbi-apbn', 'pbi-apbd', 'pbpu-pemda', 'ppu', 'pbpu', 'bp']
export const CARD_STATUS: readonly CardStatus[] = ['submitted', 'printing', 'distributed', 'lost', 'blocked']

/**
 * A `RosterRow` as files hold it: codes instead of words, dates as days since 1970-01-01, areas and JKN numbers as numbers (at most 13
 * digits, exact). NIK and KK stay texts of 16 digits: as numbers they would be silently wrong.
 */
export type CodedRow = {
  nik: string
  kkNumber: string
  name: string
  sex: number
  birthDate: number
  programme: string
  category: number
  wardClass: number
  validFrom: number
  validUntil: number | null
  status: number
  statusSince: number | null
  /** Six digits. */
  districtCode: number
  /** Ten digits. */
  villageCode: number | null
  rw: string | null
  rt: string | null
  residentSince: number | null
  jknNumber: number | null
  jknStatus: number
  jknSegment: number | null
  cardNumber: string | null
  cardUid: string | null
  cardStatus: number | null
  cardSubmittedOn: number | null
  cardDistributedOn: number | null
}

export function codedRow(row: RosterRow): CodedRow {
  return {
    nik: row.nik,
    kkNumber: row.kkNumber,
    name: row.name,
    sex: SEX.indexOf(row.sex),
    birthDate: day(row.birthDate),
    programme: row.programme,
    category: CATEGORY.indexOf(row.category),
    wardClass: WARD_CLASS.indexOf(row.wardClass),
    validFrom: day(row.validFrom),
    validUntil: optionalDay(row.validUntil),
    status: STATUS.indexOf(row.status),
    statusSince: optionalDay(row.statusSince),
    districtCode: Number(row.districtCode),
    villageCode: row.villageCode === null ? null : Number(row.villageCode),
    rw: row.rw,
    rt: row.rt,
    residentSince: optionalDay(row.residentSince),
    jknNumber: row.jknNumber === null ? null : Number(row.jknNumber),
    jknStatus: JKN_STATUS.indexOf(row.jknStatus),
    jknSegment: row.jknSegment === null ? null : JKN_SEGMENT.indexOf(row.jknSegment),
    cardNumber: row.cardNumber,
    cardUid: row.cardUid,
    cardStatus: row.cardStatus === null ? null : CARD_STATUS.indexOf(row.cardStatus),
    cardSubmittedOn: optionalDay(row.cardSubmittedOn),
    cardDistributedOn: optionalDay(row.cardDistributedOn),
  }
}

/** The only place where a stored row becomes a `RosterRow`: whoever wrote the file let in nothing else. */
export function rosterRow(coded: CodedRow): RosterRow {
  return {
    nik: coded.nik,
    kkNumber: coded.kkNumber,
    name: coded.name,
    sex: SEX[coded.sex],
    birthDate: dateOfDayNumber(coded.birthDate),
    programme: coded.programme,
    category: CATEGORY[coded.category],
    wardClass: WARD_CLASS[coded.wardClass],
    validFrom: dateOfDayNumber(coded.validFrom),
    validUntil: optionalDate(coded.validUntil),
    status: STATUS[coded.status],
    statusSince: optionalDate(coded.statusSince),
    districtCode: padded(coded.districtCode, 6),
    villageCode: coded.villageCode === null ? null : padded(coded.villageCode, 10),
    rw: coded.rw,
    rt: coded.rt,
    residentSince: optionalDate(coded.residentSince),
    jknNumber: coded.jknNumber === null ? null : padded(coded.jknNumber, 13),
    jknStatus: JKN_STATUS[coded.jknStatus],
    jknSegment: coded.jknSegment === null ? null : JKN_SEGMENT[coded.jknSegment],
    cardNumber: coded.cardNumber,
    cardUid: coded.cardUid,
    cardStatus: coded.cardStatus === null ? null : CARD_STATUS[coded.cardStatus],
    cardSubmittedOn: optionalDate(coded.cardSubmittedOn),
    cardDistributedOn: optionalDate(coded.cardDistributedOn),
  } as RosterRow
}

/**
 * The one order of every roster file and pack: by family, then NIK, then the rest. Families stand together, and the same rows in any
 * order of input give the same file.
 */
export function compareRows(a: CodedRow, b: CodedRow): number {
  if (a.kkNumber !== b.kkNumber) return a.kkNumber < b.kkNumber ? -1 : 1
  if (a.nik !== b.nik) return a.nik < b.nik ? -1 : 1
  if (a.programme !== b.programme) return a.programme < b.programme ? -1 : 1
  const [restA, restB] = [rowText(a), rowText(b)]
  return restA === restB ? 0 : restA < restB ? -1 : 1
}

/** Every field in the order of `CodedRow`, tab between them: equal texts are equal rows, and texts sort as `compareRows` by KK and NIK. */
export function rowText(row: CodedRow): string {
  return [
    row.kkNumber,
    row.nik,
    row.programme,
    row.name,
    row.sex,
    row.birthDate,
    row.category,
    row.wardClass,
    row.validFrom,
    row.validUntil,
    row.status,
    row.statusSince,
    row.districtCode,
    row.villageCode,
    row.rw,
    row.rt,
    row.residentSince,
    row.jknNumber,
    row.jknStatus,
    row.jknSegment,
    row.cardNumber,
    row.cardUid,
    row.cardStatus,
    row.cardSubmittedOn,
    row.cardDistributedOn,
  ].join('\t')
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

function day(date: IsoDate): number {
  return dayOfParts(two(date, 0) * 100 + two(date, 2), two(date, 5), two(date, 8))
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * The day as `dayNumber` of the domain counts it, ten times as fast: a row holds up to eight dates. NaN for what is no date of the years
 * 1 to 9999, of whatever numbers. Days of the civil calendar by months from March.
 */
export function dayOfParts(year: number, month: number, ofMonth: number): number {
  // A number that is NaN makes every comparison false.
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && ofMonth >= 1 && ofMonth <= MONTH_DAYS[month - 1]!)) {
    return Number.NaN
  }
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2 && ofMonth === 29 && !isLeap) return Number.NaN
  const years = month <= 2 ? year - 1 : year
  const fromMarch = month <= 2 ? month + 9 : month - 3
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + ofMonth - 1
  return years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + dayOfYear - 719_468
}

function two(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
}
