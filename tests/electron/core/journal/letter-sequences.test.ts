import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Journal } from '../../../../electron/core/journal/journal.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { skippedLetterNumbers } from '../../../../electron/core/backup/skipped-letter-numbers.ts'
import type { IsoInstant } from '../../../../shared/domain/dates.ts'
import { FIRST_PREV_HASH } from '../../../../shared/domain/journal-entry.ts'
import { journalPlace, openingEvent, type JournalPlace } from '../../../support/journal.ts'

let place: JournalPlace
let journal: Journal
beforeEach(() => {
  place = journalPlace()
  place.clock.set('2026-12-30T01:00:00.000Z')
  journal = place.open()
})
afterEach(() => {
  journal.close()
  place.remove()
})

const admit = () => journal.write((tx) => tx.append(openingEvent(tx), 'Sari'))
const next = (code: string, year: number) => {
  const written = journal.write((tx) => tx.nextLetterSequence(code, year))
  return written.kind === 'written' ? written.value : written.kind
}

/** As a restore leaves it in the journal that came out of a backup. */
function restoredAt(at: string, takenAt = place.clock.now()): void {
  place.clock.set(at)
  const skipped = skippedLetterNumbers(takenAt, place.clock.now())
  const body = {
    backupId: '00000000-0000-4000-8000-000000000000',
    takenAt,
    entries: { seq: 1, hash: FIRST_PREV_HASH },
    audit: { seq: 0, hash: FIRST_PREV_HASH },
    skippedLetterNumbers: skipped,
  }
  expect(journal.write((tx) => tx.append({ type: 'journal-restored', body }, 'system')).kind).toBe('written')
}

it('a year that began after the backup does not begin with 1 again', () => {
  admit()
  restoredAt('2027-01-03T01:00:00.000Z')
  // The machine that was lost has given letters from the first of January on.
  expect(next('A1', 2027)).toBeGreaterThan(10_000)
  expect(next('A1', 2026)).toBeGreaterThan(10_001)
  expect(next('A1', 2028)).toBe(1)
})

it('a desk that had given no letter, or has another code since, begins beyond those that it may have given', () => {
  restoredAt('2026-12-30T02:00:00.000Z')
  expect(next('A1', 2026)).toBe(10_061)
  expect(next('B2', 2026)).toBe(10_061)
})

it('numbers go on one by one after that, and the lists made anew agree', () => {
  admit()
  restoredAt('2027-01-03T01:00:00.000Z')
  const first = Number(next('A1', 2027))
  admit()
  expect(next('A1', 2027)).toBe(first + 1)
  restoredAt('2027-01-04T01:00:00.000Z')
  expect(next('A1', 2027)).toBe(first + 1 + 10_000 + 24 * 60)
  journal.close()
  expect(verifyJournal(place.folder, place.secrets).fault).toBeNull()
  journal = place.open()
})

it('a second restore from the same backup gives none of the numbers that the first one gave meanwhile', () => {
  const takenAt = '2026-12-30T01:00:00.000Z' as IsoInstant
  const first = skippedLetterNumbers(takenAt, '2026-12-30T09:00:00.000Z' as IsoInstant)
  const second = skippedLetterNumbers(takenAt, '2026-12-31T09:00:00.000Z' as IsoInstant)
  // A letter a minute, day and night.
  expect(second - first).toBe(24 * 60)
  expect(skippedLetterNumbers(takenAt, '2026-12-29T09:00:00.000Z' as IsoInstant)).toBe(10_000)
})
