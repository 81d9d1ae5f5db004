import type { Candidate, CheckResult, Source } from '../../shared/contract/desk.ts'
import type { LetterCheck } from '../../shared/contract/letters.ts'
import type { Admission, AdmissionDetails } from '../../shared/domain/admission.ts'
import type { Nik } from '../../shared/domain/identifiers.ts'
import type { Question } from '../../shared/domain/question.ts'
import type { CardReading } from '../../shared/domain/reading.ts'
import type { RosterState } from '../../shared/domain/roster-state.ts'
import type { Sex } from '../../shared/domain/roster-row.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import { isSaving, LEAVES_PATIENT } from './saving.ts'

export type PeopleResult = Extract<CheckResult, { kind: 'people' }>
export type NotFoundResult = Extract<CheckResult, { kind: 'not-found' }>

/** What reached the desk, and whether it should name the patient or a newborn's mother. `name`: a search by name, without a text. */
export type Asked = { text: string; source: Source; by: 'key' | 'name'; purpose: 'patient' | 'mother' }

export type NewbornDraft = { name: string; sex: Sex | null; birthDate: string; birthOrder: number }

/** What the clerk has said about one patient. */
export type Draft = {
  question: Question
  details: AdmissionDetails
  identityConfirmed: boolean
  /** The row of a conflict that was chosen, with the reason as typed so far. */
  choice: { row: number; reason: string } | null
  newborn: NewbornDraft | null
}

export type EmergencyDraft = {
  name: string
  sex: Sex | null
  /** The number that was just looked up: it may be the patient's NIK, or the family's KK, or somebody else's. Only a person can say. */
  offeredNik: Nik | null
  nik: Nik | null
  care: 'igd' | 'persalinan'
  accident: Question['accident']
  note: string
}

/** Why the last press wrote nothing. `unsure`: the answer was lost on the way; pressing again cannot admit twice. */
export type AdmitTrouble =
  | 'verdict-changed'
  | 'newborn-too-old'
  | 'identity-not-confirmed'
  | 'provisional-not-offered'
  | 'approval-needed'
  | 'override-not-offered'
  | 'disk-full'
  | 'unsure'
  | 'failed'

/** What somebody agreed to for the patient before us, good for one request alone. */
export type AnswerApproval = { purpose: 'override' | 'review'; requestId: string; approvalId: string }

export type Answer = {
  kind: 'answer'
  asked: Asked
  result: PeopleResult
  candidate: Candidate
  draft: Draft
  /** An answer to the changed question is on its way; the old one stays in sight meanwhile. */
  rechecking: boolean
  admitting: boolean
  trouble: AdmitTrouble | null
  /** Kept until it is used or something that was agreed to changes: a press whose answer was lost is sent again with it. */
  approval: AnswerApproval | null
}

export type Emergency = {
  kind: 'emergency'
  draft: EmergencyDraft
  /** Sent by the first press and by every other one: nobody can see that two strangers are the same, so the request must say it. */
  requestId: string | null
  admitting: boolean
  trouble: AdmitTrouble | null
}

export type DeskState =
  | { kind: 'idle' }
  | { kind: 'checking'; asked: Asked }
  | { kind: 'unreadable'; asked: Asked; reading: CardReading }
  | { kind: 'people'; asked: Asked; result: PeopleResult }
  | Answer
  | { kind: 'not-found'; asked: Asked; result: NotFoundResult }
  | { kind: 'no-roster'; asked: Asked; roster: RosterState }
  | { kind: 'letter-checked'; asked: Asked; check: LetterCheck }
  | { kind: 'admitted'; admission: Admission; first: boolean }
  | { kind: 'name-search' }
  | { kind: 'mother-wanted' }
  | Emergency
  | { kind: 'error'; asked: Asked; failure: 'connection' | 'unexpected' }

/** `turn` counts the questions put to the core; an answer to an earlier one is ignored. */
export type Desk = { turn: number; state: DeskState }

export type DeskEvent =
  | { kind: 'asked'; asked: Asked }
  | { kind: 'checked'; turn: number; result: CheckResult }
  | { kind: 'check-failed'; turn: number; failure: 'connection' | 'unexpected' }
  | { kind: 'person-chosen'; nik: string }
  | { kind: 'back-to-people' }
  | { kind: 'question-changed'; patch: Partial<Question> }
  | { kind: 'draft-changed'; patch: Partial<Omit<Draft, 'question'>> }
  | { kind: 'newborn-wanted' }
  | { kind: 'name-search-opened' }
  | { kind: 'emergency-opened' }
  | { kind: 'emergency-changed'; patch: Partial<EmergencyDraft> }
  | { kind: 'approved'; nik: string; approval: AnswerApproval }
  | { kind: 'admit-started'; requestId: string }
  | { kind: 'admit-refused'; trouble: AdmitTrouble }
  | { kind: 'admission-shown'; admission: Admission; first: boolean }
  | { kind: 'cleared' }

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

/** A typed number may be mistyped and a name may be another's: then the clerk must say that the person matches. */
export function needsConfirmation(asked: Asked): boolean {
  return asked.by === 'name' || asked.source !== 'wedge'
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
  // Another roster may list the two records of a conflict the other way round.
  const isSameRoster = rosterVersionOf(result) === rosterVersionOf(answer.result)
  return {
    ...answer,
    result: asked.by === 'name' ? { ...answer.result, roster: result.roster } : result,
    candidate,
    draft: { ...draft, question: result.question, choice: isSameRoster ? draft.choice : null },
    rechecking: false,
  }
}

/** The roster whose records are shown. */
export function rosterVersionOf({ roster }: PeopleResult): string {
  return roster.kind === 'none' ? '' : roster.version
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
    approval: null,
  }
}

function changeDraft(answer: Answer, patch: Partial<Omit<Draft, 'question'>>): Answer {
  // Another record or another child is not what was agreed to.
  const approval = 'choice' in patch || 'newborn' in patch ? null : answer.approval
  return { ...answer, draft: { ...answer.draft, ...patch }, approval, trouble: null }
}

/** Whether this approval is spent, or never was: then somebody has to be asked anew. */
const ENDS_APPROVAL: ReadonlySet<AdmitTrouble> = new Set<AdmitTrouble>(['approval-needed', 'override-not-offered'])

function refuse(state: DeskState, trouble: AdmitTrouble): DeskState {
  if (state.kind === 'emergency') return { ...state, admitting: false, trouble }
  if (state.kind !== 'answer') return state
  return { ...state, admitting: false, trouble, approval: ENDS_APPROVAL.has(trouble) ? null : state.approval }
}

function changeQuestion(answer: Answer, patch: Partial<Question>): Answer {
  const question = { ...answer.draft.question, ...patch }
  const inWard = question.care === 'rawat-inap' || question.care === 'persalinan'
  return {
    ...answer,
    draft: { ...answer.draft, question: inWard ? question : { ...question, wardClass: null } },
    rechecking: true,
    trouble: null,
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
  return state.kind === 'answer' ? { ...state, admitting: true, trouble: null } : state
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
