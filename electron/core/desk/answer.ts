import { decidePerson, type Choice, type PersonVerdict } from '../../../shared/domain/decide.ts'
import { readCard } from '../../../shared/domain/card.ts'
import { localDate, type IsoDate, type IsoInstant } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import type { Nik } from '../../../shared/domain/identifiers.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Question } from '../../../shared/domain/question.ts'
import type { CardReading, LookupKey } from '../../../shared/domain/reading.ts'
import { sourceSpeakingFor, type RosterState } from '../../../shared/domain/roster-state.ts'
import type { FoundBy } from '../../../shared/domain/rules.ts'
import type { PersonRows, Roster } from '../roster/roster.ts'

/** What a question leaves open takes its default: today, outpatient, nothing else known. */
export type OpenQuestion = { [K in keyof Question]?: Question[K] | undefined }

export type CurrentRoster = Extract<RosterState, { kind: 'current' }>

/** What every judgement at one moment shares. */
export type Moment = {
  hospital: Hospital
  programmes: readonly ProgrammeDefinition[]
  roster: CurrentRoster
  today: IsoDate
}

/** A person that a key means, and the key that found them. */
export type Found = { person: PersonRows; foundBy: FoundBy }

export type Answered = Found & { judged: PersonVerdict }

export type Answer =
  | { kind: 'answered'; reading: CardReading & { kind: 'keys' }; question: Question; answers: Answered[] }
  | { kind: 'letter'; text: string }
  | { kind: 'unreadable'; reading: CardReading & { kind: 'unreadable' } }

/** Reads a text, looks up every key that it may be, and judges everybody found. Writes nothing. `aim`: the symbology that a reader named apart from it. */
export function answer(
  roster: Roster,
  moment: Moment,
  text: string,
  open: OpenQuestion,
  aim: string | null = null,
): Answer {
  const reading = readCard(text, moment.today, aim === null ? {} : { aim })
  if (reading.kind === 'letter') return reading
  if (reading.kind === 'unreadable') return { kind: 'unreadable', reading }
  const question = questionFrom(open, moment.today)
  const answers = findPeople(roster, reading.keys).map((found) => judge(moment, question, found))
  return { kind: 'answered', reading, question, answers }
}

/** Everybody the keys mean, each person once, under the first key that finds them. */
export function findPeople(roster: Roster, keys: readonly LookupKey[]): Found[] {
  const found = new Map<Nik, Found>()
  for (const key of keys) {
    for (const person of roster.find(key)) {
      if (!found.has(person.nik)) found.set(person.nik, { person, foundBy: key })
    }
  }
  return [...found.values()]
}

/** People of a name search, at most 20. */
export function findByName(roster: Roster, name: string, birthDate: IsoDate): Found[] {
  return roster.search(name, birthDate).map((person) => ({ person, foundBy: { kind: 'name', value: name } }))
}

export function judge(moment: Moment, question: Question, found: Found): Answered {
  return { ...found, judged: judgePerson(moment, question, found.person, found.foundBy, null) }
}

export function judgePerson(
  { hospital, programmes, roster, today }: Moment,
  question: Question,
  { rows }: PersonRows,
  foundBy: FoundBy | null,
  choice: Choice | null,
): PersonVerdict {
  return decidePerson({
    rows,
    definitions: programmes,
    hospital,
    question,
    foundBy,
    rosterAsOf: (programme) => sourceSpeakingFor(roster, programme).asOf,
    today,
    choice,
  })
}

export function questionFrom(open: OpenQuestion, today: IsoDate): Question {
  return {
    serviceDate: open.serviceDate ?? today,
    care: open.care ?? 'rawat-jalan',
    wardClass: open.wardClass ?? null,
    referral: open.referral ?? null,
    otherPayer: open.otherPayer ?? false,
    accident: open.accident ?? 'none',
  }
}

/** The calendar day at the hospital. */
export function todayAt(hospital: Hospital, at: IsoInstant): IsoDate {
  return localDate(at, hospital.timeZone)
}
