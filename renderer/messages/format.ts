import type { IsoDate, IsoInstant } from '../../shared/domain/dates.ts'
import { groupDigits } from '../../shared/domain/format.ts'
import {
  formatAge,
  formatDate,
  formatDayAndTime,
  formatDays,
  formatDuration,
  formatNumber,
  formatRupiah,
  formatShortDate,
  formatTime,
  formatTimeWithZone,
  formatWeekdayDate,
} from '../../shared/texts/format.ts'
import type { Language } from '../../shared/texts/language.ts'

/** The formats of shared/texts bound to the chosen language and the hospital's time zone. */
export type Format = {
  date: (date: IsoDate) => string
  shortDate: (date: IsoDate) => string
  weekdayDate: (date: IsoDate) => string
  time: (instant: IsoInstant) => string
  timeWithZone: (instant: IsoInstant) => string
  dayAndTime: (instant: IsoInstant) => string
  number: (value: number) => string
  rupiah: (amountRupiah: number) => string
  duration: (durationMs: number) => string
  days: (days: number) => string
  age: (birthDate: IsoDate, on: IsoDate) => string
  nik: (digits: string) => string
}

/** `timeZone`: an IANA name, e.g. `Asia/Jakarta`. */
export function createFormat(language: Language, timeZone: string): Format {
  return {
    date: (date) => formatDate(date, language),
    shortDate: (date) => formatShortDate(date, language),
    weekdayDate: (date) => formatWeekdayDate(date, language),
    time: (instant) => formatTime(instant, timeZone, language),
    timeWithZone: (instant) => formatTimeWithZone(instant, timeZone, language),
    dayAndTime: (instant) => formatDayAndTime(instant, timeZone, language),
    number: (value) => formatNumber(value, language),
    rupiah: (amountRupiah) => formatRupiah(amountRupiah, language),
    duration: (durationMs) => formatDuration(durationMs, language),
    days: (days) => formatDays(days, language),
    age: (birthDate, on) => formatAge(birthDate, on, language),
    nik: groupDigits,
  }
}
