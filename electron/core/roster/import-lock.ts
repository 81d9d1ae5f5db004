import { join } from 'node:path'
import { lockFile } from '../db/lock-file.ts'
import { LOCK_FILE } from './pointer-file.ts'

/** Keeps two imports apart, also of two processes. Null when another import runs. */
export function lockImport(rosterDir: string): { release(): void } | null {
  return lockFile(join(rosterDir, LOCK_FILE))
}
