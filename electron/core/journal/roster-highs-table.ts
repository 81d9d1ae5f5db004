import type { IsoDate, IsoInstant } from '../../../shared/domain/dates.ts'
import { compareFeedVersions, FeedVersion } from '../../../shared/domain/feed.ts'
import type { RosterInstalled } from '../../../shared/domain/journal-entry.ts'
import type { Db } from '../db/open-database.ts'

export const ROSTER_HIGHS_SQL = {
  put: `INSERT INTO roster_highs (source, version, as_of, installed_at) VALUES (@source, @version, @asOf, @at)
        ON CONFLICT (source) DO UPDATE SET version = excluded.version, as_of = excluded.as_of, installed_at = excluded.installed_at`,
  get: 'SELECT version, as_of AS asOf, installed_at AS installedAt FROM roster_highs WHERE source = ?',
} as const

const BY_HAND = 'local'

/** The highest roster ever installed here from one source: a later one may not go below it unnoticed. */
export type RosterHigh = { version: string; asOf: IsoDate; installedAt: IsoInstant }

export type RosterHighsTable = ReturnType<typeof rosterHighsTable>

export function rosterHighsTable(db: Db) {
  const put = db.prepare(ROSTER_HIGHS_SQL.put)
  const get = db.prepare<[string], RosterHigh>(ROSTER_HIGHS_SQL.get)
  return {
    /** An older roster put in on purpose does not lower the mark. */
    raise(installed: Pick<RosterInstalled, 'version' | 'asOf' | 'feed'>, at: IsoInstant): void {
      const source = installed.feed ?? BY_HAND
      const before = get.get(source)
      if (before !== undefined && !isAbove(installed, before)) return
      put.run({ source, version: installed.version, asOf: installed.asOf, at })
    },
    /** `source`: a feed's name, or `local`. */
    get: (source: string): RosterHigh | null => get.get(source) ?? null,
  }
}

/** A feed's by how its issuer numbers them; those by hand by date, then by letters, as they have always been. */
function isAbove(now: Pick<RosterInstalled, 'version' | 'asOf' | 'feed'>, before: RosterHigh): boolean {
  if (now.feed === undefined) {
    return now.asOf === before.asOf ? now.version > before.version : now.asOf > before.asOf
  }
  const [a, b] = [FeedVersion.safeParse(now.version), FeedVersion.safeParse(before.version)]
  return a.success && (!b.success || compareFeedVersions(a.data, b.data) > 0)
}
