import { dateOfDayNumber, parts } from '../../../shared/domain/dates.ts'
import { FEMALE_DAY } from './digits.ts'

/** 0000-01-01 and 9999-12-31: dates of four digits. */
export const FIRST_DAY = -719_528
export const LAST_DAY = 2_932_896

export type AsOf = { century: number; yearDay: number }

/** What `likelyBirth` needs of the date that a pack speaks for. */
export function dayOf(asOf: number): AsOf {
  const [year, month, day] = parts(dateOfDayNumber(asOf))
  return { century: year - (year % 100), yearDay: (year % 100) * 10_000 + month * 100 + day }
}

/** The last date not after the pack's that has these digits of a NIK, as a day number. */
export function likelyBirth(nikDay: number, month: number, year: number, asOf: AsOf): number {
  const day = nikDay > FEMALE_DAY ? nikDay - FEMALE_DAY : nikDay
  const isAhead = year * 10_000 + month * 100 + day > asOf.yearDay
  return dayNumberOf(asOf.century + year - (isAhead ? 100 : 0), month, day)
}

/** Days since 1970-01-01 by months from March; 29 February of a year without one is the day after the 28th. */
function dayNumberOf(year: number, month: number, day: number): number {
  const from = month <= 2 ? year - 1 : year
  const fromMarch = month <= 2 ? month + 9 : month - 3
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + day - 1
  return from * 365 + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + dayOfYear - 719_468
}
