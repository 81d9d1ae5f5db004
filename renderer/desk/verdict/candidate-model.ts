import type { Candidate } from '../../../shared/contract/desk.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import type { ProgrammeDefinition } from '../../../shared/domain/programme.ts'
import type { Question } from '../../../shared/domain/question.ts'
import { WardClass } from '../../../shared/domain/roster-row.ts'
import { sourceSpeakingFor, versionName } from '../../../shared/domain/roster-state.ts'
import type { RosterState, ServingSource } from '../../../shared/domain/roster-state.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { ProgrammeVerdict, Settled, TraceStep, Verdict } from '../../../shared/domain/verdict.ts'
import { joinWords } from '../../../shared/texts/format.ts'
import { conflictTexts, warningTexts } from '../../../shared/texts/notice.ts'
import { isChildPatient, patientAddress } from '../../../shared/texts/patient-address.ts'
import { explainGrounds, explainRefusals, explainTrace, sayRefusal } from '../../../shared/texts/refusal.ts'
import { careInSentence } from '../../../shared/texts/rule-context.ts'
import type { TextSettings } from '../../../shared/texts/rule-context.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { EMPTY_MODEL } from './verdict-model.ts'
import type { Fact, ShownReason, ShownTrace, VerdictModel } from './verdict-model.ts'
import type { VerdictSettings } from './verdict-settings.ts'
import { withoutDataNote } from './without-data.ts'

/** One person's answer to one question, and which roster gave it. */
export type CandidateAnswer = {
  candidate: Candidate
  question: Question
  roster: RosterState
  /** As far as the clerk has filled it in: `Puskesmas Kranji`. */
  referralFrom: string
  /** The patient is a child of this person, so the person's own admission says nothing. */
  isNewborn?: boolean
}

/** What the panel shows for a person that the roster knows. */
export function candidateModel(answer: CandidateAnswer, settings: VerdictSettings): VerdictModel {
  const { verdict, existing } = answer.candidate
  if (existing?.state === 'guaranteed' && !answer.isNewborn) return admittedModel(answer, existing, settings)
  switch (verdict.kind) {
    case 'eligible':
      return eligibleModel(answer, verdict, settings)
    case 'ineligible':
      return refusedModel(answer, settings)
    case 'review':
      return reviewModel(answer, verdict, settings)
    case 'stale':
      return staleModel(answer, verdict, settings)
    default:
      return unreachable(verdict)
  }
}

/** The letter of this person, care and day is out: what it guarantees, not what would still be asked for another. */
function admittedModel(answer: CandidateAnswer, admission: Admission, settings: VerdictSettings): VerdictModel {
  const { messages, format, language } = settings
  const words = messages.verdict
  const [sequence = ''] = admission.letterNumber.split('/')
  const facts: Fact[] = [
    { label: words.facts.care, value: terms[language].care[admission.care], note: null, large: false },
    { label: words.facts.valid, value: format.shortDate(admission.serviceDate), note: null, large: false },
  ]
  return {
    ...base(answer, settings),
    kind: 'eligible',
    programme: admission.programmeShownAs,
    word: words.word.eligible,
    sentence: words.alreadySentence(sequence),
    facts:
      admission.wardClass === null
        ? facts
        : [{ label: words.facts.wardClass, value: admission.wardClass, note: null, large: true }, ...facts],
    traces: [],
  }
}

function eligibleModel(
  answer: CandidateAnswer,
  verdict: Extract<Verdict, { kind: 'eligible' }>,
  settings: VerdictSettings,
): VerdictModel {
  const deciding = decidingProgramme(answer)
  const { messages, language } = settings
  const { care } = answer.question
  const wardClass = inWard(answer.question) ? verdict.guaranteedWardClass : null
  const payer = definitionOf(deciding, settings)?.payer ?? deciding.shownAs
  const sentence = messages.verdict.eligibleSentence(terms[language].care[care], wardClass, payer)
  return {
    ...base(answer, settings),
    kind: 'eligible',
    word: messages.verdict.word.eligible,
    sentence: withAge(sentence, answer, deciding, settings),
    facts: eligibleFacts(answer, verdict.guaranteedWardClass, deciding, settings),
    grounds: explainGrounds(deciding, textSettings(answer, deciding, settings)),
    groundsTitle: messages.verdict.why,
    say: sayGuaranteed(answer, verdict.guaranteedWardClass, settings),
  }
}

function ineligibleModel(answer: CandidateAnswer, settings: VerdictSettings): VerdictModel {
  const { messages, format } = settings
  const { question } = answer
  const reasons = shownReasons(answer, settings)
  const date = format.date(question.serviceDate)
  const when = question.serviceDate === settings.today ? messages.verdict.todayIs(date) : messages.verdict.onDate(date)
  const sentence = messages.verdict.ineligibleSentence(
    reasons.length,
    careInSentence(question, settings.language),
    when,
  )
  return {
    ...base(answer, settings),
    kind: 'ineligible',
    word: messages.verdict.word.ineligible,
    sentence: withAge(sentence, answer, decidingProgramme(answer), settings),
    reasons,
    note: withoutDataNote(answer.roster, question.serviceDate, settings),
    say: sayRefusal(reasons),
  }
}

function refusedModel(answer: CandidateAnswer, settings: VerdictSettings): VerdictModel {
  const awaiting = programmeAwaitingReferral(answer, answer.candidate.verdict)
  return awaiting === null ? ineligibleModel(answer, settings) : awaitingReferralModel(answer, awaiting, settings)
}

/** Not known is not a no: the form asks for the referral, and until it is answered nothing turns red. */
function awaitingReferralModel(
  answer: CandidateAnswer,
  programme: ProgrammeVerdict,
  settings: VerdictSettings,
): VerdictModel {
  const texts = textSettings(answer, programme, settings)
  const [reason] = explainRefusals(programme, texts)
  const words = settings.messages.verdict
  return {
    ...base(answer, settings),
    kind: 'awaiting-referral',
    programme: programme.shownAs,
    word: words.word['awaiting-referral'],
    sentence: withAge(words.awaitingSentence, answer, programme, settings),
    grounds: explainGrounds(programme, texts),
    groundsTitle: words.alreadyMet,
    note: [{ text: `${reason?.fact ?? ''} ` }, { text: words.awaitingNext, strong: true }],
    say: reason?.say ?? null,
  }
}

function reviewModel(
  answer: CandidateAnswer,
  verdict: Extract<Verdict, { kind: 'review' }>,
  settings: VerdictSettings,
): VerdictModel {
  const texts = conflictTexts[settings.language][verdict.conflict]
  return {
    ...base(answer, settings),
    kind: 'review',
    word: settings.messages.verdict.word.review,
    sentence: texts.title,
    records: decidingProgramme(answer).rows,
    note: [{ text: texts.next }],
    say: texts.say(addressOf(answer)),
  }
}

function staleModel(
  answer: CandidateAnswer,
  verdict: Extract<Verdict, { kind: 'stale' }>,
  settings: VerdictSettings,
): VerdictModel {
  const { messages, format } = settings
  const words = messages.verdict
  const limit = definitionOf(decidingProgramme(answer), settings)?.staleAfterDays
  const age = sourceOf(answer)?.ageDays ?? 0
  return {
    ...base(answer, settings),
    kind: 'stale',
    programme: words.staleEyebrow(format.date(verdict.rosterDate)),
    word: words.word.stale,
    sentence: words.staleSentence(format.days(age), limit === undefined ? null : format.days(limit)),
    ifCurrent: ifStillCurrent(answer, verdict.verdictIfCurrent, settings),
    note: words.staleNote,
    say: words.staleSay(addressOf(answer)),
  }
}

function base(answer: CandidateAnswer, settings: VerdictSettings): Omit<VerdictModel, 'kind' | 'word' | 'sentence'> {
  const warnings = warningTexts[settings.language]
  const source = sourceOf(answer)
  return {
    ...EMPTY_MODEL,
    programme: decidingProgramme(answer).shownAs,
    warnings: answer.candidate.warnings.map((code) => `${warnings[code].title} ${warnings[code].next}`),
    traces: shownTraces(answer, settings),
    rosterLine: source && settings.messages.verdict.rosterLine(versionName(source), settings.format.date(source.asOf)),
  }
}

function eligibleFacts(
  { question, referralFrom }: CandidateAnswer,
  wardClass: WardClass,
  deciding: ProgrammeVerdict,
  { messages, format, language }: VerdictSettings,
): Fact[] {
  const words = messages.verdict
  const facts: Fact[] = [
    { label: words.facts.wardClass, value: wardClass, note: null, large: true },
    { label: words.facts.care, value: terms[language].care[question.care], note: null, large: false },
    {
      label: words.facts.valid,
      value: format.shortDate(question.serviceDate),
      note: question.care === 'rawat-jalan' ? words.thisVisit : words.untilDischarge,
      large: false,
    },
  ]
  const { referral } = question
  if (referral) {
    const maxAgeDays = deciding.trace.find(({ rule }) => rule === 'referral-expired')?.facts['maxAgeDays']
    const note =
      typeof maxAgeDays === 'number'
        ? words.referralValidUntil(format.shortDate(addDays(referral.date, maxAgeDays)))
        : words.referralDated(format.shortDate(referral.date))
    const value = referralFrom.trim() || terms[language].origin[referral.origin]
    facts.push({ label: words.facts.referral, value, note, large: false })
  } else {
    facts.push({ label: words.facts.referral, value: words.referralNotNeeded, note: null, large: false })
  }
  return facts
}

function sayGuaranteed(answer: CandidateAnswer, wardClass: WardClass, { messages }: VerdictSettings): string {
  const words = messages.verdict
  const care = words.sayCare[answer.question.care]
  const address = addressOf(answer)
  if (!inWard(answer.question)) return words.sayVisit(address, care)
  const better = WardClass.options.filter((option) => option < wardClass).map(words.className)
  return words.sayInClass(address, care, wardClass, joinWords(better, words.or))
}

/** Why a person is refused, programme by programme, each with its next step; empty where nothing is refused. */
export function shownReasons(answer: CandidateAnswer, settings: VerdictSettings): ShownReason[] {
  const refusing = answer.candidate.programmes.filter(({ settled }) => settled.kind === 'ineligible')
  return refusing.flatMap((programme) =>
    explainRefusals(programme, textSettings(answer, programme, settings)).map((reason) => ({
      ...reason,
      programme: refusing.length > 1 ? programme.shownAs : null,
    })),
  )
}

function shownTraces(answer: CandidateAnswer, settings: VerdictSettings): ShownTrace[] {
  const words = settings.messages.verdict
  const traced = answer.candidate.programmes.filter(({ trace }) => trace.length > 0)
  return traced.map((programme) => ({
    label: traced.length > 1 ? (definitionOf(programme, settings)?.shortName ?? programme.shownAs) : null,
    heading:
      programme.version === null
        ? words.noRulesLine(programme.shownAs)
        : words.rulesLine(programme.shownAs, programme.version),
    counts: countOutcomes(programme.trace),
    steps: explainTrace(programme, textSettings(answer, programme, settings)),
  }))
}

function countOutcomes(trace: readonly TraceStep[]): ShownTrace['counts'] {
  const counts = { passed: 0, failed: 0, 'not-applicable': 0, unknown: 0 }
  for (const { outcome } of trace) counts[outcome] += 1
  return counts
}

function ifStillCurrent(
  answer: CandidateAnswer,
  settled: Settled,
  { messages }: VerdictSettings,
): VerdictModel['ifCurrent'] {
  const kind = programmeAwaitingReferral(answer, settled) === null ? settled.kind : 'awaiting-referral'
  const word = messages.verdict.chip[kind]
  return {
    kind,
    word: settled.kind === 'eligible' ? messages.verdict.ifCurrentClass(word, settled.guaranteedWardClass) : word,
  }
}

function withAge(
  sentence: string,
  { roster }: CandidateAnswer,
  programme: ProgrammeVerdict,
  settings: VerdictSettings,
): string {
  const definition = definitionOf(programme, settings)
  if (roster.kind !== 'current' || definition === null) return sentence
  const { ageDays } = sourceSpeakingFor(roster, programme.programme)
  if (ageDays < definition.staleWarningDays) return sentence
  return settings.messages.verdict.fromOldData(sentence, settings.format.days(ageDays))
}

/** Whose data decided. */
function sourceOf({ roster, candidate }: CandidateAnswer): ServingSource | null {
  return roster.kind === 'current' ? sourceSpeakingFor(roster, candidate.verdict.programme) : null
}

/** The programme that the answer names; every verdict names one of its own programmes. */
export function decidingProgramme({ candidate }: Pick<CandidateAnswer, 'candidate'>): ProgrammeVerdict {
  const deciding = candidate.programmes.find(({ programme }) => programme === candidate.verdict.programme)
  if (!deciding) throw new Error('the verdict names a programme that was not judged')
  return deciding
}

function textSettings(answer: CandidateAnswer, programme: ProgrammeVerdict, settings: VerdictSettings): TextSettings {
  const shortName = definitionOf(programme, settings)?.shortName
  return {
    language: settings.language,
    question: answer.question,
    ...(shortName !== undefined && { programmeShortName: shortName }),
    ...(settings.hospitalName !== null && { hospitalName: settings.hospitalName }),
  }
}

function definitionOf({ programme }: ProgrammeVerdict, { programmes }: VerdictSettings): ProgrammeDefinition | null {
  return programmes.find(({ code }) => code === programme) ?? null
}

function addressOf({ candidate, question }: CandidateAnswer): string {
  return patientAddress(candidate.sex, isChildPatient(candidate.birthDate, question.serviceDate))
}

/** The programme that would guarantee if there were a referral, while nobody has been asked for one; null when none would. */
function programmeAwaitingReferral(
  { candidate, question }: CandidateAnswer,
  { kind }: { kind: Verdict['kind'] },
): ProgrammeVerdict | null {
  if (kind !== 'ineligible' || question.referral !== null) return null
  const awaits = ({ settled }: ProgrammeVerdict) =>
    settled.kind === 'ineligible' && settled.reasons.every((code) => code === 'referral-missing')
  return candidate.programmes.find(awaits) ?? null
}

function inWard({ care }: Question): boolean {
  return care === 'rawat-inap' || care === 'persalinan'
}
