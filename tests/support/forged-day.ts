import { copyFileSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { auditHash, type AuditFacts, type StoredAuditRow } from '../../electron/core/journal/audit-table.ts'
import { connect, type Connection } from '../../electron/core/journal/connection.ts'
import { sealAudit } from '../../electron/core/journal/seal-audit.ts'
import { deriveKey, type Secrets } from '../../electron/core/keys/keystore.ts'
import { admitInput, deskPlace, familyKk, people, rina, sari } from './desk-core.ts'
import { secretsOf, trailOf } from './trail.ts'

type Files = { journal: string; journalHead: string }

/** A morning at a desk, whose files a forger with the keys can copy and change. */
export type ForgedDay = {
  secrets: Secrets
  /** The last row under the seal that was made when the roster had been imported, the last under one of this morning, and the last of all. */
  firstSealed: number
  sealed: number
  end: number
  /** The rows that changes are tried on. */
  looked: number[]
  copy(forge: (connection: Connection) => void, head?: 'kept' | 'gone'): Files
  /** A copy with its triggers dropped and its checks switched off. */
  open(): Connection
  remove(): void
}

export async function forgedDay(): Promise<ForgedDay> {
  const place = await deskPlace()
  const { core } = place
  const sealedUpTo = () => core.journal.setting('audit-sealed')?.audit.seq ?? 0
  const firstSealed = sealedUpTo()
  const check = (text: string) => core.desk.check({ text, source: 'wedge', question: { care: 'igd' } }, rina.name)
  for (const text of [people.ahmad, familyKk, people.unknown]) check(text)
  const admitted = core.desk.admit(admitInput(people.ahmad), rina.name)
  if (admitted.kind !== 'admitted') throw new Error('not admitted')
  await core.letters.print(admitted.admission.id, rina.name)
  sealAudit(core.journal)
  core.personViews.admission(admitted.admission.id, sari.name)
  for (const text of [people.siti, people.cardLost]) check(text)
  const secrets = secretsOf(core)
  const key = deriveKey(secrets, 'journal')
  const day = { journal: join(place.root, 'day.db'), journalHead: join(place.root, 'day.head') }
  const { db } = connect(core.folder.journal, key)
  db.prepare('VACUUM INTO ?').run(day.journal)
  db.close()
  copyFileSync(core.folder.journalHead, day.journalHead)
  const sealed = sealedUpTo()
  const end = trailOf(core).length

  const copied = (head: 'kept' | 'gone'): Files => {
    const folder = mkdtempSync(join(place.root, 'copy-'))
    const files = { journal: join(folder, 'journal.db'), journalHead: join(folder, 'head') }
    copyFileSync(day.journal, files.journal)
    if (head === 'kept') copyFileSync(day.journalHead, files.journalHead)
    return files
  }
  const opened = (path: string): Connection => {
    const connection = connect(path, key)
    connection.db.exec('DROP TRIGGER audit_stays; DROP TRIGGER audit_never_leaves')
    connection.db.pragma('ignore_check_constraints = ON')
    return connection
  }
  return {
    secrets,
    firstSealed,
    sealed,
    end,
    looked: [1, firstSealed, Math.ceil(sealed / 2), sealed, sealed + 1, end],
    copy(forge, head = 'kept') {
      const files = copied(head)
      const connection = opened(files.journal)
      forge(connection)
      connection.db.close()
      return files
    },
    open: () => opened(copied('gone').journal),
    remove: () => place.remove(),
  }
}

type Fault = { where: string; fault: string } | null

/** Counts changes by their class; printed as a table at the end of a test file. */
export function changeTable() {
  const classes = new Map<string, { changes: number; found: number; places: Set<string> }>()
  return {
    count(name: string, fault: Fault): void {
      const known = classes.get(name) ?? { changes: 0, found: 0, places: new Set<string>() }
      classes.set(name, known)
      known.changes += 1
      if (fault === null) return
      known.found += 1
      known.places.add(`${fault.where} ${fault.fault}`)
    },
    print(): void {
      const rows = [...classes].map(([name, { changes, found, places }]) => {
        return [name, { changes, found, 'found by': [...places].toSorted().join(', ') }] as const
      })
      console.table(Object.fromEntries(rows))
    },
  }
}

/** Puts a row at `seq` that fits the one before it. */
export function append({ auditTrail }: Connection, seq: number): void {
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
export function rechain({ db }: Connection, first: number, facts: AuditFacts = { found: 99 }): void {
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
