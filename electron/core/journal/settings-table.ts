import { z } from 'zod'
import { IsoInstant } from '../../../shared/domain/dates.ts'
import { FeedsPolicy } from '../../../shared/domain/feed.ts'
import { Desk, Hospital } from '../../../shared/domain/hospital.ts'
import {
  BackupMade,
  ChainEnd,
  DeviceEnrolled,
  JournalRestored,
  ShiftHandedOver,
} from '../../../shared/domain/journal-entry.ts'
import { GrantedRight, Role } from '../../../shared/domain/operator.ts'
import { BackupPolicy, RetentionPolicy, SessionPolicy } from '../../../shared/domain/policy.ts'
import { ReadersPolicy } from '../../../shared/domain/reader.ts'
import type { Db } from '../db/open-database.ts'

export const SETTINGS_SQL = {
  set: 'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  get: 'SELECT value FROM settings WHERE name = ?',
} as const

/** Each the latest of its kind, as the entries say it. */
const SETTINGS = {
  device: DeviceEnrolled,
  hospital: Hospital,
  desk: Desk,
  /** Only the roles that were changed. */
  rights: z.partialRecord(Role, z.array(GrantedRight)),
  'backup-policy': BackupPolicy,
  'session-policy': SessionPolicy,
  'retention-policy': RetentionPolicy,
  readers: ReadersPolicy,
  feeds: FeedsPolicy,
  'hand-over': ShiftHandedOver.extend({ seq: z.int(), at: IsoInstant, by: z.string() }),
  'backup-made': BackupMade.extend({ at: IsoInstant }),
  'audit-sealed': z.strictObject({ audit: ChainEnd, at: IsoInstant }),
  'off-site': z.strictObject({ at: IsoInstant }),
  restored: JournalRestored.extend({ at: IsoInstant }),
  'keys-rotated': z.strictObject({ at: IsoInstant }),
  'kit-printed': z.strictObject({ at: IsoInstant }),
} as const

type SettingName = keyof typeof SETTINGS
export type Setting<N extends SettingName> = z.infer<(typeof SETTINGS)[N]>

export type SettingsTable = ReturnType<typeof settingsTable>

export function settingsTable(db: Db) {
  const set = db.prepare<[string, string]>(SETTINGS_SQL.set)
  const get = db.prepare<[string], { value: string }>(SETTINGS_SQL.get)
  // Asked at every check: parsed again only when the stored text changed (another process may have changed it).
  const remembered = new Map<SettingName, { text: string; value: unknown }>()
  return {
    set<N extends SettingName>(name: N, value: Setting<N>): void {
      set.run(name, JSON.stringify(value))
    },
    get<N extends SettingName>(name: N): Setting<N> | null {
      const text = get.get(name)?.value
      if (text === undefined) return null
      const known = remembered.get(name)
      if (known?.text === text) return known.value as Setting<N>
      const value = SETTINGS[name].parse(JSON.parse(text))
      remembered.set(name, { text, value })
      return value as Setting<N>
    },
  }
}
