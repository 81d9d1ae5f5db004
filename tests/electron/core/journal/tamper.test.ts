import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { auditHash, type AuditFacts, type StoredAuditRow } from '../../../../electron/core/journal/audit-table.ts'
import { connect, type Connection } from '../../../../electron/core/journal/connection.ts'
import { sealAudit } from '../../../../electron/core/journal/seal-audit.ts'
import { verifyAudit } from '../../../../electron/core/journal/verify-journal.ts'
import { verifyAuditChain, verifySeals } from '../../../../electron/core/journal/verify-audit.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { deriveKey, type Secrets } from '../../../../electron/core/keys/keystore.ts'
import { admitInput, deskPlace, familyKk, people, rina, sari, type DeskPlace } from '../../../support/desk-core.ts'

let place: DeskPlace
let secrets: Secrets
let day: { journal: string; journalHead: string }
/** The last row under the seal that was made when the roster had been imported, the last under one of this morning, and the last of all. */
let firstSealed = 0
let sealed = 0
let end = 0
const found: Record<string, { changes: number; found: number; places: Set<string> }> = {}

/** A morning at a desk; its trail is sealed in the middle. */
beforeAll(async () => {
  place = await deskPlace()
  const { core } = place
  firstSealed = core.journal.setting('audit-sealed')?.audit.seq ?? 0
  const check = (text: string) => core.desk.check({ text, source: 'wedge', question: { care: 'igd' } }, rina.name)
  check(people.ahmad)
  check(familyKk)
  check(people.unknown)
  const admitted = core.desk.admit(admitInput(people.ahmad), rina.name)
  if (admitted.kind !== 'admitted') throw new Error('not admitted')
  await core.letters.print(admitted.admission.id, rina.name)
  sealAudit(core.journal)
  core.personViews.admission(admitted.admission.id, sari.name)
  check(people.siti)
  check(people.cardLost)
  const loaded = keyFile(core.folder.keyFile).load()
  if (loaded === null) throw new Error('no keys')
  secrets = loaded
  day = { journal: join(place.root, 'day.db'), journalHead: join(place.root, 'day.head') }
  // Everything that is committed, as a program that ends without closing leaves it.
  connect(core.folder.journal, deriveKey(secrets, 'journal')).db.prepare('VACUUM INTO ?').run(day.journal)
  copyFileSync(core.folder.journalHead, day.journalHead)
  sealed = core.journal.setting('audit-sealed')?.audit.seq ?? 0
  end = core.journal.trail.page(EVERYTHING, null, 1)[0]?.seq ?? 0
})
afterAll(() => {
  place.remove()
  console.table(
    Object.fromEntries(
      Object.entries(found).map(([name, { changes, found: hits, places }]) => [
        name,
        { changes, found: hits, 'found by': [...places].toSorted().join(', ') },
      ]),
    ),
  )
})

const EVERYTHING = { from: null, until: null, actor: null, action: null, subject: null }

let copies: string[] = []
afterEach(() => {
  for (const folder of copies) rmSync(folder, { recursive: true, force: true })
  copies = []
})

/** A copy that a forger with the key works on: triggers dropped, checks switched off. */
function copy(forge: (connection: Connection) => void, { head }: { head: boolean } = { head: true }) {
  const folder = mkdtempSync(join(tmpdir(), 'loket-tamper-'))
  copies.push(folder)
  const files = { journal: join(folder, 'journal.db'), journalHead: join(folder, 'head') }
  copyFileSync(day.journal, files.journal)
  if (head) copyFileSync(day.journalHead, files.journalHead)
  const connection = opened(files.journal)
  forge(connection)
  connection.db.close()
  return files
}

function opened(path: string): Connection {
  const connection = connect(path, deriveKey(secrets, 'journal'))
  connection.db.exec('DROP TRIGGER audit_stays; DROP TRIGGER audit_never_leaves')
  connection.db.pragma('ignore_check_constraints = ON')
  return connection
}

function count(name: string, fault: { where: string; fault: string } | null): void {
  const known = (found[name] ??= { changes: 0, found: 0, places: new Set() })
  known.changes += 1
  if (fault === null) return
  known.found += 1
  known.places.add(`${fault.where} ${fault.fault}`)
}

const TEXTS = ['at', 'actor', 'action', 'subject', 'facts', 'prev_hash', 'hash'] as const
const BYTE_CHANGES = {
  'lowest bit': (byte: number) => byte ^ 0x01,
  'letter case': (byte: number) => byte ^ 0x20,
  'highest bit: no UTF-8 any more': (byte: number) => byte ^ 0x80,
  NUL: () => 0x00,
}

describe('a single changed byte', () => {
  it.each(TEXTS)('of %s is found in its row, whatever the byte becomes', (column) => {
    const connection = opened(copyOfDay())
    const { db, auditTrail, entries } = connection
    const read = db.prepare<[number], { bytes: Buffer | null }>(
      `SELECT CAST(${column} AS BLOB) AS bytes FROM audit WHERE seq = ?`,
    )
    const write = db.prepare(`UPDATE audit SET ${column} = CAST(? AS TEXT) WHERE seq = ?`)
    for (const seq of rowsLookedAt()) {
      const bytes = read.get(seq)?.bytes ?? null
      if (bytes === null) continue
      for (const [name, change] of Object.entries(BYTE_CHANGES)) {
        for (const [at, byte] of bytes.entries()) {
          const changed: Buffer = Buffer.from(bytes)
          changed[at] = change(byte)
          if (changed.equals(bytes)) continue
          write.run(changed, seq)
          const fault = verifyAuditChain(auditTrail) ?? verifySeals(entries, auditTrail)
          count(`${column}, ${name}`, fault)
          expect(fault, `${column} of row ${seq}, byte ${at}, ${name}`).toMatchObject({ where: 'audit', seq })
        }
      }
      write.run(bytes, seq)
    }
    expect(verifyAuditChain(auditTrail)).toBeNull()
    db.close()
  })

  it('too many or too few, or a value that was none, is found in its row', () => {
    const { db, auditTrail } = opened(copyOfDay())
    for (const seq of rowsLookedAt()) {
      for (const column of TEXTS) {
        for (const [name, sql] of Object.entries({
          'a byte more': `${column} || 'x'`,
          'a space before': `' ' || ${column}`,
          'a byte less': `substr(${column}, 1, length(${column}) - 1)`,
          emptied: `''`,
        })) {
          db.exec('SAVEPOINT change')
          const { changes } = db
            .prepare(`UPDATE audit SET ${column} = ${sql} WHERE seq = ? AND ${column} IS NOT NULL`)
            .run(seq)
          const fault = verifyAuditChain(auditTrail)
          db.exec('ROLLBACK TO change; RELEASE change')
          if (changes === 0) continue
          count(name, fault)
          expect(fault, `${column} of row ${seq}: ${name}`).toMatchObject({ where: 'audit', seq })
        }
      }
      db.exec('SAVEPOINT change')
      db.prepare('UPDATE audit SET subject = CASE WHEN subject IS NULL THEN hash END WHERE seq = ?').run(seq)
      const fault = verifyAuditChain(auditTrail)
      db.exec('ROLLBACK TO change; RELEASE change')
      count('a person taken away or put in', fault)
      expect(fault).toMatchObject({ where: 'audit', seq })
    }
    db.close()
  })

  it('of a place in the order is found', () => {
    for (const seq of rowsLookedAt()) {
      for (const bit of [0, 1, 2, 3, 7, 15, 31]) {
        const other = seq ^ (2 ** bit)
        if (other < 1) continue
        const { db, auditTrail } = opened(copyOfDay())
        // A number that another row has cannot be taken: then the two change places.
        db.prepare('UPDATE audit SET seq = -1 WHERE seq = ?').run(seq)
        db.prepare('UPDATE audit SET seq = ? WHERE seq = ?').run(seq, other)
        db.prepare('UPDATE audit SET seq = ? WHERE seq = -1').run(other)
        const fault = verifyAuditChain(auditTrail)
        db.close()
        count('seq, one bit', fault)
        expect(fault).toMatchObject({ where: 'audit', seq: Math.min(seq, other) })
      }
    }
  })
})

describe('rows', () => {
  const bySeals = {
    get first() {
      return { seq: firstSealed, after: 0 }
    },
    get second() {
      return { seq: sealed, after: firstSealed }
    },
  }
  const verifyCopy = (name: string, forge: (connection: Connection) => void, options?: { head: boolean }) => {
    const { fault } = verifyAudit(copy(forge, options), secrets)
    count(name, fault)
    return fault
  }

  it('that were taken out are found where they stood', () => {
    for (const seq of rowsLookedAt().filter((each) => each < end))
      expect(verifyCopy('a row taken out', ({ db }) => db.prepare('DELETE FROM audit WHERE seq = ?').run(seq))).toEqual(
        {
          where: 'audit',
          seq,
          fault: 'seq-not-next',
        },
      )
  })

  it('that were taken out, with the rest moved up, are found', () => {
    for (const seq of rowsLookedAt().filter((each) => each < end)) {
      const fault = verifyCopy('a row taken out, the rest moved up', ({ db }) => {
        db.prepare('DELETE FROM audit WHERE seq = ?').run(seq)
        db.prepare('UPDATE audit SET seq = -seq WHERE seq > ?').run(seq)
        db.exec('UPDATE audit SET seq = -seq - 1 WHERE seq < 0')
      })
      expect(fault).toEqual({ where: 'audit', seq, fault: 'prev-hash-differs' })
    }
  })

  it('that changed places are found at the first of them', () => {
    for (const [one, other] of [
      [1, 2],
      [firstSealed, sealed],
      [sealed, end],
      [end - 1, end],
    ] as const) {
      const fault = verifyCopy('two rows changed places', ({ db }) => {
        db.prepare('UPDATE audit SET seq = -1 WHERE seq = ?').run(one)
        db.prepare('UPDATE audit SET seq = ? WHERE seq = ?').run(one, other)
        db.prepare('UPDATE audit SET seq = ? WHERE seq = -1').run(other)
      })
      expect(fault).toMatchObject({ where: 'audit', seq: one })
    }
  })

  it('that were put in between are found there', () => {
    for (const seq of rowsLookedAt()) {
      const fault = verifyCopy('a row put in', (connection) => {
        connection.db.prepare('UPDATE audit SET seq = -seq WHERE seq >= ?').run(seq)
        connection.db.exec('UPDATE audit SET seq = -seq + 1 WHERE seq < 0')
        append(connection, seq)
      })
      expect(fault).toMatchObject({ where: 'audit', seq: seq + 1 })
    }
  })

  it('that were cut off at the end are missed by the head file, and without it up to the last seal', () => {
    for (const last of [end - 1, sealed, sealed - 1, 1, 0]) {
      const cut = ({ db }: Connection) => db.prepare('DELETE FROM audit WHERE seq > ?').run(last)
      const withHead = verifyCopy('the end cut off', cut)
      if (last >= sealed) expect(withHead).toEqual({ where: 'head', chain: 'audit', seq: end, fault: 'missing' })
      if (last >= sealed) continue
      const missing = { where: 'seal', ...(last < firstSealed ? bySeals.first : bySeals.second), fault: 'missing' }
      expect(withHead).toEqual(missing)
      const fault = verifyCopy('the end cut off, and the head file gone', cut, { head: false })
      expect(fault).toEqual(missing)
    }
  })

  it('that were written anew as a whole chain differ from the signed seal, with or without the head file', () => {
    for (const seq of [1, firstSealed, firstSealed + 1, Math.ceil(sealed / 2), sealed]) {
      for (const head of [true, false]) {
        const fault = verifyCopy(
          `forged and chained anew before the seal${head ? '' : ', the head file gone'}`,
          (connection) => rechain(connection, seq),
          { head },
        )
        const place = seq <= firstSealed ? bySeals.first : bySeals.second
        expect(fault).toEqual({ where: 'seal', ...place, fault: 'differs' })
      }
    }
  })

  it('that were left out of a whole new chain differ from the signed seal', () => {
    for (const head of [true, false]) {
      const fault = verifyCopy(
        `left out and chained anew before the seal${head ? '' : ', the head file gone'}`,
        (connection) => {
          connection.db.exec('DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = -seq WHERE seq > 5')
          connection.db.exec('UPDATE audit SET seq = -seq - 1 WHERE seq < 0')
          rechain(connection, 5, {})
        },
        { head },
      )
      expect(fault).toEqual({ where: 'seal', ...bySeals.second, fault: 'differs' })
    }
  })

  it('that were written anew after the last seal differ from the head file, which is all that holds them', () => {
    for (const seq of [sealed + 1, end]) {
      const forge = (connection: Connection) => rechain(connection, seq)
      expect(verifyCopy('forged and chained anew behind the seal', forge)).toEqual({
        where: 'head',
        chain: 'audit',
        seq: end,
        fault: 'differs',
      })
    }
  })

  it('that nobody changed are sound', () => {
    expect(
      verifyAudit(
        copy(() => undefined),
        secrets,
      ),
    ).toMatchObject({ auditRows: end, fault: null })
  })
})

it('a seal that was changed is found as the entry that it is', () => {
  const { fault } = verifyAudit(
    copy(({ db }) => {
      db.exec('DROP TRIGGER entries_stay')
      db.exec(`UPDATE entries SET body = replace(body, '"seq":', '"seq":1') WHERE type = 'audit-sealed'`)
    }),
    secrets,
  )
  expect(fault).toMatchObject({ where: 'entry', fault: 'hash-differs' })
})

function rowsLookedAt(): number[] {
  return [1, firstSealed, Math.ceil(sealed / 2), sealed, sealed + 1, end]
}

function copyOfDay(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-tamper-'))
  copies.push(folder)
  const path = join(folder, 'journal.db')
  copyFileSync(day.journal, path)
  return path
}

/** Puts a row at `seq` that fits the one before it. */
function append({ auditTrail }: Connection, seq: number): void {
  const prevHash = seq === 1 ? '0'.repeat(64) : (auditTrail.hashAt(seq - 1) ?? '')
  const row = {
    seq,
    at: '2026-11-21T01:00:00.000Z',
    actor: 'Rina Contoh',
    action: 'search',
    subject: null,
    facts: {},
    prevHash,
  } as const
  auditTrail.insert({ ...row, hash: auditHash(row as never) } as never)
}

/** Says something else in row `first`, and gives it and all after it hashes that fit: what somebody with the database's key can do. */
function rechain({ db }: Connection, first: number, facts: AuditFacts = { found: 99 }): void {
  const rows = db
    .prepare<[number], StoredAuditRow>(
      'SELECT seq, at, actor, action, subject, facts, prev_hash AS prevHash, hash FROM audit WHERE seq >= ? ORDER BY seq',
    )
    .all(first)
  let prevHash =
    first === 1
      ? '0'.repeat(64)
      : (db
          .prepare('SELECT hash FROM audit WHERE seq = ?')
          .pluck()
          .get(first - 1) as string)
  for (const { hash: _hash, ...row } of rows) {
    const said = row.seq === first && Object.keys(facts).length > 0 ? facts : (JSON.parse(row.facts) as AuditFacts)
    const hash = auditHash({ ...row, facts: said, prevHash })
    db.prepare('UPDATE audit SET facts = ?, prev_hash = ?, hash = ? WHERE seq = ?').run(
      JSON.stringify(said),
      prevHash,
      hash,
      row.seq,
    )
    prevHash = hash
  }
}
