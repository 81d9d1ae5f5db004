import type { AuditFilter } from '../../shared/contract/audit.ts'
import { AuditAction } from '../../shared/domain/audit-action.ts'
import { addDays } from '../../shared/domain/dates.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'

export type Period = 'today' | 'week' | 'month' | 'all' | 'own'

export const PERIODS: readonly Period[] = ['today', 'week', 'month', 'all', 'own']

/** What narrows the trail on screen. `from` and `to` are the typed ones: they count only for the period `own`. */
export type Chosen = {
  period: Period
  from: IsoDate | null
  to: IsoDate | null
  actor: string | null
  action: AuditAction | null
  subject: string | null
}

export const NOTHING_CHOSEN: Chosen = { period: 'week', from: null, to: null, actor: null, action: null, subject: null }

/** Days back, today included. */
const DAYS = { today: 1, week: 7, month: 30 } as const

/** What the core is asked for; null while the typed dates make no period. */
export function filterOf({ period, from, to, actor, action, subject }: Chosen, today: IsoDate): AuditFilter | null {
  const rest = { actor, action, subject }
  switch (period) {
    case 'all':
      return { from: null, to: null, ...rest }
    case 'own':
      return from !== null && to !== null && from > to ? null : { from, to, ...rest }
    default:
      return { from: addDays(today, 1 - DAYS[period]), to: today, ...rest }
  }
}

/** Whether anything beside the period narrows. */
export function isNarrowed({ actor, action, subject }: Chosen): boolean {
  return actor !== null || action !== null || subject !== null
}

/** The first letters of a hash: enough to tell persons on one screen apart. */
export function codeOf(subject: string): string {
  return subject.slice(0, 8)
}

type ActionGroup = 'persons' | 'operators' | 'configuration' | 'trail' | 'safekeeping'

const GROUP_OF: Record<AuditAction, ActionGroup> = {
  'look-up': 'persons',
  search: 'persons',
  'admission-viewed': 'persons',
  'admissions-listed': 'persons',
  'letter-verified': 'persons',
  'advice-printed': 'persons',
  'accepted-as-umum': 'persons',
  export: 'persons',
  admitted: 'persons',
  'admission-confirmed': 'persons',
  'turned-umum': 'persons',
  amended: 'persons',
  voided: 'persons',
  'letter-printed': 'persons',
  'signed-in': 'operators',
  'sign-in-refused': 'operators',
  'locked-out': 'operators',
  'signed-out': 'operators',
  'screen-locked': 'operators',
  'call-refused': 'operators',
  'approval-given': 'operators',
  'approval-refused': 'operators',
  'handed-over': 'operators',
  configured: 'configuration',
  'readers-tested': 'configuration',
  'roster-import': 'configuration',
  'feed-pulled': 'configuration',
  'feed-refused': 'configuration',
  'roster-purged': 'configuration',
  'audit-viewed': 'trail',
  'audit-exported': 'trail',
  'audit-verified': 'trail',
  'person-asked-about': 'trail',
  'person-resolved': 'trail',
  'rows-lost': 'trail',
  'backup-made': 'safekeeping',
  'backup-failed': 'safekeeping',
  'backup-verified': 'safekeeping',
  'backup-taken-off-site': 'safekeeping',
  restored: 'safekeeping',
  'keys-rotated': 'safekeeping',
  'recovery-kit-printed': 'safekeeping',
}

export const ACTION_GROUPS: readonly { group: ActionGroup; actions: readonly AuditAction[] }[] = (
  ['persons', 'operators', 'configuration', 'trail', 'safekeeping'] as const
).map((group) => ({ group, actions: AuditAction.options.filter((action) => GROUP_OF[action] === group) }))

/** How a line is marked in the table. */
export function groupOf(action: AuditAction): ActionGroup {
  return GROUP_OF[action]
}
