import type { CodedRow } from '../../electron/roster-files/coded-row.ts'
import { packed } from '../../electron/core/roster/packed-number.ts'
import type { Db } from '../../electron/core/db/open-database.ts'
import { INSERT_ADDRESS, INSERT_CARD, INSERT_TERMS } from '../../electron/core/roster/snapshot-schema.ts'

/**
 * The tables of a roster file as they must be where rows are changed in place: a member names its household, and the pages of keys and
 * lists of birth days, which are made once and whole, are SQLite's indexes.
 */
export const IN_PLACE_TABLES = `
CREATE TABLE member (
  id INTEGER PRIMARY KEY, nik BLOB NOT NULL, name TEXT NOT NULL, sex INTEGER NOT NULL, birth_date INTEGER NOT NULL,
  terms_id INTEGER NOT NULL, status_since INTEGER, resident_since INTEGER, jkn_number INTEGER, household_id INTEGER NOT NULL
) STRICT;
CREATE TABLE household (
  id INTEGER PRIMARY KEY, kk BLOB NOT NULL, address_id INTEGER NOT NULL, card_id INTEGER NOT NULL, card_number TEXT, card_uid BLOB
) STRICT;
CREATE TABLE address (id INTEGER PRIMARY KEY, district_code INTEGER NOT NULL, village_code INTEGER, rw TEXT, rt TEXT) STRICT;
CREATE TABLE card (id INTEGER PRIMARY KEY, status INTEGER, submitted_on INTEGER, distributed_on INTEGER) STRICT;
CREATE TABLE terms (
  id INTEGER PRIMARY KEY, programme TEXT NOT NULL, category INTEGER NOT NULL, ward_class INTEGER NOT NULL, valid_from INTEGER NOT NULL,
  valid_until INTEGER, status INTEGER NOT NULL, jkn_status INTEGER NOT NULL, jkn_segment INTEGER
) STRICT;`

export const IN_PLACE_INDEXES = `
CREATE INDEX by_nik ON member (nik);
CREATE INDEX by_jkn ON member (jkn_number) WHERE jkn_number IS NOT NULL;
CREATE INDEX by_birth_date ON member (birth_date);
CREATE INDEX by_household ON member (household_id);
CREATE INDEX by_kk ON household (kk);
CREATE INDEX by_card_number ON household (card_number) WHERE card_number IS NOT NULL;
CREATE INDEX by_card_uid ON household (card_uid) WHERE card_uid IS NOT NULL;`

export const IN_PLACE_ROWS_BY_NIK = `
SELECT * FROM member m
CROSS JOIN household h ON h.id = m.household_id
CROSS JOIN address a ON a.id = h.address_id
CROSS JOIN card c ON c.id = h.card_id
CROSS JOIN terms t ON t.id = m.terms_id
WHERE m.nik = ?`

export const INSERT_IN_PLACE = `
INSERT INTO member (id, nik, name, sex, birth_date, terms_id, status_since, resident_since, jkn_number, household_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const INSERT_HOUSEHOLD = `
INSERT INTO household (id, kk, address_id, card_id, card_number, card_uid) VALUES (?, ?, ?, ?, ?, ?)`
const SAME_HOUSEHOLD = `
SELECT id FROM household WHERE kk = ? AND address_id = ? AND card_id = ? AND card_number IS ? AND card_uid IS ?`

/** Puts a delta into the tables, inside of a transaction of the caller's. By NIK: the pages of that index are met in order. */
export function applyInPlace(db: Db, rows: readonly CodedRow[], gone: readonly string[]): void {
  const remove = db.prepare('DELETE FROM member WHERE nik = ?')
  const insert = db.prepare(INSERT_IN_PLACE)
  const household = db.prepare<unknown[], number>(SAME_HOUSEHOLD).pluck()
  const insertHousehold = db.prepare(INSERT_HOUSEHOLD)
  const address = sharedIds(db, 'address', INSERT_ADDRESS)
  const card = sharedIds(db, 'card', INSERT_CARD)
  const terms = sharedIds(db, 'terms', INSERT_TERMS)
  const householdOf = (row: CodedRow): number | bigint => {
    const uid = row.cardUid === null ? null : Buffer.from(row.cardUid, 'hex')
    const content = [
      packed(row.kkNumber),
      address([row.districtCode, row.villageCode, row.rw, row.rt]),
      card([row.cardStatus, row.cardSubmittedOn, row.cardDistributedOn]),
      row.cardNumber,
      uid,
    ]
    return household.get(...content) ?? insertHousehold.run(null, ...content).lastInsertRowid
  }
  const ordered = rows.toSorted((a, b) => (a.nik < b.nik ? -1 : a.nik > b.nik ? 1 : 0))
  for (const nik of [...new Set(ordered.map((row) => row.nik)), ...gone].toSorted()) remove.run(packed(nik))
  for (const row of ordered) {
    const { programme, category, wardClass, validFrom, validUntil, status, jknStatus, jknSegment } = row
    const termsId = terms([programme, category, wardClass, validFrom, validUntil, status, jknStatus, jknSegment])
    const { name, sex, birthDate, statusSince, residentSince, jknNumber } = row
    const own = [packed(row.nik), name, sex, birthDate, termsId, statusSince, residentSince, jknNumber]
    insert.run(null, ...own, householdOf(row))
  }
}

/** What many rows share: the number of a content, made when it is new. */
function sharedIds(db: Db, table: string, insert: string): (content: unknown[]) => number | bigint {
  const known = new Map<string, number | bigint>()
  for (const [id, ...content] of db.prepare(`SELECT * FROM ${table}`).raw().all() as [number, ...unknown[]][])
    known.set(JSON.stringify(content), id)
  const add = db.prepare(insert)
  return (content) => {
    const key = JSON.stringify(content)
    const id = known.get(key) ?? add.run(null, ...content).lastInsertRowid
    known.set(key, id)
    return id
  }
}
