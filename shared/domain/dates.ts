import { z } from 'zod'

/** A calendar date `YYYY-MM-DD` that exists. No time zone. */
export const IsoDate = z.iso.date().brand<'IsoDate'>()
export type IsoDate = z.infer<typeof IsoDate>

/** An instant in UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export const IsoInstant = z.iso.datetime({ precision: 3 }).brand<'IsoInstant'>()
export type IsoInstant = z.infer<typeof IsoInstant>

const DAY_MS = 86_400_000

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

export function dateOfDayNumber(day: number): IsoDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10) as IsoDate
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days)
}

/** `to` minus `from`, in days; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Adds calendar months; the day is clamped to the month's end (31 August + 6 months = 28 or 29 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = parts(date)
  const total = year * 12 + (month - 1) + months
  const newYear = Math.floor(total / 12)
  const newMonth = total - newYear * 12 + 1
  const clamped = Math.min(day, daysInMonth(newYear, newMonth))
  return dateFrom(newYear, newMonth, clamped)
}

/** Completed years at `on`; 0 for a date in the future. */
export function ageInYears(birthDate: IsoDate, on: IsoDate): number {
  const [birthYear, birthMonth, birthDay] = parts(birthDate)
  const [year, month, day] = parts(on)
  const hadBirthday = month > birthMonth || (month === birthMonth && day >= birthDay)
  return Math.max(0, year - birthYear - (hadBirthday ? 0 : 1))
}

/** Whether year, month (1-12) and day form a real date of the Gregorian calendar. */
export function isRealDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function dateFrom(year: number, month: number, day: number): IsoDate {
  const yyyy = String(year).padStart(4, '0')
  return `${yyyy}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as IsoDate
}

/** `[year, month 1-12, day]`. */
export function parts(date: IsoDate): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

/** The calendar date of an instant in an IANA time zone, e.g. `Asia/Jakarta`. */
export function localDate(instant: IsoInstant, timeZone: string): IsoDate {
  let format = localDateFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    localDateFormats.set(timeZone, format)
  }
  return format.format(Date.parse(instant)) as IsoDate
}

// A formatter costs about 50 us to build and its output depends on the zone alone.
const localDateFormats = new Map<string, Intl.DateTimeFormat>()

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysInMonth(year: number, month: number): number {
  const isLeapFebruary = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return isLeapFebruary ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}
