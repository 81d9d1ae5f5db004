import type { Candidate, CheckResult } from '../../shared/contract/desk.ts'
import type { AdmissionDetails } from '../../shared/domain/admission.ts'
import type { Question } from '../../shared/domain/question.ts'
import { changedTerms } from '../../shared/domain/terms.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import { recordsOf } from './chosen-record.ts'
import { isSaving, LEAVES_PATIENT } from './saving.ts'
import type { AdmitTrouble, Answer, Asked, Desk, DeskEvent, DeskState, Draft, PeopleResult } from './desk-model.ts'

export const initialDesk: Desk = { turn: 0, state: { kind: 'idle' } }

const NO_DETAILS: AdmissionDetails = {
  medicalRecordNumber: '',
  referralFrom: '',
  referralNumber: '',
  documents: [],
  note: '',
}

/** The whole behaviour of the desk between two effects. Pure. */
export function reduceDesk(desk: Desk, event: DeskEvent): Desk {
  const { state } = desk
  if (isSaving(state) && LEAVES_PATIENT.has(event.kind)) return desk
  switch (event.kind) {
    case 'asked':
      return { turn: desk.turn + 1, state: { kind: 'checking', asked: event.asked } }
    case 'checked':
      return event.turn === desk.turn ? { ...desk, state: afterCheck(state, event.result) } : desk
    case 'check-failed':
      return event.turn === desk.turn ? { ...desk, state: afterFailure(state, event.failure) } : desk
    case 'person-chosen':
      return { ...desk, state: choose(state, event.nik) }
    case 'back-to-people':
      return state.kind === 'answer' && state.result.candidates.length > 1
        ? { turn: desk.turn + 1, state: { kind: 'people', asked: state.asked, result: state.result } }
        : desk
    case 'question-changed':
      return state.kind === 'answer' && !state.admitting
        ? { turn: desk.turn + 1, state: changeQuestion(state, event.patch) }
        : desk
    case 'draft-changed':
      return state.kind === 'answer' ? { ...desk, state: changeDraft(state, event.patch) } : desk
    case 'newborn-wanted':
      return { ...desk, state: wantNewborn(state) }
    case 'name-search-opened':
      return { turn: desk.turn + 1, state: { kind: 'name-search' } }
    case 'emergency-opened':
      return { turn: desk.turn + 1, state: openEmergency(state) }
    case 'emergency-changed':
      return state.kind === 'emergency'
        ? { ...desk, state: { ...state, draft: { ...state.draft, ...event.patch }, trouble: null } }
        : desk
    case 'approved':
      return state.kind === 'answer' && state.candidate.nik === event.nik
        ? { ...desk, state: { ...state, approval: event.approval, trouble: null } }
        : desk
    case 'admit-started':
      return { ...desk, state: startAdmitting(state, event.requestId) }
    case 'admit-refused':
      return { ...desk, state: refuse(state, event.trouble) }
    case 'admission-shown':
      return { turn: desk.turn + 1, state: { kind: 'admitted', admission: event.admission, first: event.first } }
    case 'cleared':
      return { turn: desk.turn + 1, state: { kind: 'idle' } }
    default:
      return unreachable(event)
  }
}

/** Whether clearing would lose something that a person typed or ticked. */
export function hasTyped(state: DeskState): boolean {
  if (state.kind === 'emergency') return state.draft.name !== '' || state.draft.note !== ''
  if (state.kind !== 'answer') return false
  const { details, choice, newborn } = state.draft
  const typed = [details.medicalRecordNumber, details.referralFrom, details.referralNumber, details.note]
  return (
    typed.some((text) => text.trim() !== '') ||
    (choice !== null && choice.reason !== '') ||
    (newborn !== null && newborn.name !== '')
  )
}

/** The text to ask again with: the same key, so that a lost card stays a lost card; the NIK where there was only a name. */
export function recheckText(answer: Answer): string {
  return answer.asked.by === 'name' ? answer.candidate.nik : answer.asked.text
}

/** A typed number may be mistyped, a name may be another's, and a chip can be made to say any UID: then the clerk must say that the person matches. */
export function needsConfirmation({ asked, candidate }: Pick<Answer, 'asked' | 'candidate'>): boolean {
  const isScanned = asked.source === 'wedge' || asked.source === 'hid'
  return asked.by === 'name' || !isScanned || candidate.matchedBy === 'uid'
}

function afterCheck(state: DeskState, result: CheckResult): DeskState {
  if (state.kind === 'answer') return afterRecheck(state, result)
  if (state.kind !== 'checking') return state
  const { asked } = state
  switch (result.kind) {
    case 'people': {
      const only = result.candidates[0]
      return only && result.candidates.length === 1 ? answerFor(asked, result, only) : { kind: 'people', asked, result }
    }
    case 'not-found':
      return { kind: 'not-found', asked, result }
    case 'letter':
      return { kind: 'letter-checked', asked, check: result.check }
    case 'unreadable':
      return { kind: 'unreadable', asked, reading: result.reading }
    case 'no-roster':
      return { kind: 'no-roster', asked, roster: result.roster }
    default:
      return unreachable(result)
  }
}

function afterRecheck(answer: Answer, result: CheckResult): DeskState {
  if (result.kind === 'no-roster') return { kind: 'no-roster', asked: answer.asked, roster: result.roster }
  if (result.kind === 'not-found') return { kind: 'not-found', asked: answer.asked, result }
  if (result.kind !== 'people') return { ...answer, rechecking: false }
  const candidate = result.candidates.find(({ nik }) => nik === answer.candidate.nik)
  if (!candidate) return { kind: 'people', asked: answer.asked, result }
  const { asked, draft } = answer
  // Whoever was compared with the record was compared with another one.
  const isSamePerson = !changedTerms(answer.candidate.terms, candidate.terms).includes('person')
  // Newer data may list the two records of a conflict the other way round, or say something else of them.
  const isSameRecords = JSON.stringify(recordsOf(candidate)) === JSON.stringify(recordsOf(answer.candidate))
  return {
    ...answer,
    result: asked.by === 'name' ? { ...answer.result, roster: result.roster } : result,
    candidate,
    draft: {
      ...draft,
      question: result.question,
      choice: isSameRecords ? draft.choice : null,
      identityConfirmed: draft.identityConfirmed && isSamePerson,
    },
    rechecking: false,
  }
}

function afterFailure(state: DeskState, failure: 'connection' | 'unexpected'): DeskState {
  if (state.kind === 'checking' || state.kind === 'answer') return { kind: 'error', asked: state.asked, failure }
  return state
}

function choose(state: DeskState, nik: string): DeskState {
  if (state.kind !== 'people') return state
  const candidate = state.result.candidates.find((one) => one.nik === nik)
  return candidate ? answerFor(state.asked, state.result, candidate) : state
}

function answerFor(asked: Asked, result: PeopleResult, candidate: Candidate): Answer {
  return {
    kind: 'answer',
    asked,
    result,
    candidate,
    draft: {
      question: result.question,
      details: NO_DETAILS,
      identityConfirmed: false,
      choice: null,
      newborn:
        asked.purpose === 'mother'
          ? { name: '', sex: null, birthDate: result.question.serviceDate, birthOrder: 1 }
          : null,
    },
    rechecking: false,
    admitting: false,
    trouble: null,
    changedFrom: null,
    approval: null,
  }
}

function changeDraft(answer: Answer, patch: Partial<Omit<Draft, 'question'>>): Answer {
  // What was agreed to is the request as it stood.
  return { ...answer, draft: { ...answer.draft, ...patch }, approval: null, trouble: null }
}

/** Whether this approval is spent, or never was: then somebody has to be asked anew. */
const ENDS_APPROVAL: ReadonlySet<AdmitTrouble> = new Set<AdmitTrouble>(['approval-needed', 'override-not-offered'])

function refuse(state: DeskState, trouble: AdmitTrouble): DeskState {
  if (state.kind === 'emergency') return { ...state, admitting: false, trouble }
  if (state.kind !== 'answer') return state
  return {
    ...state,
    admitting: false,
    trouble,
    changedFrom: trouble === 'verdict-changed' ? state.candidate.terms : null,
    approval: ENDS_APPROVAL.has(trouble) ? null : state.approval,
  }
}

function changeQuestion(answer: Answer, patch: Partial<Question>): Answer {
  // Asked again as it stood because the answer had changed: that stays said beside the new answer.
  const isSameQuestion = Object.keys(patch).length === 0
  const question = { ...answer.draft.question, ...patch }
  const inWard = question.care === 'rawat-inap' || question.care === 'persalinan'
  return {
    ...answer,
    draft: { ...answer.draft, question: inWard ? question : { ...question, wardClass: null } },
    rechecking: true,
    trouble: isSameQuestion ? answer.trouble : null,
    changedFrom: isSameQuestion ? answer.changedFrom : null,
    approval: null,
  }
}

function wantNewborn(state: DeskState): DeskState {
  if (state.kind === 'people') return { ...state, asked: { ...state.asked, purpose: 'mother' } }
  if (state.kind === 'answer' && state.candidate.sex === 'P') {
    return answerFor({ ...state.asked, purpose: 'mother' }, state.result, state.candidate)
  }
  return { kind: 'mother-wanted' }
}

function startAdmitting(state: DeskState, requestId: string): DeskState {
  if (state.kind === 'emergency') return { ...state, requestId, admitting: true, trouble: null }
  return state.kind === 'answer' ? { ...state, admitting: true, trouble: null, changedFrom: null } : state
}

function openEmergency(state: DeskState): DeskState {
  const reading = state.kind === 'not-found' ? state.result.reading : null
  const offeredNik = reading?.kind === 'keys' && reading.nik?.ok ? reading.nik.nik : null
  return {
    kind: 'emergency',
    draft: { name: '', sex: null, offeredNik, nik: null, care: 'igd', accident: 'none', note: '' },
    requestId: null,
    admitting: false,
    trouble: null,
  }
}
