import { statSync } from 'node:fs'
import { localDate, type IsoDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import type { ImportRefusal } from '../../../shared/domain/roster-state.ts'

const ZONE = 'Asia/Jakarta'
/** Where in Indonesia a day begins first: a date that has begun there is not in the future. */
const EASTERNMOST_ZONE = 'Asia/Jayapura'

export type AsOf = { ok: true; asOf: IsoDate } | { ok: false; refusal: ImportRefusal }

/** The date that a file imported by hand speaks for: given, or the day it was last written. */
export function asOfDate(path: string, given: IsoDate | undefined, current: IsoDate | null, now: IsoInstant): AsOf {
  const asOf = given ?? fileDate(path)
  if (asOf === null) return { ok: false, refusal: { code: 'file-not-found', detail: {} } }
  const today = localDate(now, EASTERNMOST_ZONE)
  if (asOf > today) return { ok: false, refusal: { code: 'as-of-in-future', detail: { asOf, today } } }
  if (current !== null && asOf < current) {
    return { ok: false, refusal: { code: 'older-than-current', detail: { asOf, current } } }
  }
  return { ok: true, asOf }
}

function fileDate(path: string): IsoDate | null {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? null : localDate(stat.mtime.toISOString() as IsoInstant, ZONE)
}
