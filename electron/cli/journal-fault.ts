import { unreachable } from '../../shared/domain/unreachable.ts'
import type { EntryFault } from '../core/journal/entry-hash.ts'
import type { JournalFault } from '../core/journal/verify-journal.ts'

const RESTORE = 'Copy the folder "journal" away unchanged and restore it from your backup.'

/** Where the journal is damaged and what is wrong there, in one sentence, and what to do in another. */
export function faultSentence(fault: JournalFault): string {
  switch (fault.where) {
    case 'entry':
      return `Damaged at entry ${fault.seq}: ${ENTRY_FAULTS[fault.fault]}. ${RESTORE}`
    case 'audit':
      return `The audit trail is damaged at row ${fault.seq}: it was changed, removed or put in another place. ${RESTORE}`
    case 'first-entry':
      return 'Damaged at entry 1: it does not enrol the desk whose keys are in this data folder. Put files of the same desk together.'
    case 'head':
      return fault.fault === 'missing'
        ? `Damaged at entry ${fault.seq}: it was written once and is gone, with all after it. ${RESTORE}`
        : `Damaged at entry ${fault.seq}: another one was written in its place. ${RESTORE}`
    case 'projection':
      return `The entries are sound, but the table "${fault.table}" made from them differs: run "loket journal rebuild".`
    case 'file':
      return fault.fault === 'missing'
        ? 'The journal file is gone: put it back from your backup.'
        : `The journal file cannot be read to its end: a part of it is damaged. ${RESTORE}`
    default:
      return unreachable(fault)
  }
}

const ENTRY_FAULTS: Record<EntryFault, string> = {
  malformed: 'it is not an entry of a known form',
  'not-canonical': 'it is not written in the canonical form',
  'device-differs': 'it is of another desk',
  'seq-not-next': 'an entry before it is missing',
  'prev-hash-differs': 'it does not follow the entry before it',
  'hash-differs': 'it was changed after it was written',
  'signature-wrong': 'its signature was not made by this desk',
  'time-goes-back': 'its time lies before that of the entry before it',
}
