/** Numbered by place, forward only. A shipped one is never edited: it lies in hospitals' files. */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE entries (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  device TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  prev_hash TEXT NOT NULL UNIQUE CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  signature TEXT NOT NULL CHECK (length(signature) = 128)
) STRICT;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entries_never_leave BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT CHECK (length(subject) = 64),
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_never_leaves BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

CREATE TABLE settings (
  name TEXT PRIMARY KEY CHECK (name IN ('device', 'hospital', 'desk')),
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE roster_highs (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version TEXT NOT NULL,
  as_of TEXT NOT NULL,
  installed_at TEXT NOT NULL
) STRICT;

CREATE TABLE letter_sequences (
  desk_code TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last > 0),
  PRIMARY KEY (desk_code, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE admissions (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('guaranteed', 'provisional', 'umum', 'voided')),
  -- Null for a person nobody knows yet: two of them are never the same one.
  stands_for TEXT,
  service_date TEXT NOT NULL,
  due_at TEXT CHECK (state <> 'provisional' OR due_at IS NOT NULL),
  opened_seq INTEGER NOT NULL UNIQUE,
  search_text TEXT NOT NULL,
  admission TEXT NOT NULL CHECK (json_valid(admission))
) STRICT;
CREATE UNIQUE INDEX admissions_stand_once ON admissions (stands_for) WHERE state <> 'voided';
CREATE INDEX admissions_by_service_date ON admissions (service_date, opened_seq);
CREATE INDEX admissions_provisional ON admissions (due_at, opened_seq) WHERE state = 'provisional';

CREATE TABLE letter_numbers (
  number TEXT PRIMARY KEY,
  admission_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
  // Operators. `settings` may now hold any name: SQLite cannot loosen a CHECK in place.
  `
CREATE TABLE settings_2 (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
INSERT INTO settings_2 SELECT name, value FROM settings;
DROP TABLE settings;
ALTER TABLE settings_2 RENAME TO settings;

CREATE TABLE operators (
  folded_name TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  added_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Not a projection: what follows is not in the entries, and a rebuild leaves it alone.
CREATE TABLE operator_secrets (
  folded_name TEXT PRIMARY KEY,
  method TEXT NOT NULL CHECK (method IN ('pin', 'passphrase')),
  -- scrypt, then HMAC with a key outside the database; the parameters stand in the text.
  verifier TEXT NOT NULL,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  -- Lock-out in time since boot, which a turned clock does not move.
  wait_ms INTEGER NOT NULL CHECK (wait_ms >= 0),
  wait_from_uptime_ms INTEGER NOT NULL CHECK (wait_from_uptime_ms >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
  folded_name TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hand_over_reads (
  folded_name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_by_subject ON audit (subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (actor, seq);
CREATE INDEX audit_by_time ON audit (at, seq);
`,
  // Reading the trail of many years by what was done.
  `
CREATE INDEX audit_by_action ON audit (action, seq);
CREATE INDEX audit_by_actor_and_action ON audit (actor, action, seq);
`,
  // Feeds: the highest version of each source of the roster. What was noted so far came by hand.
  `
CREATE TABLE roster_highs_2 (
  source TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  as_of TEXT NOT NULL,
  installed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO roster_highs_2 SELECT 'local', version, as_of, installed_at FROM roster_highs;
DROP TABLE roster_highs;
ALTER TABLE roster_highs_2 RENAME TO roster_highs;

-- Not a projection: a key that opens packs is not kept for 25 years.
CREATE TABLE feed_identities (
  feed TEXT PRIMARY KEY,
  identity TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
]

/** Tables that hold nothing but what the entries say, in an order safe to empty. */
export const PROJECTIONS = [
  'letter_numbers',
  'admissions',
  'letter_sequences',
  'roster_highs',
  'operators',
  'settings',
] as const
