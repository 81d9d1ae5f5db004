import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

/** Hex SHA-256 of a file, read in blocks. Blocks the thread: for workers. */
export function fileSha256(path: string): string {
  const hash = createHash('sha256')
  const block = Buffer.allocUnsafe(1 << 20)
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const count = readSync(file, block, 0, block.length, null)
      if (count === 0) return hash.digest('hex')
      hash.update(block.subarray(0, count))
    }
  } finally {
    closeSync(file)
  }
}
