import { closeSync, fsyncSync, openSync, readSync, writeSync, constants } from 'node:fs'
import { sha256Hex } from './entry-hash.ts'

/** Where both chains ended after a commit. */
export type Head = { seq: number; hash: string; auditSeq: number; auditHash: string }

export type HeadFile = {
  /** The furthest head that reads whole; null when there is none. */
  read(): Head | null
  /** After the commit, never before: the file may be behind the journal, never ahead. A failure is told, not thrown. */
  write(head: Head): boolean
  close(): void
}

const SLOT_BYTES = 512
const SLOTS = 2

/**
 * A small file beside the database that says how far it had come: SQLite drops a damaged end of its log without a word.
 * Two slots are written in turn and in place, each with its checksum, so that a torn write leaves the one before.
 */
export function openHeadFile(path: string): HeadFile {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  let closed = false
  return {
    read: () => furthest(file),
    write(head) {
      const text = JSON.stringify(head)
      const slot = (head.seq + head.auditSeq) % SLOTS
      const bytes = Buffer.alloc(SLOT_BYTES, ' ')
      bytes.write(`${sha256Hex(text)} ${text}`)
      bytes.write('\n', SLOT_BYTES - 1)
      try {
        return writeSync(file, bytes, 0, SLOT_BYTES, slot * SLOT_BYTES) === SLOT_BYTES
      } catch {
        return false
      }
    },
    close() {
      // A descriptor closed twice may by then be another file's.
      if (closed) return
      closed = true
      try {
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    },
  }
}

function furthest(file: number): Head | null {
  const bytes = Buffer.alloc(SLOT_BYTES * SLOTS)
  readSync(file, bytes, 0, bytes.length, 0)
  let best: Head | null = null
  for (let slot = 0; slot < SLOTS; slot++) {
    const head = parse(bytes.toString('utf8', slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES).trim())
    if (head !== null && (best === null || head.seq + head.auditSeq > best.seq + best.auditSeq)) best = head
  }
  return best
}

function parse(line: string): Head | null {
  const checksum = line.slice(0, 64)
  const text = line.slice(65)
  return text !== '' && sha256Hex(text) === checksum ? (JSON.parse(text) as Head) : null
}
