import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DataFolder } from '../data-folder.ts'
import { freeBytesOf } from '../free-bytes.ts'

/** Beyond the copies: what SQLite needs beside the largest of them while it gets its key, once more. */
const SPARE_BYTES = 16 * 1024 * 1024

/** Whether the disk can take every database a second time, and the largest of them a third time: the files before stay until all are ready. */
export function hasRoomForRotation({ journal, rosterDir }: DataFolder): boolean {
  const files = [
    ...readdirSync(dirname(journal)).map((name) => join(dirname(journal), name)),
    ...readdirSync(rosterDir).map((name) => join(rosterDir, name)),
  ]
  const sizes = files.map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0)
  // Where the system does not say, the copies themselves find out.
  return (
    (freeBytesOf(rosterDir) ?? Infinity) >
    sizes.reduce((sum, size) => sum + size, 0) + Math.max(0, ...sizes) + SPARE_BYTES
  )
}
