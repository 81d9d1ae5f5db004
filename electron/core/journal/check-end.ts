import type { KeyObject } from 'node:crypto'
import { FIRST_PREV_HASH } from '../../../shared/domain/journal-entry.ts'
import type { Connection } from './connection.ts'
import { entryFault } from './entry-hash.ts'
import type { Head } from './head-file.ts'
import { JournalRefused } from './journal-refused.ts'
import { parseStored } from './stored-entry.ts'

// Some 0.1 ms each; the whole chain is the work of `loket journal verify`.
const CHECKED_AT_START = 50

/**
 * Looks at the end of both chains before the journal is used: nothing that the head file has seen may be missing, and the last entries must be sound.
 * @throws {JournalRefused}
 */
export function checkEnd(connection: Connection, head: Head | null, device: string, publicKey: KeyObject): void {
  const { entries, auditTrail } = connection
  if (head !== null) {
    if (head.seq > 0) requireSame(entries.hashAt(head.seq), head.hash, head.seq)
    if (head.auditSeq > 0) requireSame(auditTrail.hashAt(head.auditSeq), head.auditHash, head.auditSeq)
  }
  const last = entries.last()
  if (last === undefined) return
  let place: { seq: number; prevHash: string; at: string } | null = null
  for (const stored of entries.from(Math.max(1, last.seq - CHECKED_AT_START))) {
    const entry = parseStored(stored)
    if (entry === null) throw new JournalRefused('damaged', stored.seq)
    if (entry.device !== device) throw new JournalRefused('other-device')
    place ??= { seq: entry.seq, prevHash: entry.seq === 1 ? FIRST_PREV_HASH : entry.prevHash, at: entry.at }
    if (entryFault(entry, { device, ...place }, publicKey) !== null) throw new JournalRefused('damaged', stored.seq)
    place = { seq: entry.seq + 1, prevHash: entry.hash, at: entry.at }
  }
}

function requireSame(found: string | undefined, expected: string, seq: number): void {
  if (found === undefined) throw new JournalRefused('shorter-than-head', seq)
  if (found !== expected) throw new JournalRefused('damaged', seq)
}
