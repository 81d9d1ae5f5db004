import type { Question } from '../../../shared/domain/question.ts'
import type { CardReading } from '../../../shared/domain/reading.ts'
import type { AuditFacts } from '../journal/audit-table.ts'
import type { AuditEvent } from '../journal/journal.ts'
import type { Answered } from './answer.ts'

/**
 * The rows that one look-up leaves in the audit trail: one for the number asked, whether or not anybody was found, and where that number
 * stands for several people one for each of them, who was seen as well.
 */
export function lookUpEvents(
  reading: CardReading & { kind: 'keys' },
  answers: readonly Answered[],
  question: Question,
  { actor, source }: { actor: string; source: string },
): AuditEvent[] {
  const keys = reading.keys.map(({ kind }) => kind)
  const asked: AuditEvent = {
    actor,
    action: 'look-up',
    subject: subjectOf(reading, answers),
    facts: factsOf(source, keys, answers, question),
  }
  const isOnePerson = answers.length < 2 && asked.subject?.kind !== 'kk'
  return isOnePerson ? [asked] : [asked, ...personEvents(source, keys, answers, question, actor)]
}

/** A name search shows people: one row for the search, one for each person shown. */
export function searchEvents(answers: readonly Answered[], question: Question, actor: string): AuditEvent[] {
  const search: AuditEvent = { actor, action: 'search', subject: null, facts: { found: answers.length } }
  return [search, ...personEvents('search', ['name'], answers, question, actor)]
}

function personEvents(
  source: string,
  keys: readonly string[],
  answers: readonly Answered[],
  question: Question,
  actor: string,
): AuditEvent[] {
  return answers.map((answered) => ({
    actor,
    action: 'look-up',
    subject: { kind: 'nik', value: answered.person.nik },
    facts: factsOf(source, keys, [answered], question),
  }))
}

function factsOf(
  source: string,
  keys: readonly string[],
  answers: readonly Answered[],
  question: Question,
): AuditFacts {
  const verdicts = answers.map(({ judged }) => judged.verdict.kind)
  return { source, keys, found: answers.length, verdicts, care: question.care }
}

/** The person found; a family under its KK; a number that stands for several people under none of them; what was asked when nobody was found. */
function subjectOf(reading: CardReading & { kind: 'keys' }, answers: readonly Answered[]): AuditEvent['subject'] {
  const [first, second] = answers
  const kk = reading.keys.find(({ kind }) => kind === 'kk')
  if (first?.foundBy.kind === 'kk' && kk !== undefined) return { kind: 'kk', value: kk.value }
  if (first !== undefined) return second === undefined ? { kind: 'nik', value: first.person.nik } : null
  const nik = reading.keys.find(({ kind }) => kind === 'nik')
  return nik === undefined ? null : { kind: 'nik', value: nik.value }
}
