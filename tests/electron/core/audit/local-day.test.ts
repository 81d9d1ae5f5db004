import { expect, it } from 'vitest'
import { localTime, queryOf, startOfDay } from '../../../../electron/core/audit/local-day.ts'
import { localDate, type IsoDate, type IsoInstant } from '../../../../shared/domain/dates.ts'

const day = '2026-11-21' as IsoDate

it.each([
  ['Asia/Jakarta', '2026-11-20T17:00:00.000Z'],
  ['Asia/Makassar', '2026-11-20T16:00:00.000Z'],
  ['Asia/Jayapura', '2026-11-20T15:00:00.000Z'],
  ['UTC', '2026-11-21T00:00:00.000Z'],
  ['America/Sao_Paulo', '2026-11-21T03:00:00.000Z'],
])('a day begins at midnight in %s', (zone, instant) => {
  expect(startOfDay(day, zone)).toBe(instant)
  expect(localTime(startOfDay(day, zone), zone)).toBe('2026-11-21 00:00:00')
  const before = new Date(Date.parse(instant) - 1).toISOString() as IsoInstant
  expect(localDate(before, zone)).toBe('2026-11-20')
})

it('a day on which the clocks were changed begins at its own midnight', () => {
  expect(startOfDay('2026-03-29' as IsoDate, 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
  expect(startOfDay('2026-03-30' as IsoDate, 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z')
  expect(startOfDay('2026-10-25' as IsoDate, 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z')
})

it('a period takes its last day in, also the last that can be written', () => {
  const filter = { from: day, to: day, actor: null, action: null, subject: null }
  expect(queryOf(filter, 'UTC')).toMatchObject({ from: '2026-11-21T00:00:00.000Z', until: '2026-11-22T00:00:00.000Z' })
  expect(queryOf({ ...filter, to: '9999-12-31' as IsoDate }, 'UTC').until).toBeNull()
})
