import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import type { Db } from '../db/open-database.ts'

export const LETTER_NUMBERS_SQL = {
  insert: 'INSERT INTO letter_numbers (number, admission_id) VALUES (?, ?)',
  find: 'SELECT admission_id AS admissionId FROM letter_numbers WHERE number = ?',
} as const

export type LetterNumbersTable = ReturnType<typeof letterNumbersTable>

/** Every number that was ever on a letter, also one that a later confirmation replaced. */
export function letterNumbersTable(db: Db) {
  const insert = db.prepare<[string, string]>(LETTER_NUMBERS_SQL.insert)
  const find = db.prepare<[string], { admissionId: AdmissionId }>(LETTER_NUMBERS_SQL.find)
  return {
    insert(number: string, admissionId: AdmissionId): void {
      insert.run(number, admissionId)
    },
    find: (number: string): AdmissionId | null => find.get(number)?.admissionId ?? null,
  }
}
