import { addDays, dateOfDayNumber, dayNumber, type IsoDate } from '../../../shared/domain/dates.ts'
import type { DistrictCode, VillageCode } from '../../../shared/domain/identifiers.ts'
import { districtsOf, villagesOf } from '../../../shared/domain/region.ts'
import type { DemoNumbers } from './demo-numbers.ts'
import { demoName } from './demo-names.ts'
import type { Random } from './random.ts'

export type DemoPlace = { districtCode: DistrictCode; villageCode: VillageCode }
export type DemoPerson = { nik: string; name: string; female: boolean; birthDate: IsoDate }
export type DemoFamily = { kkNumber: string; members: DemoPerson[] }

/** Share of families by their number of members, 1 to 8. */
const SIZES = [7, 14, 22, 27, 17, 8, 3, 2]
const DAYS_PER_YEAR = 365.25

/** Every kelurahan and desa of a kabupaten or kota. */
export function placesOf(regencyCode: string): [DemoPlace, ...DemoPlace[]] {
  const places = districtsOf(regencyCode).flatMap(({ code: districtCode }) =>
    villagesOf(districtCode).map(({ code: villageCode }) => ({ districtCode, villageCode })),
  )
  const [first, ...others] = places
  if (first === undefined) throw new Error('region table lacks the villages of a demo regency')
  return [first, ...others]
}

/** Where people of the two regions were first registered, as far as it was not at home: a NIK never tells the residence. */
const ORIGINS = ['3216', '3271', '3174', '3175', '3204', '3302', '3305', '3404', '3578', '1271', '1871', '7371']
/** Abepura under its code of before the split of Papua: retired, and still the head of valid NIKs. */
const RETIRED_DISTRICT = '910101'

/**
 * A family as it stands on `asOf`: head, mostly a spouse, children born to adults, sometimes a grandparent; at most `limit` members.
 * NIKs follow the first registration, which for most is the present kecamatan.
 */
export function demoFamily(
  random: Random,
  numbers: DemoNumbers,
  place: DemoPlace,
  asOf: IsoDate,
  limit: number,
): DemoFamily {
  const size = Math.min(limit, 1 + random.weighted(SIZES))
  const today = dayNumber(asOf)
  const headFemale = random.chance(size === 1 ? 0.45 : 0.14)
  const headAge = size === 1 ? 20 + random.below(60) : 24 + random.below(48)
  const members = [person(random, numbers, place, headFemale, birth(random, today, headAge))]
  const withSpouse = size > 1 && !headFemale && random.chance(0.93)
  const spouseAge = Math.max(19, headAge - 5 + random.below(9))
  if (withSpouse) members.push(person(random, numbers, place, true, birth(random, today, spouseAge)))
  const motherAge = withSpouse || headFemale ? Math.min(headAge, withSpouse ? spouseAge : headAge) : headAge
  const withParent = size > 3 && headAge < 50 && random.chance(0.12)
  while (members.length < size - (withParent ? 1 : 0)) {
    const oldest = Math.min(35, Math.max(0, motherAge - 19))
    members.push(person(random, numbers, place, random.chance(0.488), birth(random, today, random.below(oldest + 1))))
  }
  if (withParent)
    members.push(
      person(random, numbers, place, random.chance(0.7), birth(random, today, headAge + 20 + random.below(12))),
    )
  return { kkNumber: kkNumber(random, numbers, place, today), members }
}

function person(random: Random, numbers: DemoNumbers, place: DemoPlace, female: boolean, born: IsoDate): DemoPerson {
  let birthDate = born
  for (;;) {
    const nik = numbers.nik(firstDistrict(random, place), birthDate, female)
    if (nik !== null) return { nik, name: demoName(random, female), female, birthDate }
    birthDate = addDays(birthDate, -1)
  }
}

function kkNumber(random: Random, numbers: DemoNumbers, place: DemoPlace, today: number): string {
  for (;;) {
    const kk = numbers.kk(place.districtCode, dateOfDayNumber(today - random.below(18 * 365)))
    if (kk !== null) return kk
  }
}

function firstDistrict(random: Random, place: DemoPlace): string {
  const where = random.weighted([0.78, 0.12, 0.0995, 0.0005])
  if (where === 0) return place.districtCode
  if (where === 3) return RETIRED_DISTRICT
  const regency = where === 1 ? place.districtCode.slice(0, 4) : ORIGINS[random.below(ORIGINS.length)]!
  const districts = districtsIn(regency)
  return districts[random.below(districts.length)] ?? place.districtCode
}

const districtCodes = new Map<string, string[]>()

function districtsIn(regencyCode: string): string[] {
  let codes = districtCodes.get(regencyCode)
  if (codes === undefined) {
    codes = districtsOf(regencyCode).map((district) => district.code)
    districtCodes.set(regencyCode, codes)
  }
  return codes
}

/** Some day in the year of life that `age` names; never after `today`. */
function birth(random: Random, today: number, age: number): IsoDate {
  return dateOfDayNumber(Math.floor(today - age * DAYS_PER_YEAR) - random.below(365))
}
