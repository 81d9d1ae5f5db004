import type { z } from 'zod'
import { Desk, Hospital } from '../../../shared/domain/hospital.ts'
import { DeviceEnrolled } from '../../../shared/domain/journal-entry.ts'
import type { Db } from '../db/open-database.ts'

export const SETTINGS_SQL = {
  set: 'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  get: 'SELECT value FROM settings WHERE name = ?',
} as const

export type SettingsTable = ReturnType<typeof settingsTable>

export function settingsTable(db: Db) {
  const set = db.prepare<[string, string]>(SETTINGS_SQL.set)
  const get = db.prepare<[string], { value: string }>(SETTINGS_SQL.get)
  const text = (name: string) => get.get(name)?.value
  // Asked at every check: parsed again only when the stored text changed (another process may have changed it).
  const device = remembered(DeviceEnrolled)
  const hospital = remembered(Hospital)
  const desk = remembered(Desk)
  return {
    set(name: 'device' | 'hospital' | 'desk', value: DeviceEnrolled | Hospital | Desk): void {
      set.run(name, JSON.stringify(value))
    },
    device: (): DeviceEnrolled | null => device(text('device')),
    hospital: (): Hospital | null => hospital(text('hospital')),
    desk: (): Desk | null => desk(text('desk')),
  }
}

type DeviceEnrolled = z.infer<typeof DeviceEnrolled>

function remembered<T>(schema: z.ZodType<T>): (text: string | undefined) => T | null {
  let last: { text: string; value: T } | null = null
  return (text) => {
    if (text === undefined) return null
    if (last?.text !== text) last = { text, value: schema.parse(JSON.parse(text)) }
    return last.value
  }
}
