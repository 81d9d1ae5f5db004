import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { JournalEntry } from '../../../shared/domain/journal-entry.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { AdmissionsTable } from './admissions-table.ts'
import { changedAdmission, openedAdmission, type AdmissionChange } from './fold-admission.ts'
import type { LetterNumbersTable } from './letter-numbers-table.ts'
import type { LetterSequencesTable } from './letter-sequences-table.ts'
import type { OperatorsTable } from './operators-table.ts'
import type { RosterHighsTable } from './roster-highs-table.ts'
import type { SettingsTable } from './settings-table.ts'

/** What the screens ask, all of it derived from the entries. */
export type Projections = {
  settings: SettingsTable
  rosterHighs: RosterHighsTable
  letterSequences: LetterSequencesTable
  letterNumbers: LetterNumbersTable
  admissions: AdmissionsTable
  operators: OperatorsTable
}

const DAY_MS = 86_400_000

/** Brings the projections one entry further. The same code runs when an entry is appended and when all are rebuilt. */
export function project(to: Projections, entry: JournalEntry): void {
  switch (entry.type) {
    case 'device-enrolled':
      return to.settings.set('device', entry.body)
    case 'hospital-set':
      return to.settings.set('hospital', entry.body.hospital)
    case 'desk-set':
      return to.settings.set('desk', entry.body.desk)
    case 'roster-installed':
      return to.rosterHighs.raise(entry.body, entry.at)
    case 'admission-opened':
      return open(to, entry)
    case 'admission-confirmed':
      if (entry.body.letter !== null) {
        to.letterSequences.take(entry.body.letter)
        to.letterNumbers.insert(entry.body.now.letterNumber, entry.body.admissionId)
      }
      return change(to, entry)
    case 'admission-turned-umum':
    case 'admission-amended':
    case 'admission-voided':
    case 'letter-printed':
      return change(to, entry)
    case 'operator-added':
      return to.operators.insert({ ...entry.body, active: true }, entry.seq)
    case 'operator-changed':
      return to.operators.update(entry.body)
    case 'rights-set':
      return to.settings.set('rights', { ...to.settings.get('rights'), [entry.body.role]: entry.body.rights })
    case 'backup-policy-set':
      return to.settings.set('backup-policy', entry.body.policy)
    case 'session-policy-set':
      return to.settings.set('session-policy', entry.body.policy)
    case 'retention-policy-set':
      return to.settings.set('retention-policy', entry.body.policy)
    case 'readers-set':
      return to.settings.set('readers', entry.body.policy)
    case 'feeds-set':
      return to.settings.set('feeds', entry.body.policy)
    case 'shift-handed-over':
      return to.settings.set('hand-over', { ...entry.body, seq: entry.seq, at: entry.at, by: entry.actor })
    case 'backup-made':
      return to.settings.set('backup-made', { ...entry.body, at: entry.at })
    case 'backup-taken-off-site':
      return to.settings.set('off-site', { at: entry.at })
    case 'journal-restored':
      to.letterSequences.skip(entry.body.skippedLetterNumbers, yearsBetween(entry.body.takenAt, entry.at))
      return to.settings.set('restored', { ...entry.body, at: entry.at })
    case 'keys-rotated':
      return to.settings.set('keys-rotated', { at: entry.at })
    case 'recovery-kit-printed':
      return to.settings.set('kit-printed', { at: entry.at })
    case 'audit-sealed':
      return to.settings.set('audit-sealed', { ...entry.body, at: entry.at })
    case 'admissions-exported':
    case 'operator-secret-set':
      return
    default:
      unreachable(entry)
  }
}

/** The years of letters between two instants, wherever the hospital is: the day may have begun there already. */
function yearsBetween(from: IsoInstant, to: IsoInstant): { first: number; last: number } {
  const yearOf = (ms: number) => new Date(ms).getUTCFullYear()
  const first = yearOf(Date.parse(from))
  return { first, last: Math.max(first, yearOf(Date.parse(to) + DAY_MS)) }
}

function open(to: Projections, entry: Extract<JournalEntry, { type: 'admission-opened' }>): void {
  const admission = openedAdmission(entry)
  to.letterSequences.take(entry.body.letter)
  to.letterNumbers.insert(admission.letterNumber, admission.id)
  to.admissions.insert(admission, entry.body.requestId)
}

function change(to: Projections, entry: AdmissionChange): void {
  const before = to.admissions.get(entry.body.admissionId)
  if (before === null) throw new Error('an entry names an admission that was never opened')
  to.admissions.update(changedAdmission(before, entry))
}
