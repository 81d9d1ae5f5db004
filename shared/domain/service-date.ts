import { daysBetween, type IsoDate } from './dates.ts'
import { canCarryDate } from './letter-code.ts'

const DAYS_AHEAD = 366

/** Whether care on `date` may be written down: at most a year ahead, and a day that a letter's QR can name. */
export function isServiceDate(date: IsoDate, today: IsoDate): boolean {
  return canCarryDate(date) && daysBetween(today, date) <= DAYS_AHEAD
}
