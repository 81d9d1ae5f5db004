import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Signature } from '@tufjs/models'
import canonicalize from 'canonicalize'
import { SECRET_MODE, writeNew } from './durable-files.ts'

/** A key as metadata names it. */
export type PublicKey = { keytype: 'ed25519'; scheme: 'ed25519'; keyval: { public: string } }

export type SigningKey = { id: string; public: PublicKey; sign(data: Buffer): Signature }

export class KeyUnreadable extends Error {
  readonly why: 'passphrase-missing' | 'passphrase-wrong' | 'not-a-key' | 'not-found'
  /** Its name, not its place. */
  readonly file: string
  constructor(why: KeyUnreadable['why'], file: string) {
    super(`key unreadable: ${why}`)
    this.why = why
    this.file = file
  }
}

/** Makes an Ed25519 key and writes it to `path`, where nothing may be yet; encrypted when there is a passphrase. */
export function makeKeyFile(path: string, passphrase: string | null): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    ...(passphrase === null ? {} : { cipher: 'aes-256-cbc', passphrase }),
  })
  writeNew(path, pem.toString(), SECRET_MODE)
  return signingKey(privateKey)
}

/** @throws {KeyUnreadable} */
export function readKeyFile(path: string, passphrase: string | null): SigningKey {
  const file = path.replace(/^.*[\\/]/, '')
  let pem: string
  try {
    pem = readFileSync(path, 'utf8')
  } catch {
    throw new KeyUnreadable('not-found', file)
  }
  const isEncrypted = pem.includes('BEGIN ENCRYPTED PRIVATE KEY')
  if (isEncrypted && passphrase === null) throw new KeyUnreadable('passphrase-missing', file)
  let key: KeyObject
  try {
    key = createPrivateKey({ key: pem, format: 'pem', ...(isEncrypted ? { passphrase: passphrase ?? '' } : {}) })
  } catch {
    throw new KeyUnreadable(isEncrypted ? 'passphrase-wrong' : 'not-a-key', file)
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new KeyUnreadable('not-a-key', file)
  return signingKey(key)
}

/** @throws {KeyUnreadable} when the folder is not there, as after a move that left the secrets behind */
export function keyFolderNames(keysDir: string): string[] {
  try {
    return readdirSync(keysDir)
  } catch {
    throw new KeyUnreadable('not-found', 'keys')
  }
}

/** Files `<role>.pem` and, after rotations, `<role>-<n>.pem`. */
export function keyFilesOf(keysDir: string, role: string): string[] {
  const pattern = new RegExp(`^${role}(-\\d+)?\\.pem$`)
  return keyFolderNames(keysDir)
    .filter((name) => pattern.test(name))
    .toSorted()
    .map((name) => join(keysDir, name))
}

export function keyId(key: PublicKey): string {
  return createHash('sha256')
    .update(canonicalize(key) ?? '')
    .digest('hex')
}

function signingKey(key: KeyObject): SigningKey {
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  const shown: PublicKey = {
    keytype: 'ed25519',
    scheme: 'ed25519',
    keyval: { public: Buffer.from(x ?? '', 'base64url').toString('hex') },
  }
  const id = keyId(shown)
  return {
    id,
    public: shown,
    sign: (data) => new Signature({ keyID: id, sig: sign(null, data, key).toString('hex') }),
  }
}
