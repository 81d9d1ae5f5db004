import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openDataFolder } from '../core/data-folder.ts'
import { freshSecrets } from '../core/keys/fresh-secrets.ts'
import { SEALED_FILE } from '../core/keys/key-file.ts'
import { KeystoreRefused, type SealedStore, type Secrets, type StagedSecrets } from '../core/keys/keystore.ts'
import { readSecrets, readStaged, writeSecrets, writeStaged } from '../core/keys/secrets-text.ts'
import { writeOnce } from '../core/keys/write-once.ts'
import { removePrivate, replacePrivate, writePrivate } from '../core/keys/write-private.ts'

/** The operating system's own secret store, as Electron's `safeStorage` offers it. */
export type Sealer = {
  /** False where the system has no store that deserves the name. */
  available: () => Promise<boolean>
  seal: (text: string) => Promise<Buffer>
  unseal: (sealed: Buffer) => Promise<string>
}

/** The desk's secrets as they are now, and what the core may ask to have done with them. */
export type SealedKeys = SealedStore & {
  secrets: () => Secrets
  /** Of a rotation under way. */
  staged: () => StagedSecrets | 'damaged' | null
}

/**
 * The desk's secrets, sealed in `keys/keys.sealed`. Null where the core must use its key file: the folder has one already
 * (it was founded in the browser shell or by the command line), or the system has no secret store.
 * @throws {KeystoreRefused} `unsealing-failed`, `damaged`, `not-writable`; and DataFolderRefused
 */
export async function openSealedKeys(dataFolder: string, sealer: Sealer): Promise<SealedKeys | null> {
  const folder = openDataFolder(dataFolder)
  const sealedFile = join(dirname(folder.keyFile), SEALED_FILE)
  const nextFile = `${sealedFile}.next`
  const secrets = await unsealOrFound(folder, sealedFile, sealer)
  return secrets && sealedKeys({ sealedFile, nextFile, sealer }, secrets, await unsealStaged(nextFile, sealer))
}

async function unsealOrFound(
  folder: ReturnType<typeof openDataFolder>,
  sealedFile: string,
  sealer: Sealer,
): Promise<Secrets | null> {
  if (existsSync(sealedFile)) return readSecrets(await unseal(sealedFile, sealer))
  // New keys beside old data would make that data unreadable for good: the core says what is missing.
  if ([folder.keyFile, folder.journal, folder.journalHead].some((path) => existsSync(path))) return null
  if (!(await sealer.available())) return null
  const secrets = freshSecrets()
  writeOnce(sealedFile, await sealer.seal(writeSecrets(secrets)))
  return secrets
}

async function unsealStaged(nextFile: string, sealer: Sealer): Promise<StagedSecrets | 'damaged' | null> {
  if (!existsSync(nextFile)) return null
  try {
    return readStaged(await unseal(nextFile, sealer))
  } catch {
    // Whether it is needed, the core knows: it has the databases.
    return 'damaged'
  }
}

function sealedKeys(
  { sealedFile, nextFile, sealer }: { sealedFile: string; nextFile: string; sealer: Sealer },
  loaded: Secrets,
  loadedStaged: StagedSecrets | 'damaged' | null,
): SealedKeys {
  let secrets = loaded
  let staged = loadedStaged
  return {
    secrets: () => secrets,
    staged: () => staged,
    async stage(next) {
      writePrivate(nextFile, await sealer.seal(writeStaged(next)))
      staged = next
    },
    async commit() {
      if (staged === null || staged === 'damaged') throw new KeystoreRefused('missing')
      replacePrivate(sealedFile, nextFile)
      secrets = staged.secrets
      staged = null
    },
    async unstage() {
      removePrivate(nextFile)
      staged = null
    },
  }
}

async function unseal(file: string, sealer: Sealer): Promise<string> {
  try {
    return await sealer.unseal(readFileSync(file))
  } catch {
    throw new KeystoreRefused('unsealing-failed')
  }
}
