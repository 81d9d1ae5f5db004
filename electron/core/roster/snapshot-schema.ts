/** Written into the file and compared at open: a file of another layout is not read. Raise it with every change below or in `row-codes.ts`. */
export const SCHEMA_VERSION = 1

/**
 * One roster version. What the members of a family share (address, card) stands once in `household`, what thousands share (terms of
 * membership) once in `terms`: that halves the file. Neither is a promise of uniqueness: two rows of equal content are allowed, so that
 * the importer's memory stays bounded whatever the order of its input. Dates are days since 1970-01-01, codes are those of `row-codes.ts`.
 */
export const CREATE_TABLES = `
CREATE TABLE snapshot (
  version TEXT NOT NULL,
  as_of TEXT NOT NULL,
  people INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT;

CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  kk_number TEXT NOT NULL,
  district_code INTEGER NOT NULL,
  village_code INTEGER,
  rw TEXT,
  rt TEXT,
  card_number TEXT,
  card_uid TEXT,
  card_status INTEGER,
  card_submitted_on INTEGER,
  card_distributed_on INTEGER
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

-- id: the line of the CSV where the row begins. The same NIK may stand more than once: in several programmes, or as a conflict in one.
CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  nik TEXT NOT NULL CHECK (length(nik) = 16),
  name TEXT NOT NULL,
  sex INTEGER NOT NULL,
  birth_date INTEGER NOT NULL,
  household_id INTEGER NOT NULL,
  terms_id INTEGER NOT NULL,
  status_since INTEGER,
  resident_since INTEGER,
  jkn_number INTEGER
) STRICT;

-- People who stand twice in one programme with different content: a person must decide.
CREATE TABLE conflict (
  nik TEXT NOT NULL,
  programme TEXT NOT NULL,
  PRIMARY KEY (nik, programme)
) STRICT, WITHOUT ROWID;
`

/** Made after the rows are in: several times faster than keeping them up to date. One statement each, for progress. */
export const CREATE_INDEXES = [
  'CREATE INDEX member_by_nik ON member (nik)',
  'CREATE INDEX member_by_household ON member (household_id)',
  'CREATE INDEX member_by_birth_date ON member (birth_date)',
  'CREATE INDEX member_by_jkn_number ON member (jkn_number) WHERE jkn_number IS NOT NULL',
  'CREATE INDEX household_by_kk_number ON household (kk_number)',
  'CREATE INDEX household_by_card_number ON household (card_number) WHERE card_number IS NOT NULL',
  'CREATE INDEX household_by_card_uid ON household (card_uid) WHERE card_uid IS NOT NULL',
] as const

export const INSERT_HOUSEHOLD = `
INSERT INTO household (id, kk_number, district_code, village_code, rw, rt,
  card_number, card_uid, card_status, card_submitted_on, card_distributed_on)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

export const INSERT_TERMS = `
INSERT INTO terms (id, programme, category, ward_class, valid_from, valid_until, status, jkn_status, jkn_segment)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

export const INSERT_MEMBER = `
INSERT INTO member (id, nik, name, sex, birth_date, household_id, terms_id, status_since, resident_since, jkn_number)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

export const MEMBER_BATCH = 20
/** `INSERT_MEMBER` for `MEMBER_BATCH` rows at once. */
export const INSERT_MEMBERS = INSERT_MEMBER + ', (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'.repeat(MEMBER_BATCH - 1)

export const INSERT_CONFLICT = 'INSERT INTO conflict (nik, programme) VALUES (?, ?)'
export const INSERT_SNAPSHOT = 'INSERT INTO snapshot (version, as_of, people, rows, conflicts) VALUES (?, ?, ?, ?, ?)'
export const DELETE_MEMBER = 'DELETE FROM member WHERE id = ?'

export const NIKS_MORE_THAN_ONCE = 'SELECT nik FROM member GROUP BY nik HAVING count(*) > 1'
export const COUNT_PEOPLE = 'SELECT count(*) FROM (SELECT 1 FROM member GROUP BY nik)'
export const COUNT_ROWS = 'SELECT count(*) FROM member'

export const SELECT_SNAPSHOT = 'SELECT version, as_of AS asOf, people, rows, conflicts FROM snapshot'

export const SELECT_PROGRAMMES = 'SELECT DISTINCT programme FROM terms ORDER BY programme'

export const EVERY_NIK = 'SELECT nik, name FROM member'
export const EVERY_KK = 'SELECT kk_number AS kkNumber FROM household'

// CROSS JOIN fixes the order of the loops: the file carries no statistics that the planner could choose by.
const ROW = `
SELECT m.id, m.nik, m.name, m.sex, m.birth_date, m.status_since, m.resident_since, m.jkn_number,
  h.kk_number, h.district_code, h.village_code, h.rw, h.rt,
  h.card_number, h.card_uid, h.card_status, h.card_submitted_on, h.card_distributed_on,
  t.programme, t.category, t.ward_class, t.valid_from, t.valid_until, t.status, t.jkn_status, t.jkn_segment
FROM member m
CROSS JOIN household h ON h.id = m.household_id
CROSS JOIN terms t ON t.id = m.terms_id`

export const ROWS_BY_NIK = `${ROW} WHERE m.nik = ? ORDER BY m.id`

export const NIKS_BY_KK = `
SELECT m.id, m.nik FROM household h CROSS JOIN member m ON m.household_id = h.id WHERE h.kk_number = ?`
export const NIKS_BY_CARD_NUMBER = `
SELECT m.id, m.nik FROM household h CROSS JOIN member m ON m.household_id = h.id WHERE h.card_number = ?`
export const NIKS_BY_CARD_UID = `
SELECT m.id, m.nik FROM household h CROSS JOIN member m ON m.household_id = h.id WHERE h.card_uid = ?`
export const NIKS_BY_JKN_NUMBER = 'SELECT m.id, m.nik FROM member m WHERE m.jkn_number = ?'
export const NAMES_BY_BIRTH_DATE = 'SELECT m.nik, m.name FROM member m WHERE m.birth_date = ? ORDER BY m.id'
