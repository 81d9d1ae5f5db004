import { addDays, daysBetween, dateFrom, type IsoDate } from '../../../shared/domain/dates.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { DemoNumbers } from './demo-numbers.ts'
import type { Random } from './random.ts'

/** What a family has in common beside its address. */
export type DemoCard = Pick<
  RosterRow,
  'cardNumber' | 'cardUid' | 'cardStatus' | 'cardSubmittedOn' | 'cardDistributedOn'
>
export type DemoTerms = Pick<
  RosterRow,
  'category' | 'validFrom' | 'validUntil' | 'status' | 'statusSince' | 'jknNumber' | 'jknStatus' | 'jknSegment'
>

export const NO_CARD: DemoCard = {
  cardNumber: null,
  cardUid: null,
  cardStatus: null,
  cardSubmittedOn: null,
  cardDistributedOn: null,
}

const KBS_START = dateFrom(2017, 1, 16)
const BOGOR_START = dateFrom(2019, 1, 1)
const STATUSES = ['active', 'suspended', 'ended', 'moved', 'deceased', 'duplicate'] as const
const STATUS_WEIGHTS = [94, 1.6, 1.6, 1.4, 1.2, 0.2]
const KBS_CATEGORIES = ['non-jkn', 'tidak-mampu', 'fakir-miskin', 'pmks', 'lainnya'] as const
const BOGOR_CATEGORIES = ['tidak-mampu', 'fakir-miskin', 'pmks', 'lainnya', 'non-jkn'] as const
const OTHER_SEGMENTS = ['pbi-apbn', 'ppu', 'pbpu', 'pbi-apbd', 'bp', 'pbpu-pemda'] as const

/** A family's card of Kartu Bekasi Sehat. A fifth of the newer ones carries a chip. */
export function kbsCard(random: Random, numbers: DemoNumbers, asOf: IsoDate): DemoCard {
  const state = random.weighted([76, 6, 5, 4, 1, 8])
  if (state === 5) return NO_CARD
  const cardStatus = (['distributed', 'submitted', 'printing', 'lost', 'blocked'] as const)[state]!
  const submitted = addDays(KBS_START, random.below(daysBetween(KBS_START, asOf)))
  const distributed = addDays(submitted, 21 + random.below(60))
  const delivered = cardStatus !== 'submitted' && cardStatus !== 'printing'
  return {
    ...issued(numbers, random.chance(0.2)),
    cardStatus,
    cardSubmittedOn: submitted,
    cardDistributedOn: delivered && distributed <= asOf ? distributed : null,
  }
}

/** A card with its serial, and with a chip's UID when asked. */
export function issued(numbers: DemoNumbers, withChip: boolean): Pick<RosterRow, 'cardNumber' | 'cardUid'> {
  const cardNumber = numbers.card()
  const serial = Number(cardNumber.slice(5)).toString(16).toUpperCase()
  return { cardNumber, cardUid: withChip ? `0499${serial.padStart(10, '0')}` : null } as DemoCard
}

/** One person's terms in Kartu Bekasi Sehat: most have no JKN, some have one that excludes. */
export function kbsTerms(random: Random, numbers: DemoNumbers, birthDate: IsoDate, asOf: IsoDate): DemoTerms {
  const jkn = random.weighted([74, 14, 12])
  return {
    category: KBS_CATEGORIES[random.weighted([55, 25, 12, 2, 6])]!,
    ...span(random, KBS_START, birthDate, asOf),
    ...(jkn === 0
      ? { jknNumber: null, jknStatus: 'none', jknSegment: null }
      : {
          jknNumber: numbers.jkn(),
          jknStatus: jkn === 1 ? 'active' : 'inactive',
          jknSegment: OTHER_SEGMENTS[random.weighted([40, 30, 18, 6, 3, 3])]!,
        }),
  } as DemoTerms
}

/** One person's terms in Kartu Bogor Sehat: JKN with the premium paid by the regency, for nearly all. */
export function bogorTerms(random: Random, numbers: DemoNumbers, birthDate: IsoDate, asOf: IsoDate): DemoTerms {
  const jkn = random.weighted([58, 32, 6, 2, 2])
  return {
    category: BOGOR_CATEGORIES[random.weighted([52, 30, 6, 8, 4])]!,
    ...span(random, BOGOR_START, birthDate, asOf),
    jknNumber: jkn === 4 ? null : numbers.jkn(),
    jknStatus: jkn === 4 ? 'none' : jkn === 2 ? 'inactive' : 'active',
    jknSegment: jkn === 4 ? null : jkn === 1 ? 'pbpu-pemda' : jkn === 3 ? 'ppu' : 'pbi-apbd',
  } as DemoTerms
}

function span(
  random: Random,
  start: IsoDate,
  birthDate: IsoDate,
  asOf: IsoDate,
): Pick<RosterRow, 'validFrom' | 'validUntil' | 'status' | 'statusSince'> {
  // Members enter on the first of a month, in waves; a child not before its birth.
  const wave = start.slice(0, 4) === '2017' && random.chance(0.5) ? start : monthStart(random, start, asOf)
  const validFrom = wave > birthDate ? wave : birthDate
  const status = STATUSES[random.weighted(STATUS_WEIGHTS)]!
  const since = Math.max(0, daysBetween(validFrom, asOf))
  const statusSince = status === 'active' || status === 'duplicate' ? null : addDays(validFrom, random.below(since + 1))
  const validUntil = status === 'active' && random.chance(0.03) ? addDays(asOf, 30 + random.below(700)) : null
  return { validFrom, validUntil, status, statusSince }
}

function monthStart(random: Random, start: IsoDate, asOf: IsoDate): IsoDate {
  const day = addDays(start, random.below(Math.max(1, daysBetween(start, asOf))))
  return `${day.slice(0, 8)}01` >= start ? (`${day.slice(0, 8)}01` as IsoDate) : start
}
