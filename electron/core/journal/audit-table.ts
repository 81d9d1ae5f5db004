import type { IsoInstant } from '../../../shared/domain/dates.ts'
import type { AuditAction } from '../../../shared/domain/audit-action.ts'
import type { Db } from '../db/open-database.ts'
import { canonicalJson, sha256Hex } from './entry-hash.ts'
import { FIRST_PREV_HASH } from '../../../shared/domain/journal-entry.ts'

// The trail's times never go back, so a period is a range of `seq`, and each filter walks one index in the order it is shown in.
const CHOSEN = {
  all: 'audit WHERE seq BETWEEN @first AND @last',
  action: 'audit INDEXED BY audit_by_action WHERE action = @action AND seq BETWEEN @first AND @last',
  actor: 'audit INDEXED BY audit_by_actor WHERE actor = @actor AND seq BETWEEN @first AND @last',
  actorAndAction: `audit INDEXED BY audit_by_actor_and_action
    WHERE actor = @actor AND action = @action AND seq BETWEEN @first AND @last`,
  subject: `audit INDEXED BY audit_by_subject WHERE subject = @subject AND seq BETWEEN @first AND @last
    AND (@actor IS NULL OR actor = @actor) AND (@action IS NULL OR action = @action)`,
} as const
type Choice = keyof typeof CHOSEN

const COUNTS_KEPT = 100

const ROW = 'SELECT seq, at, actor, action, subject, facts, prev_hash AS prevHash, hash FROM'

export const AUDIT_SQL = {
  insert: `INSERT INTO audit (seq, at, actor, action, subject, facts, prev_hash, hash)
           VALUES (@seq, @at, @actor, @action, @subject, @facts, @prevHash, @hash)`,
  last: 'SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1',
  from: `${ROW} audit WHERE seq >= ? ORDER BY seq`,
  hashAt: 'SELECT hash FROM audit WHERE seq = ?',
  firstSince: 'SELECT seq FROM audit WHERE at >= ? ORDER BY at, seq LIMIT 1',
  lastBefore: 'SELECT seq FROM audit WHERE at < ? ORDER BY at DESC, seq DESC LIMIT 1',
  /** One step through the index for each actor, however many rows they have. */
  actors: `WITH RECURSIVE each (actor) AS (
             SELECT min(actor) FROM audit
             UNION ALL
             SELECT (SELECT min(actor) FROM audit WHERE actor > each.actor) FROM each WHERE each.actor IS NOT NULL)
           SELECT actor FROM each WHERE actor IS NOT NULL`,
  newest: forEachChoice((chosen) => `${ROW} ${chosen} ORDER BY seq DESC LIMIT @limit`),
  oldest: forEachChoice((chosen) => `${ROW} ${chosen} ORDER BY seq`),
  count: forEachChoice((chosen) => `SELECT count(*) AS total FROM ${chosen}`),
} as const

/** Codes, counts and versions, and the reason of a question about a person. Never a number, a name or a date of a person. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One line of the audit trail. `subject`: the keyed hash of the NIK or KK it is about. */
export type AuditRow = {
  seq: number
  at: IsoInstant
  actor: string
  action: AuditAction
  subject: string | null
  facts: AuditFacts
  prevHash: string
  hash: string
}

/** A row as it lies in the file: not yet judged. */
export type StoredAuditRow = Omit<AuditRow, 'facts'> & { facts: string }

export type AuditTail = { seq: number; hash: string; at: string }

/** Which rows. `until` is the first instant that is not meant any more. A null does not narrow. */
export type AuditQuery = {
  from: IsoInstant | null
  until: IsoInstant | null
  actor: string | null
  action: AuditAction | null
  subject: string | null
}

export type AuditTable = ReturnType<typeof auditTable>

export function auditTable(db: Db) {
  const insert = db.prepare(AUDIT_SQL.insert)
  const last = db.prepare<[], AuditTail>(AUDIT_SQL.last)
  const from = db.prepare<[number], StoredAuditRow>(AUDIT_SQL.from)
  const hashAt = db.prepare<[number], { hash: string }>(AUDIT_SQL.hashAt)
  const firstSince = db.prepare<[string], { seq: number }>(AUDIT_SQL.firstSince)
  const lastBefore = db.prepare<[string], { seq: number }>(AUDIT_SQL.lastBefore)
  const actors = db.prepare<[], { actor: string }>(AUDIT_SQL.actors)
  const newest = onFirstUse((choice) => db.prepare<[object], StoredAuditRow>(AUDIT_SQL.newest[choice]))
  const oldest = onFirstUse((choice) => db.prepare<[object], StoredAuditRow>(AUDIT_SQL.oldest[choice]))
  const counts = onFirstUse((choice) => db.prepare<[object], { total: number }>(AUDIT_SQL.count[choice]))

  const remembered = rememberedCounts()

  const tail = (): AuditTail => last.get() ?? { seq: 0, hash: FIRST_PREV_HASH, at: '' }
  const rangeOf = ({ from: since, until }: AuditQuery) => ({
    first: since === null ? 1 : (firstSince.get(since)?.seq ?? tail().seq + 1),
    last: until === null ? tail().seq : (lastBefore.get(until)?.seq ?? 0),
  })

  return {
    insert(row: AuditRow): void {
      insert.run({ ...row, facts: canonicalJson(row.facts) })
    },
    last: tail,
    from: (seq: number) => from.iterate(seq),
    hashAt: (seq: number): string | undefined => hashAt.get(seq)?.hash,
    /** Newest first, from the row before `before` on. */
    page(query: AuditQuery, before: number | null, limit: number): AuditRow[] {
      const { first, last: end } = rangeOf(query)
      const range = { first, last: Math.min(end, (before ?? Infinity) - 1) }
      return newest(choiceFor(query))
        .all({ ...query, ...range, limit })
        .map(parse)
    },
    count(query: AuditQuery): number {
      const range = rangeOf(query)
      const choice = choiceFor(query)
      // Every row has the number after that of the row before: a period is counted by its ends.
      if (choice === 'all') return Math.max(0, range.last - range.first + 1)
      return remembered(
        JSON.stringify([query, range.first]),
        range,
        (rest) => counts(choice).get({ ...query, ...rest })?.total ?? 0,
      )
    },
    /** Oldest first. */
    *rows(query: AuditQuery): Generator<AuditRow, void, void> {
      for (const row of oldest(choiceFor(query)).iterate({ ...query, ...rangeOf(query) })) yield parse(row)
    },
    actors: (): string[] => actors.all().map(({ actor }) => actor),
  }
}

/** SHA-256 of the row's canonical JSON without `hash`. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  return sha256Hex(canonicalJson(row))
}

function choiceFor({ actor, action, subject }: AuditQuery): Choice {
  if (subject !== null) return 'subject'
  if (actor !== null) return action === null ? 'actor' : 'actorAndAction'
  return action === null ? 'all' : 'action'
}

function parse(row: StoredAuditRow): AuditRow {
  return { ...row, facts: JSON.parse(row.facts) as AuditFacts }
}

function forEachChoice(write: (chosen: string) => string): Record<Choice, string> {
  const { all, action, actor, actorAndAction, subject } = CHOSEN
  return {
    all: write(all),
    action: write(action),
    actor: write(actor),
    actorAndAction: write(actorAndAction),
    subject: write(subject),
  }
}

type Range = { first: number; last: number }

/** Rows only come to the end: what was counted once is not counted again at every page of a list. */
function rememberedCounts() {
  const known = new Map<string, { last: number; total: number }>()
  return (key: string, { first, last }: Range, count: (rest: Range) => number): number => {
    const before = known.get(key)
    const isBefore = before !== undefined && before.last <= last
    const total = isBefore ? before.total + count({ first: before.last + 1, last }) : count({ first, last })
    if (known.size >= COUNTS_KEPT) known.clear()
    known.set(key, { last, total })
    return total
  }
}

/** Few programs read the trail: its statements are prepared when somebody does. */
function onFirstUse<T>(prepare: (choice: Choice) => T): (choice: Choice) => T {
  const prepared = new Map<Choice, T>()
  return (choice) => {
    const known = prepared.get(choice) ?? prepare(choice)
    prepared.set(choice, known)
    return known
  }
}
