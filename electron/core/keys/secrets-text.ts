import { z } from 'zod'
import { deriveKey, KeystoreRefused, type Secrets, type StagedSecrets } from './keystore.ts'

const Key = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((hex) => Buffer.from(hex, 'hex'))

const Common = z.strictObject({ masterKey: Key, signingSeed: Key, deviceId: z.uuid() })

/** Before keys could be rotated, one key did everything: it goes on as the lasting one, and what it hashed is still found. */
const Format1 = Common.extend({ format: z.literal(1) }).transform(({ masterKey, signingSeed, deviceId }): Secrets => ({
  masterKey,
  lastingKey: masterKey,
  backupKey: deriveKey({ masterKey }, 'backup'),
  signingSeed,
  deviceId,
}))

const Text2 = Common.extend({
  format: z.literal(2),
  lastingKey: Key,
  backupKey: Key,
  /** Who had these keys made in place of others. */
  askedBy: z.string().min(1).max(80).optional(),
})

const Format2 = Text2.transform(({ masterKey, lastingKey, backupKey, signingSeed, deviceId }): Secrets => ({
  masterKey,
  lastingKey,
  backupKey,
  signingSeed,
  deviceId,
}))

const SecretsText = z.union([Format2, Format1])

/** The one form in which secrets are kept: in a key file, sealed by the operating system, or inside a backup. */
export function writeSecrets(secrets: Secrets): string {
  return JSON.stringify(textOf(secrets))
}

export function writeStaged({ secrets, askedBy }: StagedSecrets): string {
  return JSON.stringify({ ...textOf(secrets), askedBy } satisfies z.input<typeof Text2>)
}

function textOf(secrets: Secrets) {
  return {
    format: 2,
    masterKey: secrets.masterKey.toString('hex'),
    lastingKey: secrets.lastingKey.toString('hex'),
    backupKey: secrets.backupKey.toString('hex'),
    signingSeed: secrets.signingSeed.toString('hex'),
    deviceId: secrets.deviceId,
  } satisfies z.input<typeof Text2>
}

/** @throws {KeystoreRefused} `damaged` */
export function readSecrets(text: string): Secrets {
  return read(SecretsText, text)
}

/** @throws {KeystoreRefused} `damaged` */
export function readStaged(text: string): StagedSecrets {
  const { askedBy } = read(Text2, text)
  if (askedBy === undefined) throw new KeystoreRefused('damaged')
  return { secrets: readSecrets(text), askedBy }
}

function read<T>(schema: z.ZodType<T>, text: string): T {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new KeystoreRefused('damaged')
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new KeystoreRefused('damaged')
  return parsed.data
}
