import type { Question } from '../../../shared/domain/question.ts'
import type { CardReading } from '../../../shared/domain/reading.ts'
import type { AuditEvent } from '../journal/journal.ts'
import type { Answered } from './answer.ts'

/** The rows that one look-up leaves in the audit trail: one for the number asked, whether or not anybody was found. */
export function lookUpEvent(
  reading: CardReading & { kind: 'keys' },
  answers: readonly Answered[],
  question: Question,
  how: { actor: string; source: string },
): AuditEvent {
  return {
    actor: how.actor,
    action: 'look-up',
    subject: subjectOf(reading, answers),
    facts: {
      source: how.source,
      keys: reading.keys.map(({ kind }) => kind),
      found: answers.length,
      verdicts: answers.map(({ judged }) => judged.verdict.kind),
      care: question.care,
    },
  }
}

/** A name search shows people: one row for the search, one for each person shown. */
export function searchEvents(answers: readonly Answered[], question: Question, actor: string): AuditEvent[] {
  const shown = answers.map(({ person, judged }): AuditEvent => ({
    actor,
    action: 'look-up',
    subject: { kind: 'nik', value: person.nik },
    facts: { source: 'search', keys: ['name'], found: 1, verdicts: [judged.verdict.kind], care: question.care },
  }))
  return [{ actor, action: 'search', subject: null, facts: { found: answers.length } }, ...shown]
}

/** The person found; a family under its KK; what was asked when nobody was found. A card number without a holder is nobody. */
function subjectOf(reading: CardReading & { kind: 'keys' }, answers: readonly Answered[]): AuditEvent['subject'] {
  const [first] = answers
  const kk = reading.keys.find(({ kind }) => kind === 'kk')
  if (first?.foundBy.kind === 'kk' && kk !== undefined) return { kind: 'kk', value: kk.value }
  if (first !== undefined) return { kind: 'nik', value: first.person.nik }
  const nik = reading.keys.find(({ kind }) => kind === 'nik')
  return nik === undefined ? null : { kind: 'nik', value: nik.value }
}
