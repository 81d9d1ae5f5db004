import { dirname, join } from 'node:path'
import type { DataFolder } from '../data-folder.ts'
import { lockAlone, lockShared, type HeldLock, type SharedLock } from '../db/shared-lock.ts'

const LOCK_FILE = 'in-use.lock'
/** Longer than a rotation of the largest databases takes. */
const SHARE_WAIT_MS = 60_000

/**
 * Taken by every process that has the keys of a data folder in its hands, for as long as it has. Many may share it; a rotation needs the
 * folder alone, or another process would go on writing with keys that are none any more. @throws SQLITE_BUSY
 */
export function shareFolder(folder: Pick<DataFolder, 'keyFile'>): SharedLock {
  return lockShared(lockPath(folder), SHARE_WAIT_MS)
}

/** Null when another process has the folder in use for all of `waitMs`. */
export function takeFolderAlone(folder: Pick<DataFolder, 'keyFile'>, waitMs: number): HeldLock | null {
  return lockAlone(lockPath(folder), waitMs)
}

function lockPath({ keyFile }: Pick<DataFolder, 'keyFile'>): string {
  return join(dirname(keyFile), LOCK_FILE)
}
