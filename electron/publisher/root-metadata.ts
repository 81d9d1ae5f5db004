import { Metadata, MetadataKind, type Root } from '@tufjs/models'
import { LIFETIME_DAYS, SPEC_VERSION, expiry } from './lifetimes.ts'
import type { PublicKey, SigningKey } from './signing-keys.ts'

export const ONLINE_ROLES = ['targets', 'snapshot', 'timestamp'] as const
export type OnlineRole = (typeof ONLINE_ROLES)[number]
export type FeedRole = 'root' | OnlineRole

export const ROOT_KEYS = 3
export const ROOT_THRESHOLD = 2

/** The public keys of each role, by key id. */
export type RoleKeys = Record<FeedRole, Record<string, PublicKey>>

/** Thrown for keys that would make a threshold worth less than it says. A bug of the caller, or a key file copied over another. */
export class DuplicateKeys extends Error {}

/**
 * A new root, signed by `signers`. @throws {DuplicateKeys} when one public key stands for two: it would count twice, so that one stolen
 * key were enough where two are asked for
 */
export function signedRoot(version: number, keys: RoleKeys, now: Date, signers: readonly SigningKey[]): Metadata<Root> {
  const all = Object.values(keys).flatMap((ofRole) => Object.values(ofRole))
  if (new Set(all.map((key) => key.keyval.public)).size < all.length) throw new DuplicateKeys('duplicate public keys')
  const role = (ofRole: FeedRole, threshold: number) => ({ keyids: Object.keys(keys[ofRole]), threshold })
  const root = Metadata.fromJSON(MetadataKind.Root, {
    signatures: [],
    signed: {
      _type: MetadataKind.Root,
      spec_version: SPEC_VERSION,
      version,
      expires: expiry(now, LIFETIME_DAYS.root),
      consistent_snapshot: true,
      keys: Object.assign({}, ...Object.values(keys)),
      roles: {
        root: role('root', ROOT_THRESHOLD),
        targets: role('targets', 1),
        snapshot: role('snapshot', 1),
        timestamp: role('timestamp', 1),
      },
    },
  })
  for (const signer of signers) root.sign((data) => signer.sign(data), true)
  return root
}

/** The keys that `root` names, by role. */
export function roleKeysOf(root: Metadata<Root>): RoleKeys {
  const ofRole = (role: FeedRole): Record<string, PublicKey> =>
    Object.fromEntries(
      (root.signed.roles[role]?.keyIDs ?? []).flatMap((id) => {
        const key = root.signed.keys[id]
        if (key === undefined) return []
        const shown: PublicKey = {
          keytype: 'ed25519',
          scheme: 'ed25519',
          keyval: { public: key.keyVal['public'] ?? '' },
        }
        return [[id, shown]]
      }),
    )
  return {
    root: ofRole('root'),
    targets: ofRole('targets'),
    snapshot: ofRole('snapshot'),
    timestamp: ofRole('timestamp'),
  }
}
