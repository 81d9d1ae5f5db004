import type { ChangeResult } from '../../../shared/contract/desk.ts'
import { admissionKey } from '../../../shared/domain/admission-key.ts'
import type { Admission, AdmissionState, Amendment, Evidence } from '../../../shared/domain/admission.ts'
import type { AdmissionDetails } from '../../../shared/domain/admission.ts'
import type { AdmissionId, Nik } from '../../../shared/domain/identifiers.ts'
import type { Question } from '../../../shared/domain/question.ts'
import { isServiceDate } from '../../../shared/domain/service-date.ts'
import type { RefusalCode } from '../../../shared/domain/verdict.ts'
import type { JournalWriter } from '../journal/journal.ts'
import type { AdmitDeps } from './admit.ts'
import { todayAt } from './answer.ts'
import { decidePatient, type DecidedPatient } from './decide-patient.ts'
import { decidedAdmission, hasBed } from './decided-admission.ts'
import { settledOf } from './evidence.ts'
import { requireHospital } from './hospital-required.ts'
import { letterProgramme, newLetter } from './new-letter.ts'

type Confirmation = { admissionId: AdmissionId; nik: Nik | null; question: Question; details: AdmissionDetails }
type WithReason = { admissionId: AdmissionId; reason: string }

/** Papers have arrived: decides with what is known now, and turns the provisional guarantee into a full one. */
export function confirmProvisional(deps: AdmitDeps, input: Confirmation, actor: string): ChangeResult {
  return change(deps, input.admissionId, ['provisional'], (tx, before) => {
    const hospital = requireHospital(deps.journal)
    const patient = patientOf(before, input.nik)
    if (patient === null) return { kind: 'not-eligible', verdict: null }
    const { question, details } = input
    if (!isServiceDate(question.serviceDate, todayAt(hospital, tx.at))) return { kind: 'not-eligible', verdict: null }
    const decidedCase = { patient, text: '', reader: 'none' as const, question, identityConfirmed: true }
    const decided = decidePatient(deps, hospital, decidedCase, tx.at)
    const { person, judged, evidence } = decided
    if (person === null || judged === null || !decided.guaranteed) return notEligible(decided)
    const key = admissionKey(person, question.care, question.serviceDate)
    const standing = key === null ? null : tx.admissions.standing(key)
    if (standing !== null && standing.id !== before.id) return { kind: 'already', admission: standing }
    const programme = letterProgramme(deps.programmes, hospital, judged.verdict.programme, question.serviceDate)
    // The letters in the number name who pays: another payer needs another number.
    const isSame = programme.code === before.programme
    const renumbered = isSame ? null : newLetter(tx, hospital, deps.journal.desk(), programme)
    const now = decidedAdmission({
      letterNumber: renumbered?.letterNumber ?? before.letterNumber,
      programme,
      person,
      question,
      judged,
      details,
      evidence: { ...evidence, foundBy: 'nik' },
    })
    const letter = renumbered?.letter ?? null
    tx.append({ type: 'admission-confirmed', body: { admissionId: before.id, letter, now } }, actor)
    return null
  })
}

/** The patient pays for himself after all. */
export function turnToUmum(deps: AdmitDeps, { admissionId, reason }: WithReason, actor: string): ChangeResult {
  return change(deps, admissionId, ['provisional'], (tx) => {
    tx.append({ type: 'admission-turned-umum', body: { admissionId, reason } }, actor)
    return null
  })
}

/** It never counts again, and the person may be admitted anew; nothing is deleted. */
export function voidAdmission(deps: AdmitDeps, { admissionId, reason }: WithReason, actor: string): ChangeResult {
  return change(deps, admissionId, ['guaranteed', 'provisional', 'umum'], (tx) => {
    tx.append({ type: 'admission-voided', body: { admissionId, reason } }, actor)
    return null
  })
}

/** Corrects what the clerk wrote. A referral or class that the rules refuse cannot be put under a full guarantee this way. */
export function amend(deps: AdmitDeps, input: WithReason & { amendment: Amendment }, actor: string): ChangeResult {
  const { admissionId, amendment, reason } = input
  return change(deps, admissionId, ['guaranteed', 'provisional', 'umum'], (tx, before) => {
    // A class stands on the letter as guaranteed, also where the rules never look at it.
    if (amendment.wardClass && !hasBed(before.care)) return { kind: 'not-eligible', verdict: null }
    const refused = before.state === 'guaranteed' ? refusedAmendment(deps, tx, before, amendment) : null
    if (refused !== null) return refused
    tx.append({ type: 'admission-amended', body: { admissionId, amendment, reason } }, actor)
    return null
  })
}

/** One transaction: finds it, looks at its state, lets `work` write (null) or refuse, and reads it as it stands then. */
function change(
  { journal }: AdmitDeps,
  id: AdmissionId,
  from: readonly AdmissionState[],
  work: (tx: JournalWriter, before: Admission) => ChangeResult | null,
): ChangeResult {
  const written = journal.write((tx): ChangeResult => {
    const before = tx.admissions.get(id)
    if (before === null) return { kind: 'not-found' }
    if (!from.includes(before.state)) return { kind: 'wrong-state', admission: before }
    return work(tx, before) ?? { kind: 'changed', admission: tx.admissions.get(id) ?? before }
  })
  return written.kind === 'written' ? written.value : written
}

const AMENDABLE: ReadonlySet<RefusalCode> = new Set([
  'referral-missing',
  'referral-wrong-origin',
  'referral-expired',
  'ward-class-too-high',
])

// Only what the amendment touches is asked again: a membership that ended since was good on the day of the admission.
function refusedAmendment(
  deps: AdmitDeps,
  tx: JournalWriter,
  before: Admission,
  { referral, wardClass }: Amendment,
): ChangeResult | null {
  const patient = patientOf(before, null)
  if (patient === null || (referral === undefined && wardClass === undefined)) return null
  const question = {
    ...before,
    referral: referral === undefined ? before.referral : referral,
    wardClass: wardClass === undefined ? before.wardClass : wardClass,
  }
  const amended = { patient, text: '', reader: 'none' as const, question, identityConfirmed: true }
  const decided = decidePatient(deps, requireHospital(deps.journal), amended, tx.at)
  const settled = decided.judged && settledOf(decided.judged.verdict)
  // No roster, or not in it any more: nobody can say that a better class is guaranteed.
  const isBetter = (question.wardClass ?? '3') < (before.wardClass ?? '3')
  if (settled?.kind !== 'eligible' && settled?.kind !== 'ineligible' && isBetter) return notEligible(decided)
  if (settled?.kind !== 'ineligible' || !settled.reasons.some((code) => AMENDABLE.has(code))) return null
  return notEligible(decided)
}

/** Who is meant now: a NIK that was learnt since, else who was admitted. Null for somebody who is still unknown. */
function patientOf({ person, evidence }: Admission, learnt: Nik | null) {
  const nik = learnt ?? person.nik
  if (nik !== null) return { kind: 'member' as const, nik, choice: nik === person.nik ? choiceOf(evidence) : null }
  const { motherNik, name, sex, birthDate, birthOrder } = person
  if (motherNik === null || sex === null || birthDate === null) return null
  return { kind: 'newborn' as const, motherNik, name, sex, birthDate, birthOrder: birthOrder ?? 1 }
}

/** What the clerk chose at the admission, and in which roster. */
function choiceOf({ chosen, rosterVersion }: Evidence) {
  return chosen === null || rosterVersion === null ? null : { ...chosen, rosterVersion }
}

function notEligible({ judged }: DecidedPatient): ChangeResult {
  const verdict = judged?.verdict ?? null
  return { kind: 'not-eligible', verdict: verdict?.kind === 'eligible' ? null : verdict }
}
