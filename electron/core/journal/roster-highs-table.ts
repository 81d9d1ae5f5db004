import type { IsoDate, IsoInstant } from '../../../shared/domain/dates.ts'
import type { Db } from '../db/open-database.ts'

export const ROSTER_HIGHS_SQL = {
  // The highest by date, then by version; an older roster put in on purpose does not lower the mark.
  raise: `INSERT INTO roster_highs (only, version, as_of, installed_at) VALUES (1, @version, @asOf, @at)
          ON CONFLICT (only) DO UPDATE SET version = excluded.version, as_of = excluded.as_of, installed_at = excluded.installed_at
          WHERE (excluded.as_of, excluded.version) > (as_of, version)`,
  get: 'SELECT version, as_of AS asOf, installed_at AS installedAt FROM roster_highs WHERE only = 1',
} as const

/** The highest roster ever installed here: a later one may not go below it unnoticed. */
export type RosterHigh = { version: string; asOf: IsoDate; installedAt: IsoInstant }

export type RosterHighsTable = ReturnType<typeof rosterHighsTable>

export function rosterHighsTable(db: Db) {
  const raise = db.prepare(ROSTER_HIGHS_SQL.raise)
  const get = db.prepare<[], RosterHigh>(ROSTER_HIGHS_SQL.get)
  return {
    raise(installed: { version: string; asOf: IsoDate }, at: IsoInstant): void {
      raise.run({ version: installed.version, asOf: installed.asOf, at })
    },
    get: (): RosterHigh | null => get.get() ?? null,
  }
}
