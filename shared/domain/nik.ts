import { dateFrom, isRealDate, type IsoDate } from './dates.ts'
import { withoutSeparators } from './digits.ts'
import { DistrictCode, Nik } from './identifiers.ts'
import type { DigitSpan, NikError, NikNote, NikReading } from './reading.ts'
import { lookUpDistrict, type DistrictLookup } from './region.ts'

const NIK_LENGTH = 16
/** A woman's day of birth is written with 40 added. */
const FEMALE_DAY_OFFSET = 40

const DAY: DigitSpan = [6, 8]
const MONTH: DigitSpan = [8, 10]
const DATE: DigitSpan = [6, 12]
const SERIAL: DigitSpan = [12, 16]

export type NikFault = { error: NikError; span: DigitSpan }

/**
 * Reads 16 digits `PPKKCC DDMMYY SSSS` as a NIK. Separators and full-width digits are accepted; the structure is judged strictly,
 * the region never: a code that is retired or unknown is only a note, because a NIK is lifelong and the table is not.
 * @see PP 40/2019 art. 30(2)
 */
export function parseNik(text: string, today: IsoDate): NikReading {
  const nik = withoutSeparators(text)
  if (nik === '') return wrong(nik, 'EMPTY', null)
  const stray = nik.search(/\D/)
  if (stray >= 0) return wrong(nik, 'NOT_DIGITS', [stray, stray + 1])
  if (nik.length < NIK_LENGTH) return wrong(nik, 'WRONG_LENGTH', null)
  if (nik.length > NIK_LENGTH) return wrong(nik, 'WRONG_LENGTH', [NIK_LENGTH, nik.length])
  const fault = firstFault(nik, today)
  if (fault) return wrong(nik, fault.error, fault.span)
  const birth = birthDate(nik, today)
  if (birth.error !== null) return wrong(nik, birth.error, DATE)

  const code = nik.slice(0, 6)
  const region = lookUpDistrict(code)
  const day = Number(nik.slice(6, 8))
  return {
    ok: true,
    nik: Nik.parse(nik),
    districtCode: DistrictCode.parse(code),
    birthDate: birth.date,
    sex: day > FEMALE_DAY_OFFSET ? 'P' : 'L',
    region: region.status,
    notes: notes(region),
  }
}

/**
 * The first part of a NIK still being typed that no further digit can make right, for example day 72 as soon as its second
 * digit stands there; null while it may still become a NIK. Takes what stands in the field, separators included; spans count digits.
 */
export function checkPartialNik(text: string, today: IsoDate): NikFault | null {
  const typed = withoutSeparators(text)
  const stray = typed.search(/\D/)
  if (stray >= 0) return { error: 'NOT_DIGITS', span: [stray, stray + 1] }
  if (typed.length > NIK_LENGTH) return { error: 'WRONG_LENGTH', span: [NIK_LENGTH, typed.length] }
  return firstFault(typed, today)
}

/** The first fault in up to 16 digits. A part that is not complete is judged by the digits it has. */
function firstFault(digits: string, today: IsoDate): NikFault | null {
  const { length } = digits
  if (length === NIK_LENGTH && /^(\d)\1*$/.test(digits)) return { error: 'ALL_SAME_DIGIT', span: [0, NIK_LENGTH] }

  if (length === 7 && digits[6]! > '7') return { error: 'BAD_DAY', span: [6, 7] }
  const day = dayOfMonth(digits)
  if (length >= 8 && (day < 1 || day > 31)) return { error: 'BAD_DAY', span: DAY }

  if (length === 9 && digits[8]! > '1') return { error: 'BAD_MONTH', span: [8, 9] }
  const month = Number(digits.slice(8, 10))
  if (length >= 10 && (month < 1 || month > 12)) return { error: 'BAD_MONTH', span: MONTH }
  // 2000 was a leap year: a day that does not exist in it exists in no year.
  if (length >= 10 && !isRealDate(2000, month, day)) {
    return { error: 'IMPOSSIBLE_DATE', span: [6, Math.min(length, 12)] }
  }

  if (length >= 12) {
    const { error } = birthDate(digits, today)
    if (error) return { error, span: DATE }
  }
  if (length === NIK_LENGTH && digits.endsWith('0000')) return { error: 'SERIAL_ZERO', span: SERIAL }
  return null
}

/** 1-31 for both sexes; anything else as it stands is wrong. */
function dayOfMonth(digits: string): number {
  const day = Number(digits.slice(6, 8))
  return day > FEMALE_DAY_OFFSET ? day - FEMALE_DAY_OFFSET : day
}

type BirthDate = { date: IsoDate; error: null } | { date: null; error: 'IMPOSSIBLE_DATE' | 'FUTURE_DATE' }

/** The likelier century first (`YY` above this year's: 19YY, else 20YY); the other one where that date does not exist or lies ahead. */
function birthDate(digits: string, today: IsoDate): BirthDate {
  const day = dayOfMonth(digits)
  const month = Number(digits.slice(8, 10))
  const year = Number(digits.slice(10, 12))
  const likelier = year > Number(today.slice(2, 4)) ? 1900 : 2000
  let error: 'IMPOSSIBLE_DATE' | 'FUTURE_DATE' = 'IMPOSSIBLE_DATE'
  for (const century of [likelier, 3900 - likelier]) {
    if (!isRealDate(century + year, month, day)) continue
    const date = dateFrom(century + year, month, day)
    if (date <= today) return { date, error: null }
    error = 'FUTURE_DATE'
  }
  return { date: null, error }
}

function wrong(text: string, error: NikError, span: DigitSpan | null): NikReading {
  return { ok: false, error, span, digits: text.replace(/\D/g, '').length }
}

function notes(region: DistrictLookup): NikNote[] {
  if (region.status === 'current') return []
  if (region.status === 'retired') return ['DISTRICT_RETIRED']
  if (region.province === null) return ['PROVINCE_UNKNOWN']
  return [region.regency === null ? 'REGENCY_UNKNOWN' : 'DISTRICT_UNKNOWN']
}
