import type { Metadata, Root } from '@tufjs/models'
import type { PublisherFolder } from './publisher-folder.ts'
import { ONLINE_ROLES, roleKeysOf, type OnlineRole } from './root-metadata.ts'
import type { Signers } from './sign-publication.ts'
import { keyFilesOf, readKeyFile, type SigningKey } from './signing-keys.ts'

/** No key file of this role is one that the root names. */
export class KeyNotTrusted extends Error {
  readonly role: OnlineRole
  constructor(role: OnlineRole) {
    super('no trusted key')
    this.role = role
  }
}

/** The keys that `root` trusts for its online roles. @throws {KeyNotTrusted} {@link KeyUnreadable} */
export function onlineSigners(folder: PublisherFolder, root: Metadata<Root>, passphrase: string | null): Signers {
  const [targets, snapshot, timestamp] = ONLINE_ROLES.map((role) => {
    const key = trustedKey(folder, root, role, passphrase)
    if (key === null) throw new KeyNotTrusted(role)
    return [key]
  }) as [SigningKey[], SigningKey[], SigningKey[]]
  return { targets, snapshot, timestamp }
}

/** Null when there is no such key, for example because it was lost. */
export function trustedKey(
  folder: PublisherFolder,
  root: Metadata<Root>,
  role: OnlineRole,
  passphrase: string | null,
): SigningKey | null {
  const trusted = roleKeysOf(root)[role]
  const keys = keyFilesOf(folder.keys, role).map((path) => readKeyFile(path, passphrase))
  return (
    keys.find(({ public: key }) => Object.values(trusted).some((one) => one.keyval.public === key.keyval.public)) ??
    null
  )
}
