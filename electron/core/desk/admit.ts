import { v7 as uuidv7 } from 'uuid'
import type { AdmitInput, AdmitResult } from '../../../shared/contract/desk.ts'
import { admissionKey } from '../../../shared/domain/admission-key.ts'
import type { Admission, AdmittedPerson } from '../../../shared/domain/admission.ts'
import type { Approval } from '../../../shared/domain/approval.ts'
import { readCard } from '../../../shared/domain/card.ts'
import type { IsoDate, IsoInstant } from '../../../shared/domain/dates.ts'
import type { Hospital } from '../../../shared/domain/hospital.ts'
import { AdmissionId } from '../../../shared/domain/identifiers.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import { isServiceDate } from '../../../shared/domain/service-date.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { Approvals } from '../accounts/accounts.ts'
import { agreedInput } from '../accounts/agreed-input.ts'
import type { Journal, JournalWriter } from '../journal/journal.ts'
import type { Roster } from '../roster/roster.ts'
import { agreedGuarantee, useUp, type Agreed } from './agreed.ts'
import { todayAt } from './answer.ts'
import { decidePatient, type DecidedPatient } from './decide-patient.ts'
import { decidedAdmission } from './decided-admission.ts'
import { requireHospital } from './hospital-required.ts'
import { isOther } from './other-than-shown.ts'
import { letterProgramme, newLetter } from './new-letter.ts'

export type AdmitDeps = {
  roster: Roster
  journal: Journal
  programmes(): readonly ProgrammeDefinition[]
  approvals: Pick<Approvals, 'find' | 'take'>
}

const HOUR_MS = 3_600_000

/**
 * Admits one patient once: asks the journal first, then decides again, then writes, all in one transaction. Sending the same request
 * again, from this window or another, gives the first admission back. An approval is used up by the admission that was written with it,
 * and by nothing else: not by a refusal, not by a full disk.
 */
export function admit(deps: AdmitDeps, input: AdmitInput, actor: string): AdmitResult {
  const hospital = requireHospital(deps.journal)
  const written = deps.journal.write((tx) => earlier(tx, input) ?? decideAndWrite(deps, hospital, tx, input, actor))
  if (written.kind !== 'written') return written
  const result = written.value
  if (result.kind === 'admitted') useUp(givenWith(deps, input), result.admission.approval)
  return result
}

function givenWith({ approvals }: AdmitDeps, input: AdmitInput) {
  return { approvals, approvalId: input.approvalId, subject: agreedInput('desk.admit', input) }
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
  const patient = heardPatient(input)
  const decided = decidePatient(deps, hospital, { ...input, patient, reader }, tx.at)
  if (isChipAlone(input, decided, todayAt(hospital, tx.at))) return { kind: 'identity-not-confirmed' }
  if (isOtherThanShown(input, decided)) return { kind: 'answer-changed' }
  const agreed = agreedTo(deps, input, patient, decided)
  if (agreed.kind === 'not-guaranteed') return notEligible(decided)
  if (agreed.kind !== 'agreed') return agreed
  const { person } = decided
  if (person === null) return { kind: 'not-eligible', verdict: null }
  const { approval } = agreed
  return { kind: 'admitted', admission: write(deps, hospital, tx, input, { ...decided, person, approval }, actor) }
}

/** An emergency waits for nobody: a choice that somebody would have to approve is not heard, and both records stay open. */
function heardPatient({ patient, basis }: AdmitInput): AdmitInput['patient'] {
  return basis === 'provisional' && patient.kind === 'member' ? { ...patient, choice: null } : patient
}

function agreedTo(
  deps: AdmitDeps,
  input: AdmitInput,
  patient: AdmitInput['patient'],
  decided: DecidedPatient,
): Agreed | { kind: 'provisional-not-offered' } {
  const { basis } = input
  if (basis !== 'provisional') return agreedGuarantee(patient, decided, basis, givenWith(deps, input))
  if (decided.person !== null && !provisionalAllowed(input, decided)) return { kind: 'provisional-not-offered' }
  return { kind: 'agreed', approval: null }
}

/** A number that was typed or picked proves nothing about who stands here. Nobody can confirm a stranger. */
function notConfirmed({ patient, source, identityConfirmed }: AdmitInput): AdmitResult | null {
  const needed = patient.kind !== 'unidentified' && source !== 'wedge' && source !== 'hid'
  return needed && !identityConfirmed ? { kind: 'identity-not-confirmed' } : null
}

/** A UID looks a card up, and any chip can be made to say it: who holds it has to be compared with the record, however it was read. */
function isChipAlone(
  { patient, text, identityConfirmed }: AdmitInput,
  { evidence: { foundBy } }: DecidedPatient,
  today: IsoDate,
): boolean {
  if (identityConfirmed || patient.kind === 'unidentified') return false
  if (foundBy !== null) return foundBy === 'uid'
  // No roster could say by which number.
  const reading = readCard(text, today)
  return reading.kind === 'keys' && reading.keys.some(({ kind }) => kind === 'uid')
}

/** An emergency goes on where no data can be asked any more. */
function isOtherThanShown({ patient, shown, basis }: AdmitInput, { terms }: DecidedPatient): boolean {
  if (patient.kind === 'unidentified' || (basis === 'provisional' && terms === null)) return false
  return isOther(shown, terms)
}

/** A day that no letter could name, or beyond the coming year: a screen never asks for it. */
function notDated(hospital: Hospital, tx: JournalWriter, { question, basis }: AdmitInput): AdmitResult | null {
  if (isServiceDate(question.serviceDate, todayAt(hospital, tx.at))) return null
  switch (basis) {
    case 'guaranteed':
      return { kind: 'not-eligible', verdict: null }
    case 'provisional':
      return { kind: 'provisional-not-offered' }
    case 'override':
      return { kind: 'override-not-offered' }
    default:
      return unreachable(basis)
  }
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
  { person, judged, evidence, approval }: DecidedPatient & { person: AdmittedPerson; approval: Approval | null },
  actor: string,
) {
  const desk = journal.desk()
  const programme = letterProgramme(programmes(), hospital, judged?.verdict.programme ?? null, question.serviceDate)
  const { letter, letterNumber } = newLetter(tx, hospital, desk, programme)
  const id = AdmissionId.parse(uuidv7({ msecs: Date.parse(tx.at) }))
  const admission = {
    ...decidedAdmission({ letterNumber, programme, person, question, judged, details, evidence, approval }),
    id,
    state: basis === 'provisional' ? ('provisional' as const) : ('guaranteed' as const),
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
