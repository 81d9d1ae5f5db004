import { addDays, dateFrom, dateOfDayNumber, dayNumber, type IsoDate } from '../../../shared/domain/dates.ts'
import type { DistrictCode, ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { demoFamily, placesOf, type DemoFamily, type DemoPerson, type DemoPlace } from './demo-family.ts'
import { bogorTerms, issued, kbsCard, kbsTerms, NO_CARD, type DemoCard, type DemoTerms } from './demo-membership.ts'
import { createDemoNumbers } from './demo-numbers.ts'
import { createRandom } from './random.ts'
import { reservedNumbers, sampleRows } from './samples.ts'

export type DemoOptions = {
  /** Different NIKs in the roster; at least `MIN_PEOPLE`. */
  people: number
  seed: number
  /** The date the roster speaks for. */
  asOf?: IsoDate
}

/** Room for the samples. */
export const MIN_PEOPLE = 50
/** From here on RW 02 Kranji has all the families that the press article counts; a smaller roster has as many as fit. */
export const COMPLETE_FROM = 4000
/** Fixed, so that the same people and seed give the same bytes on every day. */
export const DEMO_AS_OF = dateFrom(2026, 11, 1)

const KRANJI_RW_02 = { districtCode: '327502', villageCode: '3275021002', rw: '002' }
/** RW 02 Kranji as the press article of June 2017 counts it; one distributed in May is the sample family. */
const KRANJI_WAVES = [
  { cards: 327, cardStatus: 'distributed', submittedFrom: '2017-03-20', distributedFrom: '2017-05-02', days: 28 },
  { cards: 188, cardStatus: 'distributed', submittedFrom: '2017-04-10', distributedFrom: '2017-06-02', days: 26 },
  { cards: 130, cardStatus: 'printing', submittedFrom: '2017-06-05', distributedFrom: null, days: 20 },
] as const
const BEKASI_SHARE = 0.42

/**
 * Rows of a made-up roster, family by family, people of no real existence at real places. The same options give the same rows. Holds the
 * sample people and the published figures of RW 02 Kranji.
 */
export function* demoRows({ people, seed, asOf = DEMO_AS_OF }: DemoOptions): Generator<RosterRow> {
  if (people < MIN_PEOPLE) throw new RangeError(`a demo roster has at least ${MIN_PEOPLE} people`)
  const random = createRandom(seed)
  const numbers = createDemoNumbers(reservedNumbers())
  const bekasi = placesOf('3275')
  const bogor = placesOf('3201')
  const samples = sampleRows()
  yield* samples
  let left = people - new Set(samples.map((row) => row.nik)).size

  for (const wave of KRANJI_WAVES) {
    for (let n = 0; n < wave.cards && left > 0; n += 1) {
      const place = KRANJI_RW_02 as unknown as DemoPlace
      const family = demoFamily(random, numbers, place, asOf, Math.min(8, left))
      const card = {
        ...issued(numbers, false),
        cardStatus: wave.cardStatus,
        cardSubmittedOn: addDays(wave.submittedFrom as IsoDate, n % wave.days),
        cardDistributedOn:
          wave.distributedFrom === null ? null : addDays(wave.distributedFrom as IsoDate, n % wave.days),
      } as DemoCard
      yield* rowsOf(family, place, '002', 'kbs-bekasi', card, (person) =>
        kbsTerms(random, numbers, person.birthDate, asOf),
      )
      left -= family.members.length
    }
  }
  while (left > 0) {
    const inBekasi = random.chance(BEKASI_SHARE)
    const place = random.pick(inBekasi ? bekasi : bogor)
    const family = demoFamily(random, numbers, place, asOf, left)
    left -= family.members.length
    const rw = String(neighbourhood(place)).padStart(3, '0')
    if (inBekasi) {
      const card = kbsCard(random, numbers, asOf)
      yield* rowsOf(family, place, rw, 'kbs-bekasi', card, (person) =>
        kbsTerms(random, numbers, person.birthDate, asOf),
      )
    } else {
      yield* rowsOf(family, place, rw, 'bogor-sehat', NO_CARD, (person) =>
        bogorTerms(random, numbers, person.birthDate, asOf),
      )
    }
  }

  function neighbourhood(place: DemoPlace): number {
    const rw = 1 + random.below(place.districtCode.startsWith('3275') ? 24 : 14)
    // RW 02 of Kranji has its own families, as many as the article counts.
    return rw === 2 && place.villageCode === KRANJI_RW_02.villageCode ? 3 : rw
  }

  function* rowsOf(
    family: DemoFamily,
    place: DemoPlace,
    rw: string,
    programme: string,
    card: DemoCard,
    termsOf: (person: DemoPerson) => DemoTerms,
  ): Generator<RosterRow> {
    const rt = String(1 + random.below(9)).padStart(3, '0')
    const settled = settledSince()
    for (const person of family.members) {
      const terms = termsOf(person)
      const row: RosterRow = {
        nik: person.nik as RosterRow['nik'],
        kkNumber: family.kkNumber as RosterRow['kkNumber'],
        name: person.name,
        sex: person.female ? 'P' : 'L',
        birthDate: recordedBirth(person.birthDate),
        programme: programme as ProgrammeCode,
        wardClass: '3',
        districtCode: place.districtCode,
        villageCode: place.villageCode,
        rw,
        rt,
        residentSince: settled > person.birthDate ? settled : person.birthDate,
        ...terms,
        ...card,
      }
      yield row
      yield* secondRows(row)
    }
  }

  /** A few differ from the NIK by a day or two: a corrected birth date, a warning at the desk. */
  function recordedBirth(birthDate: IsoDate): IsoDate {
    return random.chance(0.002) ? addDays(birthDate, -1 - random.below(20)) : birthDate
  }

  function settledSince(): IsoDate {
    const days = random.chance(0.01) ? random.below(150) : 200 + random.below(12_000)
    return dateOfDayNumber(dayNumber(asOf) - days)
  }

  /** Rarely the same NIK again: contradicting itself, or a member who moved between the two regions. */
  function* secondRows(row: RosterRow): Generator<RosterRow> {
    const kind = random.weighted([0.9976, 0.0004, 0.002])
    if (kind === 1) {
      yield {
        ...row,
        birthDate: addDays(row.birthDate, 10),
        rt: '009',
        validFrom: row.validFrom > row.birthDate ? row.validFrom : row.birthDate,
      }
    } else if (kind === 2) {
      const toBekasi = row.programme === 'bogor-sehat'
      const place = random.pick(toBekasi ? bekasi : bogor)
      const programme = (toBekasi ? 'kbs-bekasi' : 'bogor-sehat') as ProgrammeCode
      const terms = toBekasi ? kbsTerms : bogorTerms
      yield {
        ...row,
        programme,
        districtCode: place.districtCode as DistrictCode,
        villageCode: place.villageCode,
        rw: '001',
        ...NO_CARD,
        ...terms(random, numbers, row.birthDate, asOf),
        status: 'moved',
        statusSince: row.residentSince,
      }
    }
  }
}
