import { ageInYears } from '../domain/dates.ts'
import type { IsoDate } from '../domain/dates.ts'
import type { Sex } from '../domain/roster-row.ts'

const CHILD_BEFORE_AGE = 17

/** Below 17 the clerk speaks to a parent about the child. */
export function isChildPatient(birthDate: IsoDate, on: IsoDate): boolean {
  return ageInYears(birthDate, on) < CHILD_BEFORE_AGE
}

/** `Bapak`, `Ibu`, or `Ananda` for a child. */
export function patientAddress(sex: Sex, isChild: boolean): string {
  if (isChild) return 'Ananda'
  return sex === 'L' ? 'Bapak' : 'Ibu'
}
