import { parts } from './dates.ts'
import { lookUpDistrict } from './region.ts'
import type { RosterRow } from './roster-row.ts'
import { isCardOutOfUse, isFoundByItsCard, type FoundBy } from './rules.ts'
import { WarningCode } from './verdict.ts'

/** A woman's day of birth is written in the NIK with 40 added. */
const FEMALE_DAY_OFFSET = 40

/** What differs in a row without stopping anything, in the order of `WarningCode`. */
export function findWarnings(row: RosterRow, foundBy: FoundBy | null): WarningCode[] {
  // The kecamatan of first registration stands in the NIK, that of residence in the record: either may be off the list.
  const regions = new Set([lookUpDistrict(row.nik.slice(0, 6)).status, lookUpDistrict(row.districtCode).status])
  const applies: Record<WarningCode, boolean> = {
    'nik-birth-date-differs': birthDigits(row.nik) !== birthDigitsOf(row.birthDate),
    'nik-sex-differs': Number(row.nik.slice(6, 8)) > FEMALE_DAY_OFFSET !== (row.sex === 'P'),
    'district-unknown': regions.has('unknown'),
    'district-retired': regions.has('retired'),
    'card-lost-but-member': isCardOutOfUse(row) && !isFoundByItsCard(row, foundBy),
  }
  return WarningCode.options.filter((code) => applies[code])
}

/** Warnings of several rows, each once, in the order of `WarningCode`. */
export function mergeWarnings(lists: readonly (readonly WarningCode[])[]): WarningCode[] {
  const found = new Set(lists.flat())
  return WarningCode.options.filter((code) => found.has(code))
}

/** Day, month and two-digit year: all that a NIK says of a birth date, so the century never differs. */
function birthDigits(nik: string): string {
  const day = Number(nik.slice(6, 8))
  return digits(day > FEMALE_DAY_OFFSET ? day - FEMALE_DAY_OFFSET : day, Number(nik.slice(8, 10)), nik.slice(10, 12))
}

function birthDigitsOf(birthDate: RosterRow['birthDate']): string {
  const [, month, day] = parts(birthDate)
  return digits(day, month, birthDate.slice(2, 4))
}

function digits(day: number, month: number, year: string): string {
  return `${day}-${month}-${year}`
}
