import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { KeystoreRefused, type Keystore, type Secrets } from './keystore.ts'
import { readSecrets, writeSecrets } from './secrets-text.ts'
import { makePrivateFolder } from '../private-folder.ts'

/** Secrets in a file of mode 0600. A file that others may read is refused: it may have been copied already. */
export function keyFile(path: string): Keystore {
  return { load: () => load(path), create: (secrets) => create(path, secrets) }
}

function load(path: string): Secrets | null {
  if (!existsSync(path)) return null
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
  const text = writeSecrets(secrets)
  let file: number
  try {
    makePrivateFolder(dirname(path))
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new KeystoreRefused(exists ? 'already-there' : 'not-writable')
  }
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
