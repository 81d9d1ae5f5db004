import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Secrets } from './keystore.ts'

const KEY_BYTES = 32

/** The secrets of a desk that is founded now. */
export function freshSecrets(): Secrets {
  return {
    masterKey: randomBytes(KEY_BYTES),
    lastingKey: randomBytes(KEY_BYTES),
    backupKey: randomBytes(KEY_BYTES),
    signingSeed: randomBytes(KEY_BYTES),
    deviceId: uuidv7(),
  }
}

/** The same desk with new keys for its databases and backups. Letters, audit hashes and operators' verifiers keep what they were made with. */
export function withNewKeys(secrets: Secrets): Secrets {
  return { ...secrets, masterKey: randomBytes(KEY_BYTES), backupKey: randomBytes(KEY_BYTES) }
}
