import type { JournalEntry } from '../../../shared/domain/journal-entry.ts'
import { unreachable } from '../../../shared/domain/unreachable.ts'
import type { AdmissionsTable } from './admissions-table.ts'
import { changedAdmission, openedAdmission, type AdmissionChange } from './fold-admission.ts'
import type { LetterNumbersTable } from './letter-numbers-table.ts'
import type { LetterSequencesTable } from './letter-sequences-table.ts'
import type { RosterHighsTable } from './roster-highs-table.ts'
import type { SettingsTable } from './settings-table.ts'

/** What the screens ask, all of it derived from the entries. */
export type Projections = {
  settings: SettingsTable
  rosterHighs: RosterHighsTable
  letterSequences: LetterSequencesTable
  letterNumbers: LetterNumbersTable
  admissions: AdmissionsTable
}

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
    case 'admissions-exported':
      return
    default:
      unreachable(entry)
  }
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
