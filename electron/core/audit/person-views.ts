import { createHmac, randomBytes } from 'node:crypto'
import type { LetterCheck } from '../../../shared/contract/letters.ts'
import type { Admission } from '../../../shared/domain/admission.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import { onceAMinute } from '../accounts/once-a-minute.ts'
import { subjectOfPerson } from '../journal/audit-of-entry.ts'
import type { AdmissionList } from '../journal/admissions-table.ts'
import type { AuditEvent, Journal } from '../journal/journal.ts'
import type { AuditQueue } from './audit-queue.ts'

/** Lines about persons that were seen without being looked up: admissions, lists of them, letters. */
export type PersonViews = {
  admission(id: AdmissionId, actor: string): void
  list(query: Pick<AdmissionList, 'from' | 'to' | 'text'>, shown: ShownList, actor: string): void
  provisional(shown: readonly Admission[], actor: string): void
  letter(check: LetterCheck, actor: string): void
}

type ShownList = { admissions: readonly Admission[]; total: number; masked: boolean }

/** A list that a text has narrowed to so few is a search for a person: each of them has a line of their own, as in a name search. */
const SEARCH_AT_MOST = 20

type Deps = { journal: Pick<Journal, 'admissions'>; queue: AuditQueue; uptimeMs: () => number }

/** A screen asks again by itself: the same view by the same operator leaves one line in a minute. */
export function createPersonViews({ journal, queue, uptimeMs }: Deps): PersonViews {
  const isFirst = onceAMinute(uptimeMs)
  // What was typed is remembered for that minute only as a hash.
  const key = randomBytes(32)
  const hashOf = (text: string) => createHmac('sha256', key).update(text).digest('hex')
  const once = (view: readonly unknown[], event: () => AuditEvent | null): AuditEvent[] => {
    if (!isFirst(hashOf(JSON.stringify(view)))) return []
    const line = event()
    return line === null ? [] : [line]
  }

  return {
    admission(id, actor) {
      queue.record(once(['one', id, actor], () => viewedEvent(journal.admissions.get(id), actor)))
    },
    list({ from, to, text }, { admissions, total, masked }, actor) {
      const isSearch = text.trim() !== '' && !masked && admissions.length <= SEARCH_AT_MOST
      const facts = { from, to, filtered: text.trim() !== '', shown: admissions.length, total, masked }
      const line = once(['list', from, to, text, masked, actor], () => listedEvent(null, facts, actor))
      const found = isSearch ? admissions : []
      const people = found.flatMap(({ id, person }) => {
        const subject = subjectOfPerson(person)
        const seen = () => (subject === null ? null : listedEvent(subject, { filtered: true, admission: id }, actor))
        return once(['listed', id, actor], seen)
      })
      queue.record([...line, ...people])
    },
    provisional(shown, actor) {
      const facts = { what: 'provisional', shown: shown.length }
      queue.record(once(['provisional', actor], () => listedEvent(null, facts, actor)))
    },
    letter: (check, actor) => queue.record([letterVerifiedEvent(journal.admissions, check, actor)]),
  }
}

/** A letter was scanned or typed to see whether it is genuine: about the person for whom it was written, where this desk wrote it. */
export function letterVerifiedEvent(
  admissions: Pick<Journal['admissions'], 'get'>,
  check: LetterCheck,
  actor: string,
): AuditEvent {
  const admission = check.kind === 'genuine' && check.admissionId !== null ? admissions.get(check.admissionId) : null
  const facts = admission === null ? { code: check.kind } : { code: check.kind, admission: admission.id }
  return { actor, action: 'letter-verified', subject: admission && subjectOfPerson(admission.person), facts }
}

function viewedEvent(admission: Admission | null, actor: string): AuditEvent | null {
  if (admission === null) return null
  const { id, person, state } = admission
  return { actor, action: 'admission-viewed', subject: subjectOfPerson(person), facts: { admission: id, state } }
}

function listedEvent(subject: AuditEvent['subject'], facts: AuditEvent['facts'], actor: string): AuditEvent {
  return { actor, action: 'admissions-listed', subject, facts }
}
