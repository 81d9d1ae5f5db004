import type { IsoInstant } from '../../../shared/domain/dates.ts'

const ALWAYS = 10_000
const MINUTE_MS = 60_000

/**
 * How many numbers of each of a desk's sequences a restore leaves out: they may have been given after the backup was made. One more for
 * each minute since then, which is more than a desk admits: restored again from the same backup later, as when a second machine breaks before
 * its first backup, the numbers are beyond those of the first restore.
 */
export function skippedLetterNumbers(takenAt: IsoInstant, restoredAt: IsoInstant): number {
  return ALWAYS + Math.max(0, Math.floor((Date.parse(restoredAt) - Date.parse(takenAt)) / MINUTE_MS))
}
