import type { AdmitInput, AdmitResult, ChangeResult, CheckResult, Source } from '../../../shared/contract/desk.ts'
import type { LetterCheck } from '../../../shared/contract/letters.ts'
import type { Amendment } from '../../../shared/domain/admission.ts'
import { readCard } from '../../../shared/domain/card.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Nik, ProgrammeCode } from '../../../shared/domain/identifiers.ts'
import type { Question } from '../../../shared/domain/question.ts'
import type { CardReading } from '../../../shared/domain/reading.ts'
import { admit, type AdmitDeps } from './admit.ts'
import {
  answer,
  findByName,
  judge,
  questionFrom,
  todayAt,
  type Answered,
  type Moment,
  type OpenQuestion,
} from './answer.ts'
import { askingRoster } from './asking-roster.ts'
import type { AuditQueue } from '../audit/audit-queue.ts'
import { letterVerifiedEvent } from '../audit/person-views.ts'
import { candidate } from './candidate.ts'
import {
  amend,
  confirmProvisional,
  turnToUmum,
  voidAdmission,
  type Confirmation,
  type Correction,
  type Corrector,
  type WithReason,
} from './change-admission.ts'
import { decidePatient } from './decide-patient.ts'
import { requireHospital } from './hospital-required.ts'
import { lookUpEvents, searchEvents } from './look-up-audit.ts'

export type DeskDeps = AdmitDeps & {
  verifyLetter: (text: string) => LetterCheck
  audit: AuditQueue
}

type CheckInput = { text: string; source: Source; aim?: string | null | undefined; question: OpenQuestion }

/** The main job: who is this, is care guaranteed, admit. `actor` is the clerk, as written in journal and audit trail. */
export type Desk = {
  check(input: CheckInput, actor: string): CheckResult
  search(input: { name: string; birthDate: IsoDate; question: OpenQuestion }, actor: string): CheckResult
  admit(input: AdmitInput, actor: string): AdmitResult
  confirmProvisional(input: Confirmation, actor: string): ChangeResult
  turnToUmum(input: WithReason, actor: string): ChangeResult
  amend(input: Correction & { amendment: Amendment }, by: Corrector): ChangeResult
  void(input: Correction, by: Corrector): ChangeResult
  acceptAsUmum(input: { nik: Nik; programme: ProgrammeCode; question: Question }, actor: string): { kind: 'recorded' }
}

/** @throws {HospitalNotSet} from every call while nobody has said which hospital this is. */
export function createDesk(deps: DeskDeps): Desk {
  const { journal, audit } = deps
  return {
    check: askingRoster((input, actor) => {
      const moment = currentMoment(deps)
      if (moment === null) return withoutRoster(deps, input, actor)
      const answered = answer(deps.roster, moment, input.text, input.question, input.aim)
      if (answered.kind === 'letter') return letterAnswer(deps, answered.text, actor)
      if (answered.kind === 'unreadable') return answered
      const { reading, question, answers } = answered
      audit.record(lookUpEvents(reading, answers, question, { actor, source: input.source }))
      return shown(deps, moment, reading, question, answers)
    }),
    search: askingRoster((input, actor) => {
      const moment = currentMoment(deps)
      if (moment === null) return { kind: 'no-roster', roster: deps.roster.state() }
      const question = questionFrom(input.question, moment.today)
      const found = findByName(deps.roster, input.name, input.birthDate)
      const answers = found.map((person) => judge(moment, question, person))
      audit.record(searchEvents(answers, question, actor))
      return shown(deps, moment, NO_CARD, question, answers)
    }),
    admit: (input, actor) => admit(deps, input, actor),
    confirmProvisional: (input, actor) => confirmProvisional(deps, input, actor),
    turnToUmum: (input, actor) => turnToUmum(deps, input, actor),
    amend: (input, by) => amend(deps, input, by),
    void: (input, by) => voidAdmission(deps, input, by),
    acceptAsUmum({ nik, programme, question }, actor) {
      const patient = { kind: 'member', nik, choice: null } as const
      const asked = { patient, text: '', reader: 'none', question, identityConfirmed: false } as const
      const { judged, evidence } = decidePatient(deps, requireHospital(journal), asked, journal.now())
      const { verdict, reasons, rosterVersion, programmeVersion } = evidence
      const { care, serviceDate } = question
      // The version and the reasons are those of the programme that decided, whichever the screen names.
      const decided = judged?.verdict.programme ?? programme
      const facts = { programme: decided, programmeVersion, care, serviceDate, verdict, reasons, rosterVersion }
      audit.record([{ actor, action: 'accepted-as-umum', subject: { kind: 'nik', value: nik }, facts }])
      return { kind: 'recorded' }
    },
  }
}

/** What judgements share now; null when no roster serves. @throws {HospitalNotSet} */
export function currentMoment({
  roster,
  journal,
  programmes,
}: Pick<DeskDeps, 'roster' | 'journal' | 'programmes'>): Moment | null {
  const hospital = requireHospital(journal)
  const state = roster.state()
  if (state.kind !== 'current') return null
  return { hospital, programmes: programmes(), roster: state, today: todayAt(hospital, journal.now()) }
}

/** A letter proves itself by its signature, whether or not a roster serves. */
function withoutRoster(deps: DeskDeps, { text, source, question }: CheckInput, actor: string): CheckResult {
  const { roster, journal, audit } = deps
  const today = todayAt(requireHospital(journal), journal.now())
  const reading = readCard(text, today)
  if (reading.kind === 'letter') return letterAnswer(deps, reading.text, actor)
  if (reading.kind === 'keys') audit.record(lookUpEvents(reading, [], questionFrom(question, today), { actor, source }))
  return { kind: 'no-roster', roster: roster.state() }
}

function letterAnswer({ journal, audit, verifyLetter }: DeskDeps, text: string, actor: string): CheckResult {
  const check = verifyLetter(text)
  audit.record([letterVerifiedEvent(journal.admissions, check, actor)])
  return { kind: 'letter', check }
}

const NO_CARD: CardReading = { kind: 'unreadable', nik: null }

function shown(
  { roster, journal }: DeskDeps,
  moment: Moment,
  reading: CardReading,
  question: Question,
  answers: readonly Answered[],
): CheckResult {
  const common = { reading, roster: moment.roster, question }
  const [first, ...others] = answers.map((answered) =>
    candidate({ roster, admissions: journal.admissions }, moment, question, answered),
  )
  if (first !== undefined) return { kind: 'people', ...common, candidates: [first, ...others] }
  const searched = reading.kind === 'keys' ? reading.keys.map(({ kind }) => kind) : ['name' as const]
  return { kind: 'not-found', ...common, searched: [...new Set(searched)] }
}
