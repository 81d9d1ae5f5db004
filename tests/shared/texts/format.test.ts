import { describe, expect, it } from 'vitest'
import { IsoInstant } from '../../../shared/domain/dates.ts'
import {
  formatAge,
  formatDate,
  formatDayAndTime,
  formatDuration,
  formatNumber,
  formatRupiah,
  formatShortDate,
  formatTimeWithZone,
  formatWeekdayDate,
  joinWords,
} from '../../../shared/texts/format.ts'
import { date } from '../domain/samples.ts'

const HOUR = 3_600_000
const instant = IsoInstant.parse('2026-11-21T03:42:00.000Z')

describe('dates and times', () => {
  it('are written the Indonesian way', () => {
    expect(formatDate(date('2017-06-29'), 'id')).toBe('29 Juni 2017')
    expect(formatShortDate(date('2026-08-05'), 'id')).toBe('5 Agu 2026')
    expect(formatWeekdayDate(date('2026-11-21'), 'id')).toBe('Sabtu, 21 Nov 2026')
  })

  it('are written the English way', () => {
    expect(formatDate(date('2017-06-29'), 'en')).toBe('29 June 2017')
    expect(formatWeekdayDate(date('2026-11-21'), 'en')).toBe('Saturday, 21 Nov 2026')
  })

  it('follow the zone of the hospital and name it', () => {
    expect(formatTimeWithZone(instant, 'Asia/Jakarta', 'id')).toBe('10.42 WIB')
    expect(formatTimeWithZone(instant, 'Asia/Makassar', 'id')).toBe('11.42 WITA')
    expect(formatTimeWithZone(instant, 'Asia/Jayapura', 'en')).toBe('12:42 WIT')
  })

  it('take the day from the zone too', () => {
    const lateEvening = IsoInstant.parse('2026-11-21T17:30:00.000Z')
    expect(formatDayAndTime(lateEvening, 'Asia/Jakarta', 'id')).toBe('Minggu, 22 Nov 2026, 00.30')
  })
})

describe('numbers', () => {
  it.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1_000, '1.000', '1,000'],
    [1_234_567, '1.234.567', '1,234,567'],
    [-50_000, '-50.000', '-50,000'],
    [17.14, '17,14', '17.14'],
  ])('%d', (value, id, en) => {
    expect(formatNumber(value, 'id')).toBe(id)
    expect(formatNumber(value, 'en')).toBe(en)
  })

  it('are money with Rp', () => {
    expect(formatRupiah(3_412_500, 'id')).toBe('Rp 3.412.500')
  })
})

describe('durations', () => {
  it.each([
    [5 * HOUR + 23 * 60_000, '5 jam 23 menit', '5 h 23 min'],
    [72 * HOUR, '72 jam', '72 h'],
    [59_999, '0 menit', '0 min'],
    [-HOUR, '0 menit', '0 min'],
  ])('%d ms', (durationMs, id, en) => {
    expect(formatDuration(durationMs, 'id')).toBe(id)
    expect(formatDuration(durationMs, 'en')).toBe(en)
  })
})

describe('ages', () => {
  it.each([
    ['1992-03-14', '34 tahun', '34 years'],
    ['2025-07-09', '16 bulan', '16 months'],
    ['2026-10-21', '1 bulan', '1 month'],
    ['2026-11-20', '1 hari', '1 day'],
    ['2026-11-21', '0 hari', '0 days'],
  ])('born %s', (birthDate, id, en) => {
    expect(formatAge(date(birthDate), date('2026-11-21'), 'id')).toBe(id)
    expect(formatAge(date(birthDate), date('2026-11-21'), 'en')).toBe(en)
  })
})

describe('lists of words', () => {
  it('end in the joining word', () => {
    expect(joinWords(['a'], 'atau')).toBe('a')
    expect(joinWords(['a', 'b'], 'atau')).toBe('a atau b')
    expect(joinWords(['a', 'b', 'c'], 'atau')).toBe('a, b, atau c')
  })
})
