import type { SetupState } from '../../../shared/contract/setup.ts'
import type { Core } from '../open-core.ts'

/** What this desk still lacks. A demo lacks nothing: the program fills it in. */
export function setupStage({ journal, accounts }: Pick<Core, 'journal' | 'accounts'>): SetupState['stage'] {
  if (journal.demo) return 'ready'
  if (journal.hospital() === null) return 'hospital'
  return hasAdministrator(accounts) ? 'ready' : 'administrator'
}

/** Somebody who can sign in and change everything. */
export function hasAdministrator(accounts: Pick<Core['accounts'], 'all'>): boolean {
  return accounts.all().some(({ role, active, method }) => role === 'administrator' && active && method !== null)
}
