import { z } from 'zod'

/** Everything that leaves a line in the audit trail. */
export const AuditAction = z.enum([
  // Persons
  'look-up',
  'search',
  'admission-viewed',
  'admissions-listed',
  'letter-verified',
  'advice-printed',
  'accepted-as-umum',
  'export',
  // Persons: written with the journal's entry
  'admitted',
  'admission-confirmed',
  'turned-umum',
  'amended',
  'voided',
  'letter-printed',
  // Operators
  'signed-in',
  'sign-in-refused',
  'locked-out',
  'signed-out',
  'screen-locked',
  'call-refused',
  'approval-given',
  'approval-refused',
  'handed-over',
  // Configuration
  'configured',
  'readers-tested',
  'roster-import',
  'feed-pulled',
  'feed-refused',
  'roster-purged',
  // The trail itself
  'audit-viewed',
  'audit-exported',
  'audit-verified',
  'person-asked-about',
  'person-resolved',
  'rows-lost',
  // Safe-keeping
  'backup-made',
  'backup-failed',
  'backup-verified',
  'backup-taken-off-site',
  'restored',
  'keys-rotated',
  'recovery-kit-printed',
])
export type AuditAction = z.infer<typeof AuditAction>
