import type { HealthTopic } from './health.ts'

/** All that can be found, by topic. `not-known`: it could not be looked at, because something else has to be put right first. */
export const HEALTH_CODES = {
  'data-folder': ['private', 'not-checked', 'not-private', 'not-owned', 'not-writable', 'missing'],
  'disk-space': ['enough', 'low', 'nearly-full', 'not-known'],
  keys: [
    'private',
    'sealed',
    'missing',
    'readable-by-others',
    'damaged',
    'unsealing-failed',
    'cannot-be-read',
    'rotation-unfinished',
    'sealed-elsewhere',
    'not-known',
  ],
  journal: [
    'sound',
    'verified',
    'no-desk',
    'missing',
    'damaged',
    'shorter-than-head',
    'other-desk',
    'newer-than-program',
    'not-readable-with-keys',
    'plain-file',
    'cannot-be-opened',
    'not-known',
  ],
  audit: ['sealed', 'empty', 'never-sealed', 'seal-old', 'rows-waiting', 'damaged', 'not-known'],
  clock: ['right', 'behind', 'far-ahead', 'before-program', 'not-known'],
  hospital: ['set', 'missing', 'no-contract', 'contract-ending', 'contract-ended', 'not-known'],
  operators: ['ready', 'none', 'no-administrator', 'nobody-approves', 'locked-out', 'without-secret', 'not-known'],
  roster: ['current', 'ageing', 'stale', 'fell-back', 'damaged', 'none', 'not-known'],
  backup: ['good', 'running', 'never', 'due', 'folder-missing', 'failed', 'unset', 'not-known'],
  'off-site': ['taken', 'due', 'never', 'no-backup', 'not-known'],
  'recovery-kit': ['printed', 'outdated', 'never', 'not-known'],
  retention: ['kept', 'rosters-due', 'short-of-space', 'not-known'],
  logs: ['written', 'not-writable', 'large', 'not-known'],
} as const satisfies Record<HealthTopic, readonly string[]>

export type HealthCode<T extends HealthTopic> = (typeof HEALTH_CODES)[T][number]
