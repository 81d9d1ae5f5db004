import { openDataFolder } from '../../electron/core/data-folder.ts'
import type { Clock } from '../../electron/core/clock.ts'
import type { Secrets } from '../../electron/core/keys/keystore.ts'
import { openRoster } from '../../electron/core/roster/open-roster.ts'
import type { Roster } from '../../electron/core/roster/roster.ts'
import type { IsoInstant } from '../../shared/domain/dates.ts'

export const WORKER_URL = new URL('../../electron/core/roster/snapshot-worker.ts', import.meta.url)

export const SECRETS: Secrets = {
  masterKey: Buffer.alloc(32, 7),
  lastingKey: Buffer.alloc(32, 7),
  backupKey: Buffer.alloc(32, 6),
  signingSeed: Buffer.alloc(32, 8),
  deviceId: '01939d3e-0000-7000-8000-000000000001',
}

export const NOON: Clock = { now: () => '2026-11-21T05:00:00.000Z' as IsoInstant }

/** The roster of a test's folder, opened by a process of its own. */
export function processRoster(root: string): Roster {
  return openRoster({ folder: openDataFolder(root), secrets: SECRETS, clock: NOON, workerUrl: WORKER_URL })
}
