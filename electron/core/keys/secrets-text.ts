import { z } from 'zod'
import { KeystoreRefused, type Secrets } from './keystore.ts'

const SecretsText = z.strictObject({
  format: z.literal(1),
  masterKey: z.string().regex(/^[0-9a-f]{64}$/),
  signingSeed: z.string().regex(/^[0-9a-f]{64}$/),
  deviceId: z.uuid(),
})

/** The one form in which secrets are kept, in a key file or sealed by the operating system. */
export function writeSecrets(secrets: Secrets): string {
  return JSON.stringify({
    format: 1,
    masterKey: secrets.masterKey.toString('hex'),
    signingSeed: secrets.signingSeed.toString('hex'),
    deviceId: secrets.deviceId,
  } satisfies z.infer<typeof SecretsText>)
}

/** @throws {KeystoreRefused} `damaged` */
export function readSecrets(text: string): Secrets {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new KeystoreRefused('damaged')
  }
  const parsed = SecretsText.safeParse(json)
  if (!parsed.success) throw new KeystoreRefused('damaged')
  return {
    masterKey: Buffer.from(parsed.data.masterKey, 'hex'),
    signingSeed: Buffer.from(parsed.data.signingSeed, 'hex'),
    deviceId: parsed.data.deviceId,
  }
}
