import type { FeedName } from '../../../shared/domain/feed.ts'
import type { Db } from '../db/open-database.ts'

export const FEED_IDENTITIES_SQL = {
  put: `INSERT INTO feed_identities (feed, identity) VALUES (@feed, @identity)
        ON CONFLICT (feed) DO UPDATE SET identity = excluded.identity`,
  remove: 'DELETE FROM feed_identities WHERE feed = ?',
  get: 'SELECT identity FROM feed_identities WHERE feed = ?',
} as const

export type FeedIdentitiesTable = ReturnType<typeof feedIdentitiesTable>

/** The age identity that opens a feed's packs, where they are encrypted. Beside the entries: a secret leaves no trace when its feed is removed. */
export function feedIdentitiesTable(db: Db) {
  const put = db.prepare(FEED_IDENTITIES_SQL.put)
  const remove = db.prepare<[string]>(FEED_IDENTITIES_SQL.remove)
  const get = db.prepare<[string], { identity: string }>(FEED_IDENTITIES_SQL.get)
  return {
    put: (feed: FeedName, identity: string): void => void put.run({ feed, identity }),
    remove: (feed: FeedName): void => void remove.run(feed),
    get: (feed: FeedName): string | null => get.get(feed)?.identity ?? null,
  }
}
