import { isDiskFull } from '../journal/committer.ts'
import { takeFolderAlone } from './folder-use.ts'
import { withNewKeys } from './fresh-secrets.ts'
import { keyFile } from './key-file.ts'
import { KeystoreRefused } from './keystore.ts'
import { hasRoomForRotation } from './room-for-rotation.ts'
import { rekeyDatabases, type Rotated, type RotationDeps } from './rotation.ts'
import { isUntouched, settleKeyFile } from './settle-rotation.ts'

export type RotatedNow = ({ kind: 'rotated' } & Rotated) | { kind: 'in-use' } | { kind: 'disk-full' }

/** Somebody else may just be closing. */
const ALONE_WAIT_MS = 1_000

/**
 * Gives the databases of a folder with a key file new keys, here and now, after a rotation that was broken off. Whatever is answered or
 * thrown, the folder opens with all that was in it. @throws KeystoreRefused, OpenRefused, JournalRefused
 */
export function rotateNow(deps: RotationDeps, askedBy: string): RotatedNow {
  const { folder } = deps
  const keystore = keyFile(folder.keyFile)
  settleKeyFile(deps, keystore)
  const alone = takeFolderAlone(folder, ALONE_WAIT_MS)
  if (alone === null) return { kind: 'in-use' }
  try {
    const current = keystore.load()
    if (current === null) throw new KeystoreRefused('missing')
    if (!hasRoomForRotation(folder)) return { kind: 'disk-full' }
    const staged = { secrets: withNewKeys(current), askedBy }
    keystore.stage(staged)
    try {
      const rotated = rekeyDatabases(deps, current, staged)
      keystore.commit()
      return { kind: 'rotated', ...rotated }
    } catch (error) {
      if (isUntouched(folder, current)) keystore.unstage()
      if (isDiskFull(error)) return { kind: 'disk-full' }
      throw error
    }
  } finally {
    alone.release()
  }
}
