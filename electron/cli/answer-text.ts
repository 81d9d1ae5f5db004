import { withoutUnseen } from '../roster-files/unseen.ts'
import { describeAddress } from '../../shared/domain/address.ts'
import { groupDigits } from '../../shared/domain/format.ts'
import { contractedOn } from '../../shared/domain/hospital.ts'
import { programmesWithoutData } from '../../shared/domain/roster-state.ts'
import type { Question } from '../../shared/domain/question.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import type { ProgrammeVerdict, Verdict } from '../../shared/domain/verdict.ts'
import { formatDate } from '../../shared/texts/format.ts'
import { conflictTexts, warningTexts } from '../../shared/texts/notice.ts'
import { explainRefusals } from '../../shared/texts/refusal.ts'
import { terms } from '../../shared/texts/terms.ts'
import type { Answered, Moment } from '../core/desk/answer.ts'

/** An answer for a person at a terminal, in English. */
export function answerText(
  { roster, hospital, programmes }: Omit<Moment, 'today'>,
  question: Question,
  answers: readonly Answered[],
): string[] {
  const unheard = programmesWithoutData(roster, contractedOn(hospital, question.serviceDate))
  const names = unheard.map((code) => programmes.find((one) => one.code === code)?.shortName ?? code)
  const isGuaranteed = answers.some(({ judged }) => judged.verdict.kind === 'eligible')
  return [
    `${terms.en.care[question.care]} on ${formatDate(question.serviceDate, 'en')}; roster of ${formatDate(roster.asOf, 'en')} (${days(roster.ageDays)} old)`,
    ...(answers.length === 0 ? ['', 'NOT FOUND: no member under this number. This is not a refusal.'] : []),
    ...(answers.length > 1 ? ['', `${answers.length} people: choose by name.`] : []),
    ...answers.flatMap((answered) => ['', ...personText(answered, question)]),
    ...(names.length === 0 || isGuaranteed
      ? []
      : ['', `This desk has no data of ${names.join(', ')} yet: membership of it could not be looked up.`]),
  ]
}

function personText({ person, judged }: Answered, question: Question): string[] {
  const [row] = person.rows
  const { sex, birthDate } = row
  return [
    // A terminal obeys what it is told: a name from elsewhere must not move its cursor.
    `${withoutUnseen(row.name)}  NIK ${groupDigits(person.nik)}  ${terms.en.sex[sex]}, born ${formatDate(birthDate, 'en')}`,
    describeAddress(row),
    headline(judged.verdict),
    ...judged.programmes.flatMap((verdict) => grounds(verdict, question)),
    ...judged.warnings.map((code) => `  ! ${warningTexts.en[code].title} ${warningTexts.en[code].next}`),
    ...(judged.provisionalOffered
      ? [`  A provisional guarantee may be given: papers within ${judged.provisionalDueHours} hours.`]
      : []),
  ].filter((line) => line !== '')
}

function headline(verdict: Verdict): string {
  const programme = `${verdict.programme}${verdict.version === null ? '' : ` ${verdict.version}`}`
  switch (verdict.kind) {
    case 'eligible':
      return `ELIGIBLE under ${programme}, class ${verdict.guaranteedWardClass}`
    case 'ineligible':
      return `NOT ELIGIBLE under ${programme}`
    case 'review':
      return `REVIEW: ${conflictTexts.en[verdict.conflict].title}. ${conflictTexts.en[verdict.conflict].next}`
    case 'stale':
      return `STALE: the roster is of ${formatDate(verdict.rosterDate, 'en')}, too old to promise anything; it would say ${verdict.verdictIfCurrent.kind}`
    default:
      return unreachable(verdict)
  }
}

function grounds(verdict: ProgrammeVerdict, question: Question): string[] {
  return explainRefusals(verdict, { language: 'en', question }).map(
    ({ code, fact, next }) => `  - ${fact} ${next} [${code}]`,
  )
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}
