import type { ReaderForm } from '../../shared/domain/reader.ts'

/** Says when one open reader sends more than any hand, card or cable does: it would bury what the others read. */
export type FloodGauge = {
  /** A report came. False: it floods. */
  report: (bytes: Uint8Array, at: number) => boolean
  /** It became a scan, or was thrown away. False: it floods. */
  outcome: (at: number) => boolean
}

export type FloodGaugeOptions = {
  form: ReaderForm
  /** It has flooded before: what it says at once counts for less. */
  suspect: boolean
}

/** What may come at once, and what may go on for ever. */
type Allowance = { atOnce: number; perSecond: number }

/** A burst of hundreds is a cable that was moved or a sheet of codes; nobody scans twenty a second for long. */
const OUTCOMES: Allowance = { atOnce: 600, perSecond: 20 }
/** The longest code has 74 reports. */
const SCAN_REPORTS: Allowance = { atOnce: 2_000, perSecond: 50 }
/** Two reports for each character, and readers that type one every 4 ms. */
const KEY_REPORTS: Allowance = { atOnce: 4_000, perSecond: 500 }
/** A report that says the same as the one before is how some devices say that nothing happens: a full-speed device up to a thousand times a second. */
const ALL_REPORTS: Allowance = { atOnce: 1_200, perSecond: 1_100 }
const SUSPECTED = 0.1

export function floodGauge({ form, suspect }: FloodGaugeOptions): FloodGauge {
  const share = suspect ? SUSPECTED : 1
  const outcomes = allowanceOf(OUTCOMES, share)
  const news = allowanceOf(form === 'keyboard' ? KEY_REPORTS : SCAN_REPORTS, share)
  const all = allowanceOf(ALL_REPORTS, 1)
  let last: Uint8Array = new Uint8Array()
  return {
    outcome: outcomes,
    report: (bytes, at) => {
      // A HID POS scanner has nothing to say until it reads something.
      if (form === 'hid-pos') return news(at)
      const isNews = Buffer.compare(bytes, last) !== 0
      last = Uint8Array.from(bytes)
      return all(at) && (!isNews || news(at))
    },
  }
}

/** Each use takes one of what is left, which fills up again with time. False: nothing was left. */
function allowanceOf({ atOnce, perSecond }: Allowance, share: number): (at: number) => boolean {
  let left = atOnce * share
  let countedAt: number | null = null
  return (at) => {
    left = Math.min(atOnce, left + (Math.max(0, at - (countedAt ?? at)) * perSecond) / 1_000)
    countedAt = at
    if (left < 1) return false
    left -= 1
    return true
  }
}
