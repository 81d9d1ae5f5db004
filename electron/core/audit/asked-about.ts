import { readCard } from '../../../shared/domain/card.ts'
import { localDate } from '../../../shared/domain/dates.ts'
import type { LookupKey } from '../../../shared/domain/reading.ts'
import { findPeople } from '../desk/answer.ts'
import type { AuditQuery } from '../journal/audit-table.ts'
import type { Journal } from '../journal/journal.ts'
import type { AuditSubject } from '../journal/subject-hash.ts'
import type { Roster } from '../roster/roster.ts'

const EVERYTHING: AuditQuery = { from: null, until: null, actor: null, action: null, subject: null }

/** Whose lines are meant by a number as typed or scanned, and how many there are; null when it is nobody's. */
export function askedAbout(
  { journal, roster }: { journal: Journal; roster: Roster },
  key: string,
  timeZone: string,
): { subject: AuditSubject; lines: number } | null {
  const reading = readCard(key, localDate(journal.now(), timeZone))
  if (reading.kind !== 'keys') return null
  let most: { subject: AuditSubject; lines: number } | null = null
  for (const subject of subjectsOf(roster, reading.keys)) {
    const lines = journal.trail.count({ ...EVERYTHING, subject: journal.subjectHash(subject) })
    // Sixteen digits may be a NIK or a KK: the one that there is more to read about, and the NIK where there is not.
    if (most === null || lines > most.lines) most = { subject, lines }
  }
  return most
}

/** A NIK or KK as it is; a card or JKN number where the roster says whose it is, and it is one person's. */
function subjectsOf(roster: Roster, keys: readonly LookupKey[]): AuditSubject[] {
  const numbers = keys.flatMap((key): AuditSubject[] => (key.kind === 'nik' || key.kind === 'kk' ? [key] : []))
  if (numbers.length > 0 || roster.state().kind !== 'current') return numbers
  const [holder, ...others] = findPeople(roster, keys)
  return holder === undefined || others.length > 0 ? [] : [{ kind: 'nik', value: holder.person.nik }]
}
