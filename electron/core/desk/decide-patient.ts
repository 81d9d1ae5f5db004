import type { Patient } from '../../../shared/contract/desk.ts'
import { readCard } from '../../../shared/domain/card.ts'
import type { AdmittedPerson, Evidence } from '../../../shared/domain/admission.ts'
import { newbornCovered, versionOn, type PersonVerdict } from '../../../shared/domain/decide.ts'
import type { IsoDate, IsoInstant } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import type { Nik } from '../../../shared/domain/identifiers.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Question } from '../../../shared/domain/question.ts'
import type { FoundBy } from '../../../shared/domain/rules.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import { termsOf, type Terms } from '../../../shared/domain/terms.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import { canonicalJson } from '../journal/entry-hash.ts'
import type { PersonRows, Roster } from '../roster/roster.ts'
import { judgePerson, todayAt, type Moment } from './answer.ts'
import { askingRoster } from './asking-roster.ts'
import { admittedPerson, decidingProgramme, evidenceOf, settledOf } from './evidence.ts'

export type PatientCase = {
  patient: Patient
  /** As scanned or typed; finds out by which number the patient came. */
  text: string
  reader: Evidence['reader']
  question: Question
  identityConfirmed: boolean
}

/** The patient judged by the core alone, whatever the screen had shown. */
export type DecidedPatient = {
  person: AdmittedPerson | null
  /** Null: not in the roster, or no roster serves. */
  judged: PersonVerdict | null
  /** What a screen that asks now would be shown: before anybody chose between two records. Null as for `judged`. */
  terms: Terms | null
  /** Eligible now as the person they are: a stranger never, a newborn while young enough. */
  guaranteed: boolean
  /** A newborn that the programme's rule for newborns takes under its mother, whatever it says of the mother. */
  newbornTaken: boolean
  evidence: Evidence
}

export type DecideDeps = { roster: Roster; programmes(): readonly ProgrammeDefinition[] }

/** Decides again at the moment of writing. `at` is the journal's time. */
export const decidePatient = askingRoster(decide)

function decide(deps: DecideDeps, hospital: Hospital, c: PatientCase, at: IsoInstant): DecidedPatient {
  const state = deps.roster.state()
  const current = state.kind === 'current' ? state : null
  const today = todayAt(hospital, at)
  const nik = nikToJudge(c.patient)
  const rows = current && nik ? rowsOf(deps.roster, nik) : null
  const unknown = nik === null ? 'unidentified' : 'not-found'
  const identification = { reader: c.reader, identityConfirmed: c.identityConfirmed, chosen: null, conflict: null }
  if (current === null || rows === null) {
    const evidence = evidenceOf(null, unknown, current, at, { ...identification, foundBy: null })
    return {
      person: personWithoutRow(c.patient),
      judged: null,
      terms: null,
      guaranteed: false,
      newbornTaken: false,
      evidence,
    }
  }
  const foundBy = foundByOf(deps.roster, c.text, today, rows.nik)
  const programmes = deps.programmes()
  const moment = { hospital, programmes, roster: current, today }
  const { judged, asShown, chosen, conflict } = judgeChosen(moment, c, rows, foundBy)
  const eligible = judged.verdict.kind === 'eligible'
  const newbornTaken = isNewbornTaken(programmes, c, judged)
  return {
    person: personFrom(c.patient, judged),
    judged,
    terms: termsOf(asShown, programmes),
    guaranteed: eligible && (c.patient.kind === 'member' || newbornTaken),
    newbornTaken,
    evidence: evidenceOf(judged, unknown, current, at, {
      ...identification,
      foundBy: foundBy?.kind ?? (c.reader === 'chosen' ? 'name' : null),
      chosen,
      conflict,
    }),
  }
}

/** A review that the clerk resolved is judged by the chosen row. */
function judgeChosen(moment: Moment, { patient, question }: PatientCase, rows: PersonRows, foundBy: FoundBy | null) {
  const first = judgePerson(moment, question, rows, foundBy, null)
  const settled = settledOf(first.verdict)
  if (settled.kind !== 'review') return { judged: first, asShown: first, chosen: null, conflict: null }
  const choice = patient.kind === 'member' ? patient.choice : null
  const { programme } = first.verdict
  const row = choice === null ? -1 : placeOf(choice.record, decidingProgramme(first).rows)
  if (choice === null || row < 0) return { judged: first, asShown: first, chosen: null, conflict: settled.conflict }
  const { reason } = choice
  const judged = judgePerson(moment, question, rows, foundBy, { programme, row })
  return { judged, asShown: first, chosen: { row, reason }, conflict: settled.conflict }
}

/** By what it says, not by where it stands: in another roster another record may stand there. -1: nowhere. */
export function placeOf(record: RosterRow, rows: readonly RosterRow[]): number {
  const wanted = canonicalJson(record)
  return rows.findIndex((row) => canonicalJson(row) === wanted)
}

function nikToJudge(patient: Patient): Nik | null {
  return patient.kind === 'newborn' ? patient.motherNik : patient.nik
}

function rowsOf(roster: Roster, nik: Nik): PersonRows | null {
  return roster.find({ kind: 'nik', value: nik })[0] ?? null
}

/** The number by which this person came: a lost card refuses by its card, not by the NIK. */
function foundByOf(roster: Roster, text: string, today: IsoDate, nik: Nik): FoundBy | null {
  const reading = readCard(text, today)
  if (reading.kind !== 'keys') return null
  return reading.keys.find((key) => roster.find(key).some((person) => person.nik === nik)) ?? null
}

/** Only for its first days. */
function isNewbornTaken(
  programmes: readonly ProgrammeDefinition[],
  { patient, question }: PatientCase,
  { verdict }: PersonVerdict,
): boolean {
  if (patient.kind !== 'newborn') return false
  const definition = programmes.find(({ code }) => code === verdict.programme)
  const version = definition && versionOn(definition, question.serviceDate)
  return version ? newbornCovered(version, patient.birthDate, question.serviceDate) : false
}

function personFrom(patient: Patient, judged: PersonVerdict): AdmittedPerson | null {
  const person = admittedPerson(decidingProgramme(judged))
  switch (patient.kind) {
    case 'member':
      return person
    case 'newborn': {
      const { name, sex, birthDate, motherNik, birthOrder } = patient
      return { ...person, nik: null, name, sex, birthDate, motherNik, birthOrder }
    }
    // Nobody has compared this person with the roster's record: only what the clerk wrote is known.
    case 'unidentified':
      return personWithoutRow(patient)
    default:
      return unreachable(patient)
  }
}

/** Null for a member that no roster knows: there is nobody to write down. */
function personWithoutRow(patient: Patient): AdmittedPerson | null {
  if (patient.kind === 'member') return null
  const place = { kkNumber: null, districtCode: null, villageCode: null, rw: null, rt: null }
  if (patient.kind === 'unidentified') {
    const { nik, name, sex } = patient
    return { ...place, nik, name, sex, birthDate: null, motherNik: null, birthOrder: null }
  }
  const { name, sex, birthDate, motherNik, birthOrder } = patient
  return { ...place, nik: null, name, sex, birthDate, motherNik, birthOrder }
}
