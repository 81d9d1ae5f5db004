import type { AdmitInput } from '../../shared/contract/desk.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import type { Answer, DeskState } from './desk-model.ts'
import { chosenRecord } from './chosen-record.ts'
import { recheckText } from './desk-state.ts'

/** What one press of the button sends; null where the state offers no admission. */
export function admitInput(
  state: DeskState,
  basis: AdmitInput['basis'],
  today: IsoDate | undefined,
): AdmitInput | null {
  if (state.kind === 'answer') {
    if (state.admitting || state.rechecking) return null
    const { approval } = state
    // What was agreed to is one request: pressed again, it is the same one.
    return approval !== null && approval.input.basis === basis ? approval.input : answerInput(state, basis)
  }
  if (state.kind !== 'emergency' || state.admitting || !today) return null
  const { name, nik, sex, care, accident, note } = state.draft
  return {
    requestId: state.requestId ?? crypto.randomUUID(),
    patient: { kind: 'unidentified', name, nik, sex },
    text: '',
    source: 'typed',
    question: { serviceDate: today, care, wardClass: null, referral: null, otherPayer: false, accident },
    shown: null,
    details: { medicalRecordNumber: '', referralFrom: '', referralNumber: '', documents: [], note },
    identityConfirmed: false,
    basis: 'provisional',
    approvalId: null,
  }
}

/** A new request for the patient before us, as the form stands; null while it is not known who that is. */
export function answerInput(answer: Answer, basis: AdmitInput['basis']): AdmitInput | null {
  const { draft, candidate, asked } = answer
  const patient = patientOf(answer)
  if (!patient) return null
  return {
    requestId: crypto.randomUUID(),
    patient,
    // A name found the person: the number that asks again did not, and the evidence must not say so.
    text: asked.by === 'name' ? '' : recheckText(answer),
    source: asked.source,
    question: draft.question,
    shown: candidate.terms,
    details: draft.details,
    identityConfirmed: draft.identityConfirmed,
    basis,
    approvalId: null,
  }
}

function patientOf(answer: Answer): AdmitInput['patient'] | null {
  const { candidate, draft } = answer
  const { newborn, choice } = draft
  if (!newborn) return { kind: 'member', nik: candidate.nik, choice: choice && chosenRecord(candidate, choice) }
  if (newborn.sex === null) return null
  return {
    kind: 'newborn',
    motherNik: candidate.nik,
    name: newborn.name,
    sex: newborn.sex,
    birthDate: newborn.birthDate as IsoDate,
    birthOrder: newborn.birthOrder,
  }
}
