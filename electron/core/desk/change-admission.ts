import type { ChangeResult, Choice } from '../../../shared/contract/desk.ts'
import { admissionKey } from '../../../shared/domain/admission-key.ts'
import type { Admission, AdmissionState, Amendment } from '../../../shared/domain/admission.ts'
import type { AdmissionDetails } from '../../../shared/domain/admission.ts'
import type { AdmissionId, Nik } from '../../../shared/domain/identifiers.ts'
import type { Question } from '../../../shared/domain/question.ts'
import { isServiceDate } from '../../../shared/domain/service-date.ts'
import type { RosterRow } from '../../../shared/domain/roster-row.ts'
import type { Terms } from '../../../shared/domain/terms.ts'
import type { RefusalCode } from '../../../shared/domain/verdict.ts'
import type { Approval } from '../../../shared/domain/approval.ts'
import type { SignedIn } from '../../../shared/contract/session.ts'
import { agreedInput } from '../accounts/agreed-input.ts'
import type { JournalWriter } from '../journal/journal.ts'
import type { AdmitDeps } from './admit.ts'
import { agreedChange, agreedGuarantee, useUp, type Agreed, type Given } from './agreed.ts'
import { todayAt } from './answer.ts'
import { decidePatient, type DecidedPatient } from './decide-patient.ts'
import { decidedAdmission, hasBed } from './decided-admission.ts'
import { settledOf } from './evidence.ts'
import { requireHospital } from './hospital-required.ts'
import { letterProgramme, newLetter } from './new-letter.ts'
import { isOther } from './other-than-shown.ts'

export type Confirmation = {
  admissionId: AdmissionId
  nik: Nik | null
  choice: Choice | null
  text: string
  question: Question
  shown: Terms | null
  details: AdmissionDetails
  basis: 'guaranteed' | 'override'
  approvalId: string | null
}
export type WithReason = { admissionId: AdmissionId; reason: string }
/** A correction, and who asks for it: without the right to correct it needs an approval. */
export type Correction = WithReason & { approvalId: string | null }
export type Corrector = Pick<SignedIn, 'name' | 'rights'>

/** Papers have arrived: decides with what is known now, and turns the provisional guarantee into a full one. */
export function confirmProvisional(deps: AdmitDeps, input: Confirmation, actor: string): ChangeResult {
  const given = givenFor(deps, 'desk.confirmProvisional', input)
  return change(deps, input.admissionId, given, ['provisional'], (tx, before) => {
    const hospital = requireHospital(deps.journal)
    const patient = patientOf(before, input.nik, input.choice)
    const { text, question, shown, details, basis } = input
    if (patient === null) return NOBODY_TO_GUARANTEE[basis]
    if (!isServiceDate(question.serviceDate, todayAt(hospital, tx.at))) return NOBODY_TO_GUARANTEE[basis]
    const decidedCase = { patient, text, reader: 'none' as const, question, identityConfirmed: true }
    const decided = decidePatient(deps, hospital, decidedCase, tx.at)
    const isUnseen = patient.kind === 'member' && shown === null
    if (isUnseen || isOther(shown, decided.terms)) return { kind: 'answer-changed' }
    const agreed = agreedGuarantee(patient, decided, basis, given)
    if (agreed.kind === 'not-guaranteed') return notEligible(decided)
    if (agreed.kind !== 'agreed') return agreed
    const { person, judged, evidence } = decided
    if (person === null || judged === null) return notEligible(decided)
    const key = admissionKey(person, question.care, question.serviceDate)
    const standing = key === null ? null : tx.admissions.standing(key)
    if (standing !== null && standing.id !== before.id) return { kind: 'already', admission: standing }
    const programme = letterProgramme(deps.programmes(), hospital, judged.verdict.programme, question.serviceDate)
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
      evidence: { ...evidence, foundBy: evidence.foundBy ?? 'nik' },
      approval: agreed.approval,
    })
    const letter = renumbered?.letter ?? null
    tx.append({ type: 'admission-confirmed', body: { admissionId: before.id, letter, now } }, actor)
    return agreed.approval
  })
}

/** The patient pays for himself after all. */
export function turnToUmum(deps: AdmitDeps, { admissionId, reason }: WithReason, actor: string): ChangeResult {
  return change(deps, admissionId, null, ['provisional'], (tx) => {
    tx.append({ type: 'admission-turned-umum', body: { admissionId, reason } }, actor)
    return null
  })
}

/** It never counts again, and the person may be admitted anew; nothing is deleted. */
export function voidAdmission(deps: AdmitDeps, input: Correction, by: Corrector): ChangeResult {
  const given = givenFor(deps, 'desk.void', input)
  return change(deps, input.admissionId, given, ['guaranteed', 'provisional', 'umum'], (tx) => {
    const agreed = agreedChange('void', by.rights, given)
    if (agreed.kind !== 'agreed') return unchanged(agreed)
    const { admissionId, reason } = input
    const { approval } = agreed
    tx.append({ type: 'admission-voided', body: { admissionId, reason, ...(approval && { approval }) } }, by.name)
    return approval
  })
}

/** Corrects what the clerk wrote. A referral or class that the rules refuse cannot be put under a full guarantee this way. */
export function amend(deps: AdmitDeps, input: Correction & { amendment: Amendment }, by: Corrector): ChangeResult {
  const { admissionId, amendment, reason } = input
  const given = givenFor(deps, 'desk.amend', input)
  return change(deps, admissionId, given, ['guaranteed', 'provisional', 'umum'], (tx, before) => {
    // A class stands on the letter as guaranteed, also where the rules never look at it.
    if (amendment.wardClass && !hasBed(before.care)) return { kind: 'not-eligible', verdict: null }
    const refused = before.state === 'guaranteed' ? refusedAmendment(deps, tx, before, amendment) : null
    if (refused !== null) return refused
    const agreed = agreedChange('amend', by.rights, given)
    if (agreed.kind !== 'agreed') return unchanged(agreed)
    const { approval } = agreed
    const body = { admissionId, amendment, reason, ...(approval && { approval }) }
    tx.append({ type: 'admission-amended', body }, by.name)
    return approval
  })
}

function givenFor({ approvals }: AdmitDeps, call: string, input: { approvalId: string | null }): Given {
  return { approvals, approvalId: input.approvalId, subject: agreedInput(call, input) }
}

const NOBODY_TO_GUARANTEE = {
  guaranteed: { kind: 'not-eligible', verdict: null },
  override: { kind: 'override-not-offered' },
} as const satisfies Record<Confirmation['basis'], ChangeResult>

function unchanged(agreed: Exclude<Agreed, { kind: 'agreed' }>): ChangeResult {
  return agreed.kind === 'not-guaranteed' ? { kind: 'not-eligible', verdict: null } : agreed
}

/**
 * One transaction: finds it, looks at its state, lets `work` write or refuse, and reads it as it stands then. `work` answers the approval
 * that it wrote with, or null; that approval is used up only once the change is written.
 */
function change(
  { journal }: AdmitDeps,
  id: AdmissionId,
  given: Given | null,
  from: readonly AdmissionState[],
  work: (tx: JournalWriter, before: Admission) => ChangeResult | Approval | null,
): ChangeResult {
  const written = journal.write((tx): { result: ChangeResult; approval: Approval | null } => {
    const before = tx.admissions.get(id)
    if (before === null) return { result: { kind: 'not-found' }, approval: null }
    if (!from.includes(before.state)) return { result: { kind: 'wrong-state', admission: before }, approval: null }
    const done = work(tx, before)
    if (done !== null && 'kind' in done) return { result: done, approval: null }
    return { result: { kind: 'changed', admission: tx.admissions.get(id) ?? before }, approval: done }
  })
  if (written.kind !== 'written') return written
  if (given !== null) useUp(given, written.value.approval)
  return written.value.result
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
  const patient = patientOf(before, null, choiceOf(deps, before))
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
  if (settled?.kind !== 'ineligible') return null
  const overridden = overriddenIn(before)
  return settled.reasons.some((code) => AMENDABLE.has(code) && !overridden.has(code)) ? notEligible(decided) : null
}

/** What somebody agreed to stays agreed to; a better class than is guaranteed was never part of that. */
function overriddenIn({ approval, evidence }: Admission): ReadonlySet<RefusalCode> {
  if (approval?.purpose !== 'override') return new Set()
  return new Set(evidence.reasons.filter((code) => code !== 'ward-class-too-high'))
}

/** Who is meant now: a NIK that was learnt since, else who was admitted. Null for somebody who is still unknown. */
function patientOf({ person }: Admission, learnt: Nik | null, choice: Choice | null) {
  const nik = learnt ?? person.nik
  if (nik !== null) return { kind: 'member' as const, nik, choice }
  const { motherNik, name, sex, birthDate, birthOrder } = person
  if (motherNik === null || sex === null || birthDate === null) return null
  return { kind: 'newborn' as const, motherNik, name, sex, birthDate, birthOrder: birthOrder ?? 1 }
}

/** The record that the clerk chose at the admission, as the roster holds it now: the one that says of the patient what was frozen then. */
function choiceOf({ roster }: AdmitDeps, { person, programme, evidence }: Admission): Choice | null {
  const { chosen } = evidence
  if (chosen === null || person.nik === null || roster.state().kind !== 'current') return null
  const found = roster.find({ kind: 'nik', value: person.nik })[0]?.rows ?? []
  const own = found.filter((row) => row.programme === programme)
  const isSame = (row: RosterRow) => row.birthDate === person.birthDate && row.kkNumber === person.kkNumber
  const named = own.filter((row) => isSame(row) && row.name === person.name)
  // By its place only among those that say the same: another may stand there by now.
  const record = named.length === 1 ? named[0] : named.find((row) => row === own[chosen.row])
  return record === undefined ? null : { record, reason: chosen.reason }
}

function notEligible({ judged }: DecidedPatient): ChangeResult {
  const verdict = judged?.verdict ?? null
  return { kind: 'not-eligible', verdict: verdict?.kind === 'eligible' ? null : verdict }
}
