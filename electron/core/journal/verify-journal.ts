import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FIRST_PREV_HASH } from '../../../shared/domain/journal-entry.ts'
import { codeOf } from '../db/open-database.ts'
import { deriveKey, publicKeyBytes, publicKeyFromBytes, signingKey, type Secrets } from '../keys/keystore.ts'
import { differingTable, projectionsAside, type ProjectedTable } from './compare-projections.ts'
import { connect, type Connection } from './connection.ts'
import { entryFault, type EntryFault, type ChainPlace } from './entry-hash.ts'
import { openHeadFile, type Head } from './head-file.ts'
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
  | { where: 'projection'; table: ProjectedTable; fault: 'differs' }
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
  verifyRest: (connection: Connection, folder: JournalFiles) => JournalFault | null,
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
        verifyRest(connection, folder)
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

/** Replays every entry into a file aside, encrypted with a key that nobody keeps: the lists of 25 years would fill the memory. */
function verifyProjections(connection: Connection, folder: JournalFiles): JournalFault | null {
  const path = join(dirname(folder.journal), `verify-${randomBytes(8).toString('hex')}.db`)
  const aside = projectionsAside(connection.db, path, randomBytes(32))
  try {
    // Its name goes first: nothing is left of a check that is killed.
    removeIfFree(path)
    aside.db.exec('BEGIN')
    replay(connection, aside.to)
    aside.db.exec('COMMIT')
    const table = differingTable(connection.db, aside.db)
    return table === null ? null : { where: 'projection', table, fault: 'differs' }
  } finally {
    aside.db.close()
    removeIfFree(path)
  }
}

/** Windows keeps the name of a file that is open. */
function removeIfFree(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The second time it is free.
  }
}
