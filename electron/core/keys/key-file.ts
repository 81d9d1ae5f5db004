import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makePrivateFolder } from '../private-folder.ts'
import { KeystoreRefused, type Keystore, type Secrets, type StagedSecrets } from './keystore.ts'
import { readSecrets, readStaged, writeSecrets, writeStaged } from './secrets-text.ts'
import { writeOnce } from './write-once.ts'
import { readPrivate, removePrivate, replacePrivate, writePrivate } from './write-private.ts'

/** Where the desktop program keeps the secrets when the operating system seals them. */
export const SEALED_FILE = 'keys.sealed'
/** Beside the key file while a rotation is under way. */
const NEXT_FILE = 'keys.next'

/** Whether the folder's secrets are in its key file alone, as after a restore, whatever an operating system still keeps of it. */
export function isKeptInFile({ keyFile: path }: { keyFile: string }): boolean {
  return existsSync(path) && !existsSync(join(dirname(path), SEALED_FILE))
}

/** Whether the next start gives the databases new keys, or goes on with that. */
export function isRotationStaged({ keyFile: path }: { keyFile: string }): boolean {
  return existsSync(join(dirname(path), NEXT_FILE))
}

/** Secrets in a file of mode 0600. A file that others may read is refused: it may have been copied already. */
export function keyFile(path: string): Keystore {
  const next = join(dirname(path), NEXT_FILE)
  return {
    load: () => load(path),
    create: (secrets) => create(path, secrets),
    stage: (staged) => writePrivate(next, writeStaged(staged)),
    staged: () => loadStaged(next),
    commit: () => replacePrivate(path, next),
    unstage: () => removePrivate(next),
  }
}

function load(path: string): Secrets | null {
  if (!existsSync(path)) {
    if (existsSync(join(dirname(path), SEALED_FILE))) throw new KeystoreRefused('sealed')
    return null
  }
  return readSecrets(readPrivate(path))
}

function loadStaged(path: string): StagedSecrets | null {
  return existsSync(path) ? readStaged(readPrivate(path)) : null
}

function create(path: string, secrets: Secrets): void {
  try {
    makePrivateFolder(dirname(path))
  } catch {
    throw new KeystoreRefused('not-writable')
  }
  writeOnce(path, writeSecrets(secrets))
}
