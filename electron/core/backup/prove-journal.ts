import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { FIRST_PREV_HASH, type JournalTotals } from '../../../shared/domain/journal-entry.ts'
import { codeOf, OpenRefused } from '../db/open-database.ts'
import { differingTable, projectionsAside } from '../journal/compare-projections.ts'
import { connect, type Connection } from '../journal/connection.ts'
import { headOf, isDiskFull } from '../journal/committer.ts'
import { entryFault, type ChainPlace } from '../journal/entry-hash.ts'
import type { Head } from '../journal/head-file.ts'
import { JournalRefused } from '../journal/journal-refused.ts'
import { project } from '../journal/project.ts'
import { parseStored } from '../journal/stored-entry.ts'
import { verifyAuditChain, verifySeals } from '../journal/verify-audit.ts'
import { deriveKey, publicKeyBytes, publicKeyFromBytes, signingKey, type Secrets } from '../keys/keystore.ts'
import { journalTotals } from './journal-totals.ts'
import type { SignatureJob } from './verify-signatures.ts'

/** `what`: a code for the log. */
export type Proof =
  | { kind: 'proved'; head: Head; totals: JournalTotals; hospitalCode: string | null; demo: boolean }
  | { kind: 'not-proved'; what: string }
  | { kind: 'newer-than-program' }

export type ProveDeps = {
  /** A copy of a journal that nobody else has open. It is brought to this program's version. */
  path: string
  secrets: Secrets
  /** Takes a file for some time, in which the projections are made anew. */
  aside: string
  /** Whether the stored projections must be those that this program makes of the entries. Another version may have made others. */
  sameProgram: boolean
  /** Looks at signatures in `threads` threads beside this one; null: in this one, after the rest of each entry. */
  signatures: { threads: number; run: (job: SignatureJob) => Promise<number | null> } | null
}

/**
 * Looks at every entry and every audit row of a journal file once: both chains, every signature and seal, the pages of the file, and that
 * the projections are what the entries say. Blocks the thread: for workers.
 */
export async function proveJournal(deps: ProveDeps): Promise<Proof> {
  const key = deriveKey(deps.secrets, 'journal')
  let connection: Connection
  try {
    connection = connect(deps.path, key)
  } catch (error) {
    if (error instanceof JournalRefused && error.code === 'newer-than-program') return { kind: 'newer-than-program' }
    if (error instanceof OpenRefused) return { kind: 'not-proved', what: `database-${error.code}` }
    throw error
  }
  try {
    const signatures = signaturesAside(deps, connection, key)
    // A rejection is looked at below; until then it must not end the process.
    signatures.catch(() => undefined)
    const what = faultIn(connection, deps) ?? (await signatures)
    if (what !== null) return { kind: 'not-proved', what }
    const { settings } = connection
    return {
      kind: 'proved',
      head: headOf(connection),
      totals: journalTotals(connection.db),
      hospitalCode: settings.get('hospital')?.code ?? null,
      demo: settings.get('device')?.demo ?? false,
    }
  } catch (error) {
    if (!/^SQLITE_(?:CORRUPT|NOTADB|IOERR)/.test(codeOf(error))) throw error
    return { kind: 'not-proved', what: 'file-unreadable' }
  } finally {
    connection.db.close()
  }
}

async function signaturesAside(deps: ProveDeps, { entries }: Connection, key: Buffer): Promise<string | null> {
  if (deps.signatures === null) return null
  const { threads, run } = deps.signatures
  const count = entries.last()?.seq ?? 0
  const share = Math.ceil(count / threads)
  const publicKey = publicKeyBytes(signingKey(deps.secrets))
  const shares = Array.from({ length: threads }, (_, n) => ({
    first: n * share + 1,
    last: Math.min(count, (n + 1) * share),
  }))
  const unsigned = await Promise.all(shares.map((range) => run({ path: deps.path, key, publicKey, ...range })))
  return unsigned.every((seq) => seq === null) ? null : 'entry-signature-wrong'
}

function faultIn(connection: Connection, deps: ProveDeps): string | null {
  const { db, entries, auditTrail } = connection
  if (db.pragma('quick_check', { simple: true }) !== 'ok') return 'file-pages'
  const aside = projectionsAside(db, deps.aside, randomBytes(32))
  try {
    const entry = entryChainFault(connection, deps, aside)
    if (entry !== null) return `entry-${entry}`
    const audit = verifyAuditChain(auditTrail) ?? verifySeals(entries, auditTrail)
    if (audit !== null) return `${audit.where}-${audit.fault}`
    const table = deps.sameProgram ? differingTable(db, aside.db) : null
    return table === null ? null : `projection-${table}`
  } finally {
    aside.db.close()
    rmSync(deps.aside, { force: true })
  }
}

/** One walk for the chain and for the projections, so that each entry is parsed once. */
function entryChainFault(
  { entries }: Connection,
  { secrets, signatures }: ProveDeps,
  aside: ReturnType<typeof projectionsAside>,
): string | null {
  const publicKey = publicKeyBytes(signingKey(secrets))
  const verifyKey = signatures === null ? publicKeyFromBytes(publicKey) : null
  let place: ChainPlace = { device: secrets.deviceId, seq: 1, prevHash: FIRST_PREV_HASH, at: '' }
  aside.db.exec('BEGIN')
  for (const stored of entries.from(1)) {
    const entry = parseStored(stored)
    if (entry === null) return 'malformed'
    const fault = entryFault(entry, place, verifyKey)
    if (fault !== null) return fault
    const isFirst = entry.type === 'device-enrolled'
    if (isFirst !== (entry.seq === 1)) return 'not-this-device'
    if (isFirst && entry.body.publicKey !== publicKey.toString('hex')) return 'not-this-device'
    if (!canFollow(() => project(aside.to, entry))) return 'contradicts-those-before'
    place = { device: entry.device, seq: entry.seq + 1, prevHash: entry.hash, at: entry.at }
  }
  aside.db.exec('COMMIT')
  return place.seq === 1 ? 'none' : null
}

/** False for an entry that is signed and in its place, and yet says what cannot be, as a letter number given twice. */
function canFollow(work: () => void): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (isDiskFull(error)) throw error
    return false
  }
}
