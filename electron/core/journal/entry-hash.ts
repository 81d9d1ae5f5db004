import { hash as digest, sign, verify, type KeyObject } from 'node:crypto'
import canonicalize from 'canonicalize'
import { JournalEntry } from '../../../shared/domain/journal-entry.ts'

/** An entry without the two fields that seal it. */
export type UnsealedEntry = JournalEntry extends infer E
  ? E extends JournalEntry
    ? Omit<E, 'hash' | 'signature'>
    : never
  : never

/** What is wrong with one entry, the first thing found. */
export type EntryFault =
  | 'malformed'
  | 'not-canonical'
  | 'device-differs'
  | 'seq-not-next'
  | 'prev-hash-differs'
  | 'hash-differs'
  | 'signature-wrong'
  | 'time-goes-back'

// A signature over a bare hash could be passed off as one made for another purpose with the same key.
const SIGNED_PREFIX = Buffer.from('loket-sehat journal entry 1\n')

/** JSON in the one form of RFC 8785. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('not JSON')
  return text
}

export function sha256Hex(text: string): string {
  return digest('sha256', text)
}

/** Gives an entry its hash and signature. */
export function sealEntry(unsealed: UnsealedEntry, key: KeyObject): JournalEntry {
  const hash = sha256Hex(canonicalJson(unsealed))
  const signature = sign(null, signedBytes(hash), key).toString('hex')
  return { ...unsealed, hash, signature }
}

/** What an entry must follow. */
export type ChainPlace = { device: string; seq: number; prevHash: string; at: string }

/** Judges one entry in its place; null when all is well. `publicKey` is the one of the first entry; null where signatures are judged elsewhere. */
export function entryFault(entry: JournalEntry, place: ChainPlace, publicKey: KeyObject | null): EntryFault | null {
  if (entry.device !== place.device) return 'device-differs'
  if (entry.seq !== place.seq) return 'seq-not-next'
  if (entry.prevHash !== place.prevHash) return 'prev-hash-differs'
  const { hash, signature, ...unsealed } = entry
  if (sha256Hex(canonicalJson(unsealed)) !== hash) return 'hash-differs'
  if (publicKey !== null && !isSignedBy(publicKey, hash, signature)) return 'signature-wrong'
  if (entry.at < place.at) return 'time-goes-back'
  return null
}

export function isSignedBy(publicKey: KeyObject, hash: string, signature: string): boolean {
  return verify(null, signedBytes(hash), publicKey, Buffer.from(signature, 'hex'))
}

/** Reads one exported line: canonical JSON of a whole entry, nothing around it. */
export function readEntryLine(line: string): JournalEntry | EntryFault {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return 'malformed'
  }
  const parsed = JournalEntry.safeParse(json)
  if (!parsed.success) return 'malformed'
  return canonicalJson(parsed.data) === line ? parsed.data : 'not-canonical'
}

function signedBytes(hash: string): Buffer {
  return Buffer.concat([SIGNED_PREFIX, Buffer.from(hash, 'hex')])
}
