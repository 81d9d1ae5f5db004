import { hkdfSync, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** What only this machine may know. Kept by a `Keystore`, never logged, never in a database. */
export type Secrets = {
  /** 32 bytes; every database key is derived from it. Another one after a rotation. */
  masterKey: Buffer
  /** 32 bytes that no rotation changes: what was hashed with them must be found again for as long as the journal is kept. */
  lastingKey: Buffer
  /** 32 bytes, the desk's age identity (X25519), which opens its backups. Another one after a rotation. */
  backupKey: Buffer
  /** 32 bytes, seed of the desk's Ed25519 key. */
  signingSeed: Buffer
  /** UUIDv7 of this desk's journal. */
  deviceId: string
}

/** The secrets that will take the place of the current ones, once the databases have them. */
export type StagedSecrets = {
  secrets: Secrets
  /** Who asked for it, as written in the journal. */
  askedBy: string
}

/** Where secrets are kept in a file. What the operating system seals is kept by Electron's main process: `SealedStore`. */
export type Keystore = {
  /** Null when there are none yet. @throws {KeystoreRefused} */
  load(): Secrets | null
  /** Writes once; refuses to overwrite. @throws {KeystoreRefused} */
  create(secrets: Secrets): void
  /** Keeps the next secrets beside the current ones: whole or not at all, on the disk when this returns. */
  stage(staged: StagedSecrets): void
  /** Null: no rotation is under way. @throws {KeystoreRefused} */
  staged(): StagedSecrets | null
  /** The staged secrets are the current ones from now on; the content of the file before is overwritten. */
  commit(): void
  /** Gives up the staged secrets, with which nothing was encrypted yet. */
  unstage(): void
}

/** How the core has Electron's main process keep the secrets of the next keys. Each rejects when that failed; nothing was changed then. */
export type SealedStore = Readonly<{
  stage: (staged: StagedSecrets) => Promise<void>
  commit: () => Promise<void>
  unstage: () => Promise<void>
}>

export type KeystoreRefusal =
  | 'missing'
  | 'readable-by-others'
  | 'damaged'
  /** The next keys of a rotation that was broken off, and a database has them already. */
  | 'staged-damaged'
  | 'both-damaged'
  | 'staged-of-another-desk'
  | 'not-writable'
  | 'already-there'
  | 'unsealing-failed'
  /** There are keys, but only the desktop program can open them. */
  | 'sealed'

export class KeystoreRefused extends Error {
  readonly code: KeystoreRefusal
  constructor(code: KeystoreRefusal) {
    super(`keystore refused: ${code}`)
    this.code = code
  }
}

/** One raw 32-byte key per file: two files never share one. `purpose` e.g. `journal`, `roster/2026-11-21-1`. */
export function deriveKey(secrets: Pick<Secrets, 'masterKey'>, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secrets.masterKey, 'loket-sehat', purpose, 32))
}

/** `audit-subject`: the keyed hash of a person in the audit trail. `pin-pepper`: goes into every operator's verifier. */
export type LastingPurpose = 'audit-subject' | 'pin-pepper'

export function deriveLastingKey({ lastingKey }: Secrets, purpose: LastingPurpose): Buffer {
  return deriveKey({ masterKey: lastingKey }, purpose)
}

// RFC 8410: the fixed DER head of an Ed25519 private key, before its 32-byte seed.
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

export function signingKey(secrets: Secrets): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, secrets.signingSeed]), format: 'der', type: 'pkcs8' })
}

/** Raw 32 bytes of the public key. */
export function publicKeyBytes(privateKey: KeyObject): Buffer {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return Buffer.from(spki.subarray(spki.length - 32))
}

// The same for a public key, before its 32 raw bytes.
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

export function publicKeyFromBytes(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_ED25519, raw]), format: 'der', type: 'spki' })
}
