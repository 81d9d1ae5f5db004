import { dateFrom, isRealDate } from '../../../shared/domain/dates.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'

/** A date as a clerk types it: `14-3-1992`, `14/03/1992`, `14.03.1992`, `14031992`, or `1992-03-14`. Null while it is not a real date. */
export function parseTypedDate(text: string): IsoDate | null {
  const typed = text.trim()
  const found =
    /^(\d{1,2})[\s\-/.](\d{1,2})[\s\-/.](\d{4})$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed) ??
    reversed(/^(\d{4})-(\d{2})-(\d{2})$/.exec(typed))
  if (!found) return null
  const [, day, month, year] = found.map(Number)
  if (day === undefined || month === undefined || year === undefined) return null
  return isRealDate(year, month, day) ? dateFrom(year, month, day) : null
}

/** Spells out a year of two digits, once the field is left: `20/11/26` is 2026, `20/11/90` is 1990. Another text stays as it is. */
export function withFullYear(text: string, thisYear: number): string {
  return text.replace(/^(\s*\d{1,2}[\s\-/.]\d{1,2}[\s\-/.])(\d{2})\s*$/, (_, start: string, year: string) => {
    const century = Number(year) <= thisYear % 100 ? 2000 : 1900
    return `${start}${century + Number(year)}`
  })
}

/** `14-03-1992`: what the field shows for a date that is known. */
export function typedDate(date: IsoDate): string {
  const [year, month, day] = date.split('-')
  return `${day}-${month}-${year}`
}

function reversed(found: RegExpExecArray | null): (string | undefined)[] | null {
  return found ? [found[0], found[3], found[2], found[1]] : null
}
