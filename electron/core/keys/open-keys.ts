import { existsSync } from 'node:fs'
import type { DataFolder } from '../data-folder.ts'
import { opensWith } from '../db/rekey-copy.ts'
import type { HeldLock, SharedLock } from '../db/shared-lock.ts'
import { shareFolder } from './folder-use.ts'
import { freshSecrets } from './fresh-secrets.ts'
import { keyFile } from './key-file.ts'
import { deriveKey, KeystoreRefused, type Keystore, type Secrets } from './keystore.ts'
import type { RotationDeps } from './rotation.ts'
import { settleKeyFile } from './settle-rotation.ts'

/** The secrets of a data folder, and its use by this process for as long as it has them. */
export type OpenKeys = { secrets: Secrets; use: SharedLock }

/**
 * Completes a rotation that was broken off, then reads the secrets of the folder's key file, or founds them. `unsealed`: those that the
 * operating system keeps, and then that was seen to already. @throws {KeystoreRefused}
 */
export function openKeys(deps: RotationDeps, unsealed: Secrets | undefined): OpenKeys {
  if (unsealed !== undefined) return { secrets: unsealed, use: shareFolder(deps.folder) }
  const keystore = keyFile(deps.folder.keyFile)
  settleKeyFile(deps, keystore)
  const use = shareFolder(deps.folder)
  return { secrets: keepingUse(use, () => loadOrCreate(keystore, deps.folder)), use }
}

/** The folder is not in use by this process when `work` fails. */
export function keepingUse<T>(use: HeldLock, work: () => T): T {
  try {
    return work()
  } catch (error) {
    use.release()
    throw error
  }
}

function loadOrCreate(keystore: Keystore, folder: DataFolder): Secrets {
  const existing = keystore.load()
  if (existing) return existing
  // New keys beside old data would make that data unreadable for good.
  if (existsSync(folder.journal) || existsSync(folder.journalHead)) throw new KeystoreRefused('missing')
  const fresh = freshSecrets()
  keystore.create(fresh)
  return fresh
}

/** Changes nothing: of the keys of a rotation that was broken off, those that the journal has. Null: there are none. @throws {KeystoreRefused} */
export function secretsOfJournal(folder: DataFolder): Secrets | null {
  const keystore = keyFile(folder.keyFile)
  const staged = keystore.staged()
  if (staged !== null && opensWith(folder.journal, deriveKey(staged.secrets, 'journal'))) return staged.secrets
  return keystore.load()
}
