import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openDataFolder } from '../core/data-folder.ts'
import { freshSecrets } from '../core/keys/fresh-secrets.ts'
import { SEALED_FILE } from '../core/keys/key-file.ts'
import { KeystoreRefused, type Secrets } from '../core/keys/keystore.ts'
import { readSecrets, writeSecrets } from '../core/keys/secrets-text.ts'
import { writeOnce } from '../core/keys/write-once.ts'

/** The operating system's own secret store, as Electron's `safeStorage` offers it. */
export type Sealer = {
  /** False where the system has no store that deserves the name. */
  available: () => Promise<boolean>
  seal: (text: string) => Promise<Buffer>
  unseal: (sealed: Buffer) => Promise<string>
}

/**
 * The desk's secrets, sealed in `keys/keys.sealed`. Null where the core must use its key file: the folder has one already
 * (it was founded in the browser shell or by the command line), or the system has no secret store.
 * @throws {KeystoreRefused} `unsealing-failed`, `damaged`, `not-writable`; and DataFolderRefused
 */
export async function openSealedKeys(dataFolder: string, sealer: Sealer): Promise<Secrets | null> {
  const folder = openDataFolder(dataFolder)
  const sealedFile = join(dirname(folder.keyFile), SEALED_FILE)
  if (existsSync(sealedFile)) return unseal(sealedFile, sealer)
  // New keys beside old data would make that data unreadable for good: the core says what is missing.
  if ([folder.keyFile, folder.journal, folder.journalHead].some((path) => existsSync(path))) return null
  if (!(await sealer.available())) return null
  const secrets = freshSecrets()
  writeOnce(sealedFile, await sealer.seal(writeSecrets(secrets)))
  return secrets
}

async function unseal(file: string, sealer: Sealer): Promise<Secrets> {
  let text: string
  try {
    text = await sealer.unseal(readFileSync(file))
  } catch {
    throw new KeystoreRefused('unsealing-failed')
  }
  return readSecrets(text)
}
