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
      return `The audit trail is damaged at row ${fault.seq}: ${AUDIT_FAULTS[fault.fault]}. ${RESTORE}`
    case 'seal':
      return fault.fault === 'missing'
        ? `The audit trail is damaged: row ${fault.seq}, which a signed entry speaks of, is gone, with all after it. ${RESTORE}`
        : `The audit trail is damaged between row ${fault.after + 1} and row ${fault.seq}: rows there were written anew after they were sealed. ${RESTORE}`
    case 'first-entry':
      return 'Damaged at entry 1: it does not enrol the desk whose keys are in this data folder. Put files of the same desk together.'
    case 'head':
      return headSentence(fault)
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

function headSentence({ chain, seq, fault }: Extract<JournalFault, { where: 'head' }>): string {
  const place = chain === 'entries' ? `Damaged at entry ${seq}` : `The audit trail is damaged at row ${seq}`
  return fault === 'missing'
    ? `${place}: it was written once and is gone, with all after it. ${RESTORE}`
    : `${place}: another one was written in its place. ${RESTORE}`
}

const AUDIT_FAULTS: Record<Extract<JournalFault, { where: 'audit' }>['fault'], string> = {
  malformed: 'what it says is not written in the canonical form',
  'seq-not-next': 'a row is missing here',
  'prev-hash-differs': 'it does not follow the row before it',
  'hash-differs': 'it was changed after it was written',
  'time-goes-back': 'its time lies before that of the row before it',
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
