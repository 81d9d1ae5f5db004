import type { Admission, AdmittedPerson } from '../../../shared/domain/admission.ts'
import type { Approval } from '../../../shared/domain/approval.ts'
import type { AuditAction } from '../../../shared/domain/audit-action.ts'
import type { AdmissionId } from '../../../shared/domain/identifiers.ts'
import type { JournalEntry } from '../../../shared/domain/journal-entry.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { AuditFacts } from './audit-table.ts'
import type { AuditEvent } from './journal.ts'
import type { AuditSubject } from './subject-hash.ts'

type EntryType = JournalEntry['type']

/** Entries about a person: who asks "who dealt with this person" finds them among the lines about that person. */
const PERSON_ENTRIES = {
  'admission-opened': 'admitted',
  'admission-confirmed': 'admission-confirmed',
  'admission-turned-umum': 'turned-umum',
  'admission-amended': 'amended',
  'admission-voided': 'voided',
  'letter-printed': 'letter-printed',
} as const satisfies Partial<Record<EntryType, AuditAction>>

type PersonEntry = Extract<JournalEntry, { type: keyof typeof PERSON_ENTRIES }>

/** Entries that change how the desk works. The entry itself says what it is now. */
const CONFIGURATION: ReadonlySet<EntryType> = new Set<EntryType>([
  'hospital-set',
  'desk-set',
  'backup-policy-set',
  'session-policy-set',
  'retention-policy-set',
  'readers-set',
  'feeds-set',
])

/** The line that an entry leaves in the audit trail, written with it; null where its writer leaves one, or none is needed. */
export function auditOfEntry(
  entry: JournalEntry,
  admissionOf: (id: AdmissionId) => Admission | null,
): AuditEvent | null {
  const { type, actor, seq } = entry
  if (CONFIGURATION.has(type)) return { actor, action: 'configured', subject: null, facts: { what: type, entry: seq } }
  if (!isAboutPerson(entry)) return null
  const id = entry.type === 'admission-opened' ? entry.body.admission.id : entry.body.admissionId
  const admission = admissionOf(id)
  if (admission === null) throw new Error('an entry names an admission that is not there')
  return {
    actor,
    action: PERSON_ENTRIES[entry.type],
    subject: subjectOfPerson(admission.person),
    facts: { entry: seq, admission: id, state: admission.state, ...approvalFacts(entry) },
  }
}

/** Who agreed to what the rules refuse or leave open, or to a correction. The reason stands in the entry. */
function approvalFacts(entry: PersonEntry): AuditFacts {
  const approval = approvalIn(entry)
  return approval === undefined ? {} : { approvedFor: approval.purpose, approvedBy: approval.by }
}

function approvalIn(entry: PersonEntry): Approval | undefined {
  switch (entry.type) {
    case 'admission-opened':
      return entry.body.admission.approval
    case 'admission-confirmed':
      return entry.body.now.approval
    case 'admission-amended':
    case 'admission-voided':
    case 'admission-turned-umum':
      return entry.body.approval
    case 'letter-printed':
      return undefined
    default:
      return unreachable(entry)
  }
}

/** Under whom a patient's lines stand: a newborn's under the mother; null for somebody whom nobody knows. */
export function subjectOfPerson({ nik, motherNik }: Pick<AdmittedPerson, 'nik' | 'motherNik'>): AuditSubject | null {
  const value = nik ?? motherNik
  return value === null ? null : { kind: 'nik', value }
}

function isAboutPerson(entry: JournalEntry): entry is PersonEntry {
  return Object.hasOwn(PERSON_ENTRIES, entry.type)
}
