import { v7 as uuidv7 } from 'uuid'
import type { AdmitInput, AdmitResult } from '../../../shared/contract/desk.ts'
import { admissionKey } from '../../../shared/domain/admission-key.ts'
import type { Admission, AdmittedPerson } from '../../../shared/domain/admission.ts'
import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import { AdmissionId } from '../../../shared/domain/identifiers.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import { isServiceDate } from '../../../shared/domain/service-date.ts'
import type { Journal, JournalWriter } from '../journal/journal.ts'
import type { Roster } from '../roster/roster.ts'
import { todayAt } from './answer.ts'
import { decidePatient, type DecidedPatient } from './decide-patient.ts'
import { decidedAdmission } from './decided-admission.ts'
import { requireHospital } from './hospital-required.ts'
import { letterProgramme, newLetter } from './new-letter.ts'

export type AdmitDeps = { roster: Roster; journal: Journal; programmes: readonly ProgrammeDefinition[] }

const HOUR_MS = 3_600_000

/**
 * Admits one patient once: asks the journal first, then decides again, then writes, all in one transaction. Sending the same request
 * again, from this window or another, gives the first admission back.
 */
export function admit(deps: AdmitDeps, input: AdmitInput, actor: string): AdmitResult {
  const hospital = requireHospital(deps.journal)
  const written = deps.journal.write((tx) => earlier(tx, input) ?? decideAndWrite(deps, hospital, tx, input, actor))
  return written.kind === 'written' ? written.value : written
}

/** What was written before: for this very request, or for this person, care and date. */
function earlier(tx: JournalWriter, input: AdmitInput): AdmitResult | null {
  const { patient, question } = input
  const same = tx.admissions.byRequest(input.requestId)
  if (same !== null) {
    if (!isFor(same, patient)) throw new Error('a request that was sent for another patient')
    return { kind: 'admitted', admission: same }
  }
  const key = admissionKey(whoIs(patient), question.care, question.serviceDate)
  const standing = key === null ? null : tx.admissions.standing(key)
  return standing && { kind: 'already', admission: standing }
}

/** A stranger may have been identified since. */
function isFor({ person }: Admission, patient: AdmitInput['patient']): boolean {
  const { nik, motherNik, birthOrder } = whoIs(patient)
  const isStranger = nik === null && motherNik === null
  return isStranger || (person.nik === nik && person.motherNik === motherNik && person.birthOrder === birthOrder)
}

function whoIs(patient: AdmitInput['patient']): Pick<AdmittedPerson, 'nik' | 'motherNik' | 'birthOrder'> {
  if (patient.kind !== 'newborn') return { nik: patient.nik, motherNik: null, birthOrder: null }
  return { nik: null, motherNik: patient.motherNik, birthOrder: patient.birthOrder }
}

function decideAndWrite(
  deps: AdmitDeps,
  hospital: Hospital,
  tx: JournalWriter,
  input: AdmitInput,
  actor: string,
): AdmitResult {
  const refused = notConfirmed(input) ?? notDated(hospital, tx, input)
  if (refused !== null) return refused
  const reader = input.patient.kind === 'unidentified' && input.text === '' ? 'none' : input.source
  const decided = decidePatient(deps, hospital, { ...input, reader }, tx.at)
  const person = decided.person
  if (person === null) return { kind: 'not-eligible', verdict: null }
  if (input.basis === 'guaranteed' && !decided.guaranteed) return notEligible(decided)
  if (input.basis === 'provisional' && !provisionalAllowed(input, decided)) return { kind: 'provisional-not-offered' }
  return { kind: 'admitted', admission: write(deps, hospital, tx, input, { ...decided, person }, actor) }
}

/** A number that was typed or picked proves nothing about who stands here. Nobody can confirm a stranger. */
function notConfirmed({ patient, source, identityConfirmed }: AdmitInput): AdmitResult | null {
  const needed = patient.kind !== 'unidentified' && source !== 'wedge'
  return needed && !identityConfirmed ? { kind: 'identity-not-confirmed' } : null
}

/** A day that no letter could name, or beyond the coming year: a screen never asks for it. */
function notDated(hospital: Hospital, tx: JournalWriter, { question, basis }: AdmitInput): AdmitResult | null {
  if (isServiceDate(question.serviceDate, todayAt(hospital, tx.at))) return null
  return basis === 'guaranteed' ? { kind: 'not-eligible', verdict: null } : { kind: 'provisional-not-offered' }
}

/** An eligible verdict that did not suffice (a child too old to go under its mother) is not repeated as if it did. */
function notEligible({ judged }: DecidedPatient): AdmitResult {
  const verdict = judged?.verdict ?? null
  return { kind: 'not-eligible', verdict: verdict?.kind === 'eligible' ? null : verdict }
}

function provisionalAllowed({ question }: AdmitInput, { guaranteed }: DecidedPatient): boolean {
  return (question.care === 'igd' || question.care === 'persalinan') && !guaranteed
}

function write(
  { journal, programmes }: AdmitDeps,
  hospital: Hospital,
  tx: JournalWriter,
  { requestId, question, details, basis }: AdmitInput,
  { person, judged, evidence }: DecidedPatient & { person: AdmittedPerson },
  actor: string,
) {
  const desk = journal.desk()
  const programme = letterProgramme(programmes, hospital, judged?.verdict.programme ?? null, question.serviceDate)
  const { letter, letterNumber } = newLetter(tx, hospital, desk, programme)
  const id = AdmissionId.parse(uuidv7({ msecs: Date.parse(tx.at) }))
  const admission = {
    ...decidedAdmission({ letterNumber, programme, person, question, judged, details, evidence }),
    id,
    state: basis,
    deskCode: desk.code,
    dueAt: basis === 'provisional' ? dueAt(tx.at, judged?.provisionalDueHours ?? programme.provisionalDueHours) : null,
  }
  tx.append({ type: 'admission-opened', body: { requestId, letter, admission } }, actor)
  const opened = tx.admissions.get(id)
  if (opened === null) throw new Error('an admission was written and is not there')
  return opened
}

function dueAt(at: IsoInstant, hours: number): IsoInstant {
  return new Date(Date.parse(at) + hours * HOUR_MS).toISOString() as IsoInstant
}
