import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { KeystoreRefused, type Keystore, type Secrets } from './keystore.ts'
import { readSecrets, writeSecrets } from './secrets-text.ts'
import { makePrivateFolder } from '../private-folder.ts'
import { writeOnce } from './write-once.ts'

/** Where the desktop program keeps the secrets when the operating system seals them. */
export const SEALED_FILE = 'keys.sealed'

/** Secrets in a file of mode 0600. A file that others may read is refused: it may have been copied already. */
export function keyFile(path: string): Keystore {
  return { load: () => load(path), create: (secrets) => create(path, secrets) }
}

function load(path: string): Secrets | null {
  if (!existsSync(path)) {
    if (existsSync(join(dirname(path), SEALED_FILE))) throw new KeystoreRefused('sealed')
    return null
  }
  return readSecrets(readPrivate(path))
}

function readPrivate(path: string): string {
  const file = openSync(path, 'r')
  try {
    // Windows has no such bits; there the profile folder's access list protects the file.
    if (process.platform !== 'win32' && (fstatSync(file).mode & 0o077) !== 0)
      throw new KeystoreRefused('readable-by-others')
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

function create(path: string, secrets: Secrets): void {
  try {
    makePrivateFolder(dirname(path))
  } catch {
    throw new KeystoreRefused('not-writable')
  }
  writeOnce(path, writeSecrets(secrets))
}
