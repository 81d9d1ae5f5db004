import { ageInYears, daysBetween, localDate, parts } from '../domain/dates.ts'
import type { IsoDate, IsoInstant } from '../domain/dates.ts'
import { pick } from './language.ts'
import type { Language } from './language.ts'

// Own tables: what Intl answers differs between ICU versions, and a letter must read the same on every machine.
const MONTHS = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}
const SHORT_MONTHS = {
  id: 'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des'.split(' '),
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
}
const WEEKDAYS = {
  id: 'Minggu Senin Selasa Rabu Kamis Jumat Sabtu'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
}
const ZONES: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
}

/** `29 Juni 2017`. */
export function formatDate(date: IsoDate, language: Language): string {
  const [year, month, day] = parts(date)
  return `${day} ${MONTHS[language][month - 1]} ${year}`
}

/** `21 Nov 2026`. */
export function formatShortDate(date: IsoDate, language: Language): string {
  const [year, month, day] = parts(date)
  return `${day} ${SHORT_MONTHS[language][month - 1]} ${year}`
}

/** `Sabtu, 21 Nov 2026`. */
export function formatWeekdayDate(date: IsoDate, language: Language): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return `${WEEKDAYS[language][weekday]}, ${formatShortDate(date, language)}`
}

/** `10.42` (Indonesian) or `10:42` on the wall clock of an IANA zone. */
export function formatTime(instant: IsoInstant, timeZone: string, language: Language): string {
  return clock(timeZone)
    .format(Date.parse(instant))
    .replace(':', pick(language, '.', ':'))
}

/** `10.42 WIB`. */
export function formatTimeWithZone(instant: IsoInstant, timeZone: string, language: Language): string {
  return `${formatTime(instant, timeZone, language)} ${zoneAbbreviation(timeZone)}`
}

/** `Selasa, 24 Nov 2026, 10.42`. */
export function formatDayAndTime(instant: IsoInstant, timeZone: string, language: Language): string {
  return `${formatWeekdayDate(localDate(instant, timeZone), language)}, ${formatTime(instant, timeZone, language)}`
}

/** WIB, WITA or WIT; the zone's own name where Indonesia has none. */
export function zoneAbbreviation(timeZone: string): string {
  return ZONES[timeZone] ?? timeZone
}

/** `1.234.567` (Indonesian) or `1,234,567`. */
export function formatNumber(value: number, language: Language): string {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, pick(language, '.', ','))
  const tail = fraction === undefined ? '' : pick(language, ',', '.') + fraction
  return `${value < 0 ? '-' : ''}${grouped}${tail}`
}

/** Whole rupiah: `Rp 3.412.500`. */
export function formatRupiah(amountRupiah: number, language: Language): string {
  return `Rp ${formatNumber(amountRupiah, language)}`
}

/** `5 jam 23 menit`; hours are not folded into days, because deadlines are spoken of in hours. Rounded down, never negative. */
export function formatDuration(durationMs: number, language: Language): string {
  const { hours, minutes } = hoursAndMinutes(durationMs)
  const minuteText = `${minutes} ${pick(language, 'menit', 'min')}`
  if (hours === 0) return minuteText
  const hourText = `${hours} ${pick(language, 'jam', 'h')}`
  return minutes === 0 ? hourText : `${hourText} ${minuteText}`
}

/** Whole hours and the minutes beyond them; zero for a negative duration. */
export function hoursAndMinutes(durationMs: number): { hours: number; minutes: number } {
  const total = Math.max(0, Math.floor(durationMs / 60_000))
  return { hours: Math.floor(total / 60), minutes: total % 60 }
}

/** `5 hari` or `1 day`, `5 days`. */
export function formatDays(days: number, language: Language): string {
  return `${formatNumber(days, language)} ${pick(language, 'hari', days === 1 ? 'day' : 'days')}`
}

/** `34 tahun`; under two years in months, under one month in days. */
export function formatAge(birthDate: IsoDate, on: IsoDate, language: Language): string {
  const years = ageInYears(birthDate, on)
  if (years >= 2) return `${years} ${pick(language, 'tahun', 'years')}`
  const months = completedMonths(birthDate, on)
  if (months >= 1) return `${months} ${pick(language, 'bulan', months === 1 ? 'month' : 'months')}`
  return formatDays(Math.max(0, daysBetween(birthDate, on)), language)
}

/** `a`, `a atau b`, `a, b, atau c`. */
export function joinWords(words: readonly string[], word: string): string {
  if (words.length <= 1) return words[0] ?? ''
  if (words.length === 2) return `${words[0]} ${word} ${words[1]}`
  return `${words.slice(0, -1).join(', ')}, ${word} ${words.at(-1)}`
}

function completedMonths(birthDate: IsoDate, on: IsoDate): number {
  const [birthYear, birthMonth, birthDay] = parts(birthDate)
  const [year, month, day] = parts(on)
  return (year - birthYear) * 12 + (month - birthMonth) - (day < birthDay ? 1 : 0)
}

function clock(timeZone: string): Intl.DateTimeFormat {
  let format = clocks.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, format)
  }
  return format
}

// As in domain/dates: a formatter is dear to build and depends on the zone alone.
const clocks = new Map<string, Intl.DateTimeFormat>()
