import { addDays, type IsoDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import type { AuditFilter } from '../../../shared/contract/audit.ts'
import type { AuditQuery } from '../journal/audit-table.ts'

/** No day after it can be written. */
const LAST_DAY = '9999-12-31'

/** Until a hospital is set there are no days but these. */
export const ZONE_WITHOUT_HOSPITAL = 'Asia/Jakarta'

/** The rows that a filter means, whose days are those of the hospital. */
export function queryOf({ from, to, actor, action, subject }: AuditFilter, timeZone: string): AuditQuery {
  return {
    from: from && startOfDay(from, timeZone),
    until: to === null || to === LAST_DAY ? null : startOfDay(addDays(to, 1), timeZone),
    actor,
    action,
    subject,
  }
}

/** The instant at which a day begins in an IANA time zone. */
export function startOfDay(date: IsoDate, timeZone: string): IsoInstant {
  const midnight = Date.parse(`${date}T00:00:00.000Z`)
  // Where the offset changed that day, the first guess lies in the wrong one.
  const guess = midnight - offsetMs(midnight, timeZone)
  return new Date(midnight - offsetMs(guess, timeZone)).toISOString() as IsoInstant
}

/** `2026-11-21 08:00:00` on the clock of the hospital. */
export function localTime(at: IsoInstant, timeZone: string): string {
  const ms = Date.parse(at)
  return new Date(ms + offsetMs(ms, timeZone)).toISOString().slice(0, 19).replace('T', ' ')
}

/** By how much the zone's clocks are ahead of UTC. */
function offsetMs(atMs: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    formats.set(timeZone, format)
  }
  const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name) ?? []
  const ms = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000
  return sign === '-' ? -ms : ms
}

// A formatter costs about 50 us to build and its output depends on the zone alone.
const formats = new Map<string, Intl.DateTimeFormat>()
