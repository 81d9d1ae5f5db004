/** Written into the file and compared at open: a file of another layout is not read. Raise it with every change below or in `coded-row.ts`. */
export const SCHEMA_VERSION = 3

/**
 * A roster file: the base of a version, or a layer over it. Rows lie in the order of `compareRows`; `member.id` counts them from 1.
 * What the members of a family share stands once: a member's household is the one with the greatest id that is not above the member's own.
 * What thousands share (address, terms of membership, state of a card) has tables of its own. None of these is a promise of uniqueness:
 * equal rows in them are allowed, so that the builder's memory stays bounded. Dates are days since 1970-01-01, codes those of
 * `coded-row.ts`, NIK and KK are packed (`packed-number.ts`), a chip's UID is its bytes.
 */
export const CREATE_TABLES = `
-- people, rows, conflicts: of the whole version that ends with this file; overridden: how many NIKs stand in the table of that name;
-- programmes: of the rows in this file, a space between them.
CREATE TABLE snapshot (
  version TEXT NOT NULL,
  as_of TEXT NOT NULL,
  people INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  overridden INTEGER NOT NULL,
  programmes TEXT NOT NULL
) STRICT;

CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  nik BLOB NOT NULL,
  name TEXT NOT NULL,
  sex INTEGER NOT NULL,
  birth_date INTEGER NOT NULL,
  terms_id INTEGER NOT NULL,
  status_since INTEGER,
  resident_since INTEGER,
  jkn_number INTEGER
) STRICT;

-- id: that of its first member.
CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  kk BLOB NOT NULL,
  address_id INTEGER NOT NULL,
  card_id INTEGER NOT NULL,
  card_number TEXT,
  card_uid BLOB
) STRICT;

CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  district_code INTEGER NOT NULL,
  village_code INTEGER,
  rw TEXT,
  rt TEXT
) STRICT;

CREATE TABLE card (
  id INTEGER PRIMARY KEY,
  status INTEGER,
  submitted_on INTEGER,
  distributed_on INTEGER
) STRICT;

CREATE TABLE terms (
  id INTEGER PRIMARY KEY,
  programme TEXT NOT NULL,
  category INTEGER NOT NULL,
  ward_class INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_until INTEGER,
  status INTEGER NOT NULL,
  jkn_status INTEGER NOT NULL,
  jkn_segment INTEGER
) STRICT;

-- Where a NIK (kind 1), a KK (2) or a JKN number (3) stands: see key-pages.ts. Half the size of an index, and filled in order.
CREATE TABLE key_page (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  first BLOB NOT NULL,
  entries BLOB NOT NULL
) STRICT;
CREATE INDEX key_page_by_first ON key_page (kind, first);

-- Who was born on a day: ids, ascending, as differences (see varints.ts).
CREATE TABLE birth_day (
  day INTEGER PRIMARY KEY,
  members BLOB NOT NULL
) STRICT;

-- A layer: everybody for whom it speaks instead of the files below; who has no row here is gone. Many NIKs in a row, ascending over all.
CREATE TABLE overridden (
  id INTEGER PRIMARY KEY,
  niks BLOB NOT NULL
) STRICT;
`

/** Made after the rows are in: several times faster than keeping them up to date. One statement each, for progress. */
export const CREATE_INDEXES = [
  'CREATE INDEX household_by_card_number ON household (card_number) WHERE card_number IS NOT NULL',
  'CREATE INDEX household_by_card_uid ON household (card_uid) WHERE card_uid IS NOT NULL',
] as const

export const INSERT_SNAPSHOT = `
INSERT INTO snapshot (version, as_of, people, rows, conflicts, overridden, programmes) VALUES (?, ?, ?, ?, ?, ?, ?)`

export const INSERT_MEMBER = `
INSERT INTO member (id, nik, name, sex, birth_date, terms_id, status_since, resident_since, jkn_number)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Rows of one of the statements that insert many at once: half the time of one by one. */
export const MEMBER_BATCH = 20
export const INSERT_MEMBERS = INSERT_MEMBER + ', (?, ?, ?, ?, ?, ?, ?, ?, ?)'.repeat(MEMBER_BATCH - 1)

export const INSERT_HOUSEHOLD =
  'INSERT INTO household (id, kk, address_id, card_id, card_number, card_uid) VALUES (?, ?, ?, ?, ?, ?)'
export const INSERT_HOUSEHOLDS = INSERT_HOUSEHOLD + ', (?, ?, ?, ?, ?, ?)'.repeat(MEMBER_BATCH - 1)

export const INSERT_ADDRESS = 'INSERT INTO address (id, district_code, village_code, rw, rt) VALUES (?, ?, ?, ?, ?)'
export const INSERT_ADDRESSES = INSERT_ADDRESS + ', (?, ?, ?, ?, ?)'.repeat(MEMBER_BATCH - 1)

export const INSERT_CARD = 'INSERT INTO card (id, status, submitted_on, distributed_on) VALUES (?, ?, ?, ?)'
export const INSERT_TERMS = `
INSERT INTO terms (id, programme, category, ward_class, valid_from, valid_until, status, jkn_status, jkn_segment)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
export const INSERT_KEY_PAGE = 'INSERT INTO key_page (kind, first, entries) VALUES (?, ?, ?)'
export const INSERT_BIRTH_DAY = 'INSERT INTO birth_day (day, members) VALUES (?, ?)'
export const INSERT_OVERRIDDEN = 'INSERT INTO overridden (niks) VALUES (?)'

export const SELECT_SNAPSHOT =
  'SELECT version, as_of AS asOf, people, rows, conflicts, overridden, programmes FROM snapshot'
/** Ids count from 1 without a gap. */
export const COUNT_MEMBERS = 'SELECT coalesce(max(id), 0) FROM member'
export const COUNT_HOUSEHOLDS = 'SELECT count(*) FROM household'

// CROSS JOIN fixes the order of the loops: the file carries no statistics that the planner could choose by.
const ROW_COLUMNS = `
  m.id, m.nik, m.name, m.sex, m.birth_date AS birthDate, m.status_since AS statusSince, m.resident_since AS residentSince,
  m.jkn_number AS jknNumber, h.kk, h.card_number AS cardNumber, h.card_uid AS cardUid,
  a.district_code AS districtCode, a.village_code AS villageCode, a.rw, a.rt,
  c.status AS cardStatus, c.submitted_on AS cardSubmittedOn, c.distributed_on AS cardDistributedOn,
  t.programme, t.category, t.ward_class AS wardClass, t.valid_from AS validFrom, t.valid_until AS validUntil, t.status,
  t.jkn_status AS jknStatus, t.jkn_segment AS jknSegment`

const ROW_TABLES = `
FROM member m
CROSS JOIN household h ON h.id = (SELECT max(below.id) FROM household below WHERE below.id <= m.id)
CROSS JOIN address a ON a.id = h.address_id
CROSS JOIN card c ON c.id = h.card_id
CROSS JOIN terms t ON t.id = m.terms_id`

export const ROW_BY_ID = `SELECT ${ROW_COLUMNS} ${ROW_TABLES} WHERE m.id = ?`
export const ROWS_FROM_ID = `SELECT ${ROW_COLUMNS} ${ROW_TABLES} WHERE m.id >= ? ORDER BY m.id LIMIT ?`

export const NIK_BY_ID = 'SELECT nik FROM member WHERE id = ?'
export const NAME_BY_ID = 'SELECT nik, name FROM member WHERE id = ?'
export const PROGRAMME_BY_ID = `
SELECT t.programme FROM member m CROSS JOIN terms t ON t.id = m.terms_id WHERE m.id = ?`

export const HOUSEHOLDS_BY_CARD_NUMBER = 'SELECT id FROM household WHERE card_number = ? ORDER BY id'
export const HOUSEHOLDS_BY_CARD_UID = 'SELECT id FROM household WHERE card_uid = ? ORDER BY id'
export const NEXT_HOUSEHOLD = 'SELECT min(id) FROM household WHERE id > ?'
export const MEMBERS_FROM = 'SELECT id, nik FROM member WHERE id >= ? AND id < ? ORDER BY id'
export const MEMBERS_BY_BIRTH_DAY = 'SELECT members FROM birth_day WHERE day = ?'

export const KEY_PAGE_AT_OR_BELOW = `
SELECT id, first, entries FROM key_page WHERE kind = ? AND first <= ? ORDER BY first DESC, id DESC LIMIT 1`
export const KEY_PAGE_BELOW = `
SELECT id, first, entries FROM key_page WHERE kind = ? AND first < ? ORDER BY first DESC, id DESC LIMIT 1`
export const KEY_PAGE_FROM = `
SELECT id, first, entries FROM key_page WHERE kind = ? AND first >= ? ORDER BY first, id LIMIT 1`
export const KEY_PAGE_BY_ID = 'SELECT id, first, entries FROM key_page WHERE id = ? AND kind = ?'

export const EVERY_KEY_PAGE = 'SELECT kind, first, entries FROM key_page ORDER BY id'
export const EVERY_MEMBER = 'SELECT nik, name FROM member'
export const EVERY_KK = 'SELECT kk FROM household'
export const EVERY_OVERRIDDEN = 'SELECT niks FROM overridden ORDER BY id'
