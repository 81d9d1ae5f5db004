import { bech32 } from '@scure/base'
import { identityToRecipient } from 'age-encryption'
import type { Secrets } from './keystore.ts'

/**
 * The age identity that opens this desk's backups, `AGE-SECRET-KEY-1...`: what the recovery kit shows.
 * @see https://age-encryption.org/v1 (X25519 identities are Bech32 of 32 bytes, in capitals)
 */
export function backupIdentity({ backupKey }: Pick<Secrets, 'backupKey'>): string {
  return bech32.encodeFromBytes('age-secret-key-', backupKey).toUpperCase()
}

/** The `age1...` to which this desk's backups are encrypted. */
export function backupRecipient(secrets: Pick<Secrets, 'backupKey'>): Promise<string> {
  return identityToRecipient(backupIdentity(secrets))
}
