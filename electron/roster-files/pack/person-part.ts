import type { CodedRow } from '../coded-row.ts'
import type { ColumnsReader, ColumnsWriter } from './columns.ts'
import { dayOf, LAST_DAY, FIRST_DAY, likelyBirth } from './birth-day.ts'
import { DigitsBuffer, digitsAt, FEMALE_DAY, isNikForm } from './digits.ts'
import type { Districts } from './districts.ts'
import { nameReader, nameWriter } from './name-part.ts'
import { unzigzag, zigzag } from './numbers.ts'
import { PackRefused } from './pack.ts'

/** A NIK other than the one before, added up with the two below. */
const BIRTH_DIFFERS = 1
const SEX_DIFFERS = 2
/** NIK, name, sex and birth date of the row before. */
const SAME_PERSON = 4
/** The NIK of the row before, everything else as the sum above this says. */
const SAME_NIK = 5
const PERSON_CODES = 9

type Person = Pick<CodedRow, 'nik' | 'name' | 'sex' | 'birthDate'>

export type PersonWriter = {
  /** `before`: the row before in the same family. */
  push(row: CodedRow, before: CodedRow | null, kkDistrict: number): void
  end(): void
}

export function personWriter(columns: ColumnsWriter, districts: Districts, asOf: number): PersonWriter {
  const codes = columns.numbers('person')
  const nikDistricts = columns.numbers('nikDistrict')
  const days = columns.numbers('nikDay')
  const months = columns.numbers('nikMonth')
  const years = columns.numbers('nikYear')
  const highs = columns.numbers('nikSerialHigh')
  const lows = columns.numbers('nikSerialLow')
  const births = columns.numbers('birthDiffers')
  const names = nameWriter(columns)
  const date = dayOf(asOf)
  let [district, day, month, year] = [0, 0, 0, 0]

  const pushNik = (nik: string, before: CodedRow | null, kkDistrict: number): void => {
    const [lastDistrict, lastDay] = [district, day]
    district = digitsAt(nik, 0, 6)
    day = digitsAt(nik, 6, 8)
    month = digitsAt(nik, 8, 10)
    year = digitsAt(nik, 10, 12)
    const serial = digitsAt(nik, 12, 16)
    if (nik.length !== 16 || !isNikForm(district, day, month, serial)) throw new RangeError('not a NIK')
    nikDistricts.push(district === kkDistrict ? 0 : 1 + districts.id(district))
    days.push(before !== null && district === lastDistrict ? day - lastDay : day)
    months.push(month)
    years.push(year)
    highs.push(Math.floor(serial / 100))
    lows.push(serial % 100)
  }

  return {
    push(row, before, kkDistrict) {
      const isSameNik = before !== null && before.nik === row.nik
      if (isSameNik && before.name === row.name && before.sex === row.sex && before.birthDate === row.birthDate) {
        codes.push(SAME_PERSON)
        return
      }
      if (!isSameNik) pushNik(row.nik, before, kkDistrict)
      const likely = likelyBirth(day, month, year, date)
      const birth = row.birthDate === likely ? 0 : BIRTH_DIFFERS
      const sex = row.sex === (day > FEMALE_DAY ? 1 : 0) ? 0 : SEX_DIFFERS
      codes.push((isSameNik ? SAME_NIK : 0) + birth + sex)
      if (birth !== 0) births.push(zigzag(row.birthDate - likely))
      names.push(row.name, row.sex)
    },
    end: () => names.end(),
  }
}

/** The next row's person; `before` as in the writer. @throws {PackRefused} */
export type PersonReader = (before: Person | null, kkDistrict: number) => Person

export function personReader(columns: ColumnsReader, districts: readonly number[], asOf: number): PersonReader {
  const codes = columns.numbers('person')
  const nikDistricts = columns.numbers('nikDistrict')
  const days = columns.numbers('nikDay')
  const months = columns.numbers('nikMonth')
  const years = columns.numbers('nikYear')
  const highs = columns.numbers('nikSerialHigh')
  const lows = columns.numbers('nikSerialLow')
  const births = columns.numbers('birthDiffers')
  const name = nameReader(columns)
  const date = dayOf(asOf)
  const digits = new DigitsBuffer()
  let [district, day, month, year] = [0, 0, 0, 0]

  const nextNik = (before: Person | null, kkDistrict: number): string => {
    const place = nikDistricts.below(districts.length + 1)
    const nikDistrict = place === 0 ? kkDistrict : districts[place - 1]!
    day = (before !== null && nikDistrict === district ? day : 0) + days.below(100)
    district = nikDistrict
    month = months.below(13)
    year = years.below(100)
    const serial = highs.below(100) * 100 + lows.below(100)
    if (!isNikForm(district, day, month, serial)) throw new PackRefused('malformed')
    digits.put(district, 0, 6)
    digits.put(day, 6, 2)
    digits.put(month, 8, 2)
    digits.put(year, 10, 2)
    digits.put(serial, 12, 4)
    return digits.text()
  }

  return (before, kkDistrict) => {
    const code = codes.below(PERSON_CODES)
    if (code === SAME_PERSON && before !== null) return before
    if (code >= SAME_PERSON && before === null) throw new PackRefused('malformed')
    const nik = code >= SAME_NIK ? before!.nik : nextNik(before, kkDistrict)
    const differs = code >= SAME_NIK ? code - SAME_NIK : code
    const bySex = day > FEMALE_DAY ? 1 : 0
    const sex = (differs & SEX_DIFFERS) === 0 ? bySex : 1 - bySex
    const likely = likelyBirth(day, month, year, date)
    const birthDate =
      (differs & BIRTH_DIFFERS) === 0 ? likely : likely + unzigzag(births.below(Number.MAX_SAFE_INTEGER))
    if (birthDate < FIRST_DAY || birthDate > LAST_DAY) throw new PackRefused('malformed')
    return { nik, name: name(sex), sex, birthDate }
  }
}
