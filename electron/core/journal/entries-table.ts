import type { JournalEntry } from '../../../shared/domain/journal-entry.ts'
import type { Db } from '../db/open-database.ts'
import { canonicalJson } from './entry-hash.ts'

export const ENTRIES_SQL = {
  insert: `INSERT INTO entries (seq, device, id, type, at, actor, body, prev_hash, hash, signature)
           VALUES (@seq, @device, @id, @type, @at, @actor, @body, @prevHash, @hash, @signature)`,
  last: 'SELECT seq, hash, at FROM entries ORDER BY seq DESC LIMIT 1',
  from: `SELECT seq, device, id, type, at, actor, body, prev_hash AS prevHash, hash, signature
         FROM entries WHERE seq >= ? ORDER BY seq`,
  page: `SELECT seq, device, id, type, at, actor, body, prev_hash AS prevHash, hash, signature
         FROM entries WHERE seq >= ? ORDER BY seq LIMIT 500`,
  hashAt: 'SELECT hash FROM entries WHERE seq = ?',
  sealing: `SELECT seq, device, id, type, at, actor, body, prev_hash AS prevHash, hash, signature
            FROM entries WHERE type IN ('audit-sealed', 'backup-made', 'journal-restored') ORDER BY seq`,
} as const

/** The end of the chain. */
export type Tail = { seq: number; hash: string; at: string }

/** A stored entry as it lies in the file: not yet judged. */
export type StoredEntry = Omit<JournalEntry, 'body' | 'type'> & { type: string; body: string }

export type EntriesTable = ReturnType<typeof entriesTable>

export function entriesTable(db: Db) {
  const insert = db.prepare(ENTRIES_SQL.insert)
  const last = db.prepare<[], Tail>(ENTRIES_SQL.last)
  const from = db.prepare<[number], StoredEntry>(ENTRIES_SQL.from)
  const hashAt = db.prepare<[number], { hash: string }>(ENTRIES_SQL.hashAt)
  const sealing = db.prepare<[], StoredEntry>(ENTRIES_SQL.sealing)
  const page = db.prepare<[number], StoredEntry>(ENTRIES_SQL.page)
  return {
    insert(entry: JournalEntry): void {
      insert.run({ ...entry, body: canonicalJson(entry.body) })
    },
    last: (): Tail | undefined => last.get(),
    /** Up to 500 entries. */
    page: (seq: number): StoredEntry[] => page.all(seq),
    from: (seq: number): IterableIterator<StoredEntry> => from.iterate(seq),
    /** Entries that say where the audit trail ended. Reads them all: not for a desk at work. */
    sealing: () => sealing.iterate(),
    hashAt: (seq: number): string | undefined => hashAt.get(seq)?.hash,
  }
}
