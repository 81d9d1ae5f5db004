import { createHash, type KeyObject } from 'node:crypto'
import { Metadata, MetadataKind, type Key, type Root } from '@tufjs/models'
import { getPublicKey } from '@tufjs/models/dist/utils/key.js'

const ROLES = ['root', 'targets', 'snapshot', 'timestamp'] as const
/** No single person, and no single stolen key, speaks for a feed. */
const MIN_ROOT_THRESHOLD = 2
/** Kinds of keys that have one form to compare them in. */
const COMPARABLE: ReadonlySet<string | undefined> = new Set(['ed25519', 'ec', 'rsa'])

export type RootReading =
  | { kind: 'root'; root: Root; version: number; expires: Date; sha256: string }
  | { kind: 'not-a-root' }

/** Reads a root and checks what TUF leaves open: that it trusts enough different keys. */
export function readRoot(text: string): RootReading {
  try {
    const metadata = Metadata.fromJSON(MetadataKind.Root, JSON.parse(text))
    const root = metadata.signed as Root
    metadata.verifyDelegate(MetadataKind.Root, metadata)
    if (!isStrong(root)) return { kind: 'not-a-root' }
    return { kind: 'root', root, version: root.version, expires: new Date(root.expires), sha256: rootSha256(text) }
  } catch {
    // Whatever it is, its signatures do not hold or it is no root at all.
    return { kind: 'not-a-root' }
  }
}

/** What an issuer and a desk compare, and what tells feeds of one name apart. */
export function rootSha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Whether a later root trusts too few keys, or one of them twice. False for what is no root: its signatures are another question. */
export function trustsTooFew(text: string): boolean {
  try {
    return !isStrong(Metadata.fromJSON(MetadataKind.Root, JSON.parse(text)).signed as Root)
  } catch {
    return false
  }
}

/**
 * The library counts key ids, not keys: one key under two names would count as two signatures. And a feed whose files are not named by their
 * hash could not be published while desks fetch.
 */
function isStrong(root: Root): boolean {
  const roles = ROLES.map((role) => root.roles[role])
  if (!root.consistentSnapshot || roles.includes(undefined)) return false
  const keys = Object.values(root.keys).map(keyItself)
  if (keys.includes(null) || new Set(keys).size < keys.length) return false
  if (roles.some((role) => role === undefined || new Set(role.keyIDs).size < role.threshold)) return false
  return (root.roles['root']?.threshold ?? 0) >= MIN_ROOT_THRESHOLD
}

/** However it is written: the library takes many texts, hexadecimal and PEM, for the same key. Null: it has no one form, and may be another one of these. */
function keyItself({ keyID, keyType, scheme, keyVal }: Key): string | null {
  let key: KeyObject
  try {
    key = getPublicKey({ keyType, scheme, keyVal: keyVal['public'] ?? '' }).key
  } catch {
    // What cannot be read signs nothing.
    return keyID
  }
  try {
    return COMPARABLE.has(key.asymmetricKeyType) ? JSON.stringify(key.export({ format: 'jwk' })) : null
  } catch {
    // It can sign, and is of a curve that JWK has no name for.
    return null
  }
}
