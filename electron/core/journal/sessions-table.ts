import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { foldOperatorName } from '../../../shared/domain/operator.ts'
import type { Db } from '../db/open-database.ts'

export const SESSIONS_SQL = {
  open: `INSERT INTO sessions (token_hash, folded_name, opened_at, seen_at)
         VALUES (@tokenHash, @foldedName, @at, @at)`,
  seen: 'UPDATE sessions SET seen_at = @at WHERE token_hash = @tokenHash',
  get: 'SELECT folded_name AS foldedName, opened_at AS openedAt, seen_at AS seenAt FROM sessions WHERE token_hash = ?',
  end: 'UPDATE sessions SET token_hash = @nobodys WHERE token_hash = @tokenHash',
  ofOperator: 'SELECT token_hash AS tokenHash FROM sessions WHERE folded_name = ?',
  removeOld: `DELETE FROM sessions WHERE seen_at < @before AND EXISTS (
                SELECT 1 FROM sessions AS later
                WHERE later.folded_name = sessions.folded_name
                  AND (later.opened_at, later.token_hash) > (sessions.opened_at, sessions.token_hash))`,
  lastOpened: 'SELECT folded_name AS foldedName, max(opened_at) AS openedAt FROM sessions GROUP BY folded_name',
} as const

/** `foldedName`: the operator's, as `foldOperatorName` gives it. */
export type StoredSession = { foldedName: string; openedAt: IsoInstant; seenAt: IsoInstant }

export type SessionsTable = ReturnType<typeof sessionsTable>

/** Sessions that a page may go on with after its connection or the core broke off, under the SHA-256 of their token. */
export function sessionsTable(db: Db) {
  const open = db.prepare(SESSIONS_SQL.open)
  const seen = db.prepare(SESSIONS_SQL.seen)
  const get = db.prepare<[string], StoredSession>(SESSIONS_SQL.get)
  const end = db.prepare(SESSIONS_SQL.end)
  const ofOperator = db.prepare<[string], { tokenHash: string }>(SESSIONS_SQL.ofOperator)
  const removeOld = db.prepare(SESSIONS_SQL.removeOld)
  const lastOpened = db.prepare<[], { foldedName: string; openedAt: IsoInstant }>(SESSIONS_SQL.lastOpened)
  return {
    open(tokenHash: string, name: string, at: IsoInstant): void {
      open.run({ tokenHash, foldedName: foldOperatorName(name), at })
    },
    seen(tokenHash: string, at: IsoInstant): void {
      seen.run({ tokenHash, at })
    },
    get: (tokenHash: string): StoredSession | null => get.get(tokenHash) ?? null,
    /** The row goes on saying who was here last, under the hash of a token that nobody has. */
    end(tokenHash: string, nobodys: string): void {
      end.run({ tokenHash, nobodys })
    },
    ofOperator: (name: string): string[] => ofOperator.all(foldOperatorName(name)).map(({ tokenHash }) => tokenHash),
    /** All that nobody used since, but for each operator's last. */
    removeOld(before: IsoInstant): void {
      removeOld.run({ before })
    },
    /** By folded name. */
    lastOpened: (): Map<string, IsoInstant> =>
      new Map(lastOpened.all().map(({ foldedName, openedAt }) => [foldedName, openedAt])),
  }
}
