import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { FeedVersion } from '../../shared/domain/feed.ts'
import { decryptWith, encryptTo } from '../roster-files/pack/age-stream.ts'
import { changeOf, type Comparison } from './compare-rosters.ts'
import { SECRET_MODE, writeDurably } from './durable-files.ts'
import { NikTable } from './nik-table.ts'
import type { PublisherFolder } from './publisher-folder.ts'

/** How somebody stands between two versions. Several at once for a span of versions. */
export const APPEARED = 1
export const VANISHED = 2
export const TOUCHED = 4

const RECORD_BYTES = 9

/** Who changed, as flags of `APPEARED`, `VANISHED`, `TOUCHED`. */
export function changeTable({ changed }: Comparison): NikTable {
  const table = new NikTable()
  for (const [upper, lower, flags] of changed.entries()) {
    const change = changeOf(flags)
    table.set(upper, lower, TOUCHED | (change === 'added' ? APPEARED : change === 'removed' ? VANISHED : 0))
  }
  return table
}

/** Keeps who changed from `from` to `to`, for the publisher's own eyes. @throws system errors */
export async function writeChanges(
  folder: PublisherFolder,
  from: FeedVersion,
  to: FeedVersion,
  table: NikTable,
  recipient: string | null,
): Promise<void> {
  const bytes = Buffer.allocUnsafe(table.size * RECORD_BYTES)
  let at = 0
  for (const [upper, lower, flags] of table.entries()) {
    bytes.writeUInt32LE(upper, at)
    bytes.writeUInt32LE(lower, at + 4)
    bytes.writeUInt8(flags, at + 8)
    at += RECORD_BYTES
  }
  const kept = recipient === null ? bytes : await whole(encryptTo([recipient], once(bytes)))
  writeDurably(changesPath(folder, from, to), kept, SECRET_MODE)
}

/** Null when it is not there any more, or cannot be read: then no delta spans these versions. */
export async function readChanges(
  folder: PublisherFolder,
  from: FeedVersion,
  to: FeedVersion,
  identity: string | null,
): Promise<NikTable | null> {
  let bytes: Buffer
  try {
    const file = createReadStream(changesPath(folder, from, to)) as AsyncIterable<Uint8Array>
    bytes = await whole(identity === null ? file : decryptWith(identity, file))
  } catch {
    return null
  }
  const table = new NikTable()
  for (let at = 0; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
    table.set(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.readUInt8(at + 8))
  }
  return table
}

/**
 * One table for several steps, oldest first: the last step says whether somebody is there at the end, the first whether he was at the
 * beginning. Who appeared and vanished in between is in neither and drops out.
 */
export function mergedChanges(steps: readonly NikTable[]): NikTable {
  const all = new NikTable()
  for (const step of steps) {
    for (const [upper, lower, flags] of step.entries()) {
      const before = all.get(upper, lower)
      const appeared = before === 0 ? flags & APPEARED : before & APPEARED
      all.set(upper, lower, TOUCHED | appeared | (flags & VANISHED))
    }
  }
  const merged = new NikTable()
  for (const [upper, lower, flags] of all.entries()) {
    if ((flags & APPEARED) === 0 || (flags & VANISHED) === 0) merged.set(upper, lower, flags)
  }
  return merged
}

export function changesName(from: FeedVersion, to: FeedVersion): string {
  return `${from}..${to}.changes`
}

function changesPath(folder: PublisherFolder, from: FeedVersion, to: FeedVersion): string {
  return join(folder.changes, changesName(from, to))
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
