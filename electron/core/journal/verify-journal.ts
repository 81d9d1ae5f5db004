import { existsSync } from 'node:fs'
import { FIRST_PREV_HASH } from '../../../shared/domain/journal-entry.ts'
import { codeOf } from '../db/open-database.ts'
import { deriveKey, publicKeyBytes, publicKeyFromBytes, signingKey, type Secrets } from '../keys/keystore.ts'
import { asideProjections } from './aside-projections.ts'
import { connect, type Connection } from './connection.ts'
import { entryFault, type EntryFault, type ChainPlace } from './entry-hash.ts'
import { openHeadFile, type Head } from './head-file.ts'
import { PROJECTIONS } from './migrations.ts'
import type { JournalFiles } from './open-journal.ts'
import { replay } from './replay.ts'
import { parseStored } from './stored-entry.ts'
import { verifyAuditChain, verifySeals, type AuditFault } from './verify-audit.ts'

export type JournalFault =
  | { where: 'entry'; seq: number; fault: EntryFault }
  | AuditFault
  | { where: 'first-entry'; fault: 'not-this-device' }
  /** Entries or audit rows that the head file has seen are gone, or others stand in their place. */
  | { where: 'head'; chain: 'entries' | 'audit'; seq: number; fault: 'missing' | 'differs' }
  /** A table of what the screens show is not what the entries say: `loket journal rebuild` mends it. */
  | { where: 'projection'; table: (typeof PROJECTIONS)[number]; fault: 'differs' }
  /** The database itself cannot be read from some point on. */
  | { where: 'file'; fault: 'unreadable' | 'missing' }

export type JournalReport = { entries: number; auditRows: number; fault: JournalFault | null }

/** Checks everything: both chains, every signature and seal, the head file, and that the projections are what the entries say. Changes nothing. */
export function verifyJournal(folder: JournalFiles, secrets: Secrets): JournalReport {
  return verify(folder, secrets, verifyProjections)
}

/** The same without the projections, which no audit trail rests on. */
export function verifyAudit(folder: JournalFiles, secrets: Secrets): JournalReport {
  return verify(folder, secrets, () => null)
}

function verify(
  folder: JournalFiles,
  secrets: Secrets,
  verifyRest: (connection: Connection) => JournalFault | null,
): JournalReport {
  const report: JournalReport = { entries: 0, auditRows: 0, fault: null }
  if (!existsSync(folder.journal)) return { ...report, fault: { where: 'file', fault: 'missing' } }
  // Before that moment: the desk goes on writing it, and a head of later is not a head of rows that are gone.
  const head = readHead(folder.journalHead)
  const connection = connect(folder.journal, deriveKey(secrets, 'journal'))
  try {
    // One moment for all checks: the desk may go on writing meanwhile.
    return connection.db.transaction((): JournalReport => {
      report.entries = connection.entries.last()?.seq ?? 0
      report.auditRows = connection.auditTrail.last().seq
      report.fault =
        verifyChain(connection, secrets).fault ??
        verifyAuditChain(connection.auditTrail) ??
        verifySeals(connection.entries, connection.auditTrail) ??
        verifyHead(connection, head) ??
        verifyRest(connection)
      return report
    })()
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(codeOf(error))) throw error
    return { ...report, fault: { where: 'file', fault: 'unreadable' } }
  } finally {
    connection.db.close()
  }
}

/** Whether every entry from `start` on stands in its place, unchanged and signed by this device. `end` is the place after the last good one. */
export function verifyChain(
  { entries }: Connection,
  secrets: Secrets,
  start: ChainPlace = { device: secrets.deviceId, seq: 1, prevHash: FIRST_PREV_HASH, at: '' },
): { fault: JournalFault | null; end: ChainPlace } {
  const publicKey = publicKeyBytes(signingKey(secrets))
  const verifyKey = publicKeyFromBytes(publicKey)
  let end = start
  for (const stored of entries.from(start.seq)) {
    const entry = parseStored(stored)
    if (entry === null) return { fault: { where: 'entry', seq: stored.seq, fault: 'malformed' }, end }
    const fault = entryFault(entry, end, verifyKey)
    if (fault !== null) return { fault: { where: 'entry', seq: end.seq, fault }, end }
    const isFirst = entry.type === 'device-enrolled'
    const isOurs = !isFirst || entry.body.publicKey === publicKey.toString('hex')
    if (isFirst !== (entry.seq === 1) || !isOurs)
      return { fault: { where: 'first-entry', fault: 'not-this-device' }, end }
    end = { device: entry.device, seq: entry.seq + 1, prevHash: entry.hash, at: entry.at }
  }
  return { fault: null, end }
}

function readHead(path: string): Head | null {
  if (!existsSync(path)) return null
  const file = openHeadFile(path)
  const head = file.read()
  file.close()
  return head
}

function verifyHead({ entries, auditTrail }: Connection, head: Head | null): JournalFault | null {
  if (head === null) return null
  return (
    compareHead('entries', head.seq, entries.hashAt(head.seq), head.hash) ??
    compareHead('audit', head.auditSeq, auditTrail.hashAt(head.auditSeq), head.auditHash)
  )
}

function compareHead(
  chain: 'entries' | 'audit',
  seq: number,
  found: string | undefined,
  expected: string,
): JournalFault | null {
  if (seq === 0 || found === expected) return null
  return { where: 'head', chain, seq, fault: found === undefined ? 'missing' : 'differs' }
}

/** Replays every entry into temporary tables of the same shape and compares them with the stored ones. */
function verifyProjections(connection: Connection): JournalFault | null {
  const { db } = connection
  replay(connection, asideProjections(db))
  for (const table of PROJECTIONS) {
    const differing = db.prepare<[], { rows: number }>(
      `SELECT count(*) AS rows FROM (
         SELECT * FROM (SELECT * FROM main.${table} EXCEPT SELECT * FROM temp.${table})
         UNION ALL SELECT * FROM (SELECT * FROM temp.${table} EXCEPT SELECT * FROM main.${table}))`,
    )
    if ((differing.get()?.rows ?? 0) > 0) return { where: 'projection', table, fault: 'differs' }
  }
  return null
}
