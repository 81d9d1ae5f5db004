import type { LetterSequence } from '../../../shared/domain/journal-entry.ts'
import type { Db } from '../db/open-database.ts'

export const LETTER_SEQUENCES_SQL = {
  last: 'SELECT last FROM letter_sequences WHERE desk_code = ? AND year = ?',
  take: `INSERT INTO letter_sequences (desk_code, year, last) VALUES (@deskCode, @year, @sequence)
         ON CONFLICT (desk_code, year) DO UPDATE SET last = excluded.last`,
  skip: 'UPDATE letter_sequences SET last = last + ?',
  beginLater: `INSERT INTO letter_sequences (desk_code, year, last) VALUES (@deskCode, @year, @count)
               ON CONFLICT (desk_code, year) DO NOTHING`,
} as const

/** In place of a code: where a sequence of that year begins that was not there when the journal was restored. No desk has it. */
const ANY_DESK = ''

export type LetterSequencesTable = ReturnType<typeof letterSequencesTable>

export function letterSequencesTable(db: Db) {
  const last = db.prepare<[string, number], { last: number }>(LETTER_SEQUENCES_SQL.last)
  const take = db.prepare(LETTER_SEQUENCES_SQL.take)
  const skip = db.prepare<[number]>(LETTER_SEQUENCES_SQL.skip)
  const beginLater = db.prepare<[{ deskCode: string; year: number; count: number }]>(LETTER_SEQUENCES_SQL.beginLater)
  const next = (deskCode: string, year: number) =>
    ((last.get(deskCode, year) ?? last.get(ANY_DESK, year))?.last ?? 0) + 1
  return {
    next,
    /** @throws when a number would be given twice or one left out. */
    take(letter: LetterSequence): void {
      if (letter.sequence !== next(letter.deskCode, letter.year)) throw new Error('letter sequence out of order')
      take.run(letter)
    },
    /**
     * Leaves numbers out in every sequence, also in those of `years` that the journal knows nothing of: they may have been given after the
     * backup that it was restored from, in a year that began meanwhile or under another code.
     */
    skip(count: number, years: { first: number; last: number }): void {
      skip.run(count)
      for (let year = years.first; year <= years.last; year++) beginLater.run({ deskCode: ANY_DESK, year, count })
    },
  }
}
