import type { approvalId } from './approval-id.ts'

export const approvalEn: typeof approvalId = {
  ask: 'Ask a supervisor to approve',
  askSay: 'The supervisor agrees at this desk, by PIN',
  titles: {
    override: 'Issue although not guaranteed?',
    review: 'Approve the chosen record?',
    amend: 'Approve the change?',
    void: 'Approve voiding the letter?',
  },
  say: {
    override: (name) =>
      `The guarantee letter for ${name} is issued outside of the programme’s rules. The supervisor’s name and reason stand on the letter, in lists and in claims.`,
    review: (name) =>
      `The clerk chose one of the records that contradict each other for ${name}. Compare with the original KTP or KK yourself.`,
    amend: (number) => `Entries of letter ${number} are changed. The old ones stay on record.`,
    void: (number) => `Letter ${number} is voided. Its number is not used again.`,
  },
  refusedFor: 'Refused because:',
  changes: 'What will be written:',
  change: (label, before, after) => `${label}: ${before === '' ? 'empty' : before} → ${after === '' ? 'empty' : after}`,
  stale: 'the member data is too old',
  approver: 'Supervisor',
  noApprovers: 'Nobody here may approve yet. Ask a manager to add a supervisor in Settings.',
  loadFailed: 'The list of supervisors could not be read.',
  reason: 'The supervisor’s reason',
  reasonHint: {
    override: 'At least 3 letters; printed on the letter',
    review: 'At least 3 letters; printed on the letter',
    amend: 'At least 3 letters; recorded with the supervisor’s name',
    void: 'At least 3 letters; recorded with the supervisor’s name',
  },
  reasonWanted: 'Write the reason, at least 3 letters.',
  secretWanted: 'Enter the supervisor’s PIN or passphrase.',
  approve: 'Approve',
  notAllowed: 'This operator may not approve. Choose another supervisor.',
  scanned: 'Scan not used: finish the approval first.',
  tag: { override: 'Override', review: 'Chosen', amend: 'Approved', void: 'Approved' },
  tagSay: (purpose, by) => `${purpose}, approved by ${by}`,
  title: 'Supervisor’s approval',
  purpose: {
    override: 'Guaranteed outside of the rules',
    review: 'The record that the clerk chose',
    amend: 'Changed entries',
    void: 'Voided letter',
  },
  what: 'What was approved',
  by: 'Approved by',
  overridden: 'Set aside',
  hidden: 'masked',
}
