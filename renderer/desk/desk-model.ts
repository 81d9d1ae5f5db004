import type { AdmitInput, Candidate, CheckResult, Source } from '../../shared/contract/desk.ts'
import type { LetterCheck } from '../../shared/contract/letters.ts'
import type { Admission, AdmissionDetails } from '../../shared/domain/admission.ts'
import type { Nik } from '../../shared/domain/identifiers.ts'
import type { Question } from '../../shared/domain/question.ts'
import type { CardReading } from '../../shared/domain/reading.ts'
import type { RosterState } from '../../shared/domain/roster-state.ts'
import type { Sex } from '../../shared/domain/roster-row.ts'
import type { Terms } from '../../shared/domain/terms.ts'

export type PeopleResult = Extract<CheckResult, { kind: 'people' }>
export type NotFoundResult = Extract<CheckResult, { kind: 'not-found' }>

/** Of a HID reader: the symbology that it named, and how the clerks call it. */
export type FromReader = { aim: string | null; reader: string | null }

/** What reached the desk, and whether it should name the patient or a newborn's mother. `name`: a search by name, without a text. */
export type Asked = {
  text: string
  source: Source
  from: FromReader | null
  by: 'key' | 'name'
  purpose: 'patient' | 'mother'
}

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

/** What somebody agreed to for the patient before us: this very request, with their approval in it, and no other. */
export type AnswerApproval = { purpose: 'override' | 'review'; input: AdmitInput }

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
  /** What the last press was for, when it came to nothing because the answer had changed: the clerk must see what did. */
  changedFrom: Terms | null
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
