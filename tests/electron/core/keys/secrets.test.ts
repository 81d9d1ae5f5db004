import { Decrypter, Encrypter } from 'age-encryption'
import { createHmac, hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { backupIdentity, backupRecipient } from '../../../../electron/core/keys/backup-identity.ts'
import { freshSecrets, withNewKeys } from '../../../../electron/core/keys/fresh-secrets.ts'
import { deriveKey, deriveLastingKey } from '../../../../electron/core/keys/keystore.ts'
import { readSecrets, writeSecrets } from '../../../../electron/core/keys/secrets-text.ts'

const FORMAT_1 = {
  format: 1,
  masterKey: '07'.repeat(32),
  signingSeed: '08'.repeat(32),
  deviceId: '01939d3e-0000-7000-8000-000000000001',
}

describe('the text in which secrets are kept', () => {
  it('is read back whole', () => {
    const secrets = freshSecrets()
    expect(readSecrets(writeSecrets(secrets))).toEqual(secrets)
  })

  it('is still read where it is of the first format, and a person keeps the hash that stands in the audit trail', () => {
    const secrets = readSecrets(JSON.stringify(FORMAT_1))
    const firstKey = Buffer.from(
      hkdfSync('sha256', Buffer.alloc(32, 7), 'loket-sehat', 'audit-subject', 32) as ArrayBuffer,
    )
    const hashOf = (key: Buffer) => createHmac('sha256', key).update('nik 3275020108909901').digest('hex')
    expect(hashOf(deriveLastingKey(secrets, 'audit-subject'))).toBe(hashOf(firstKey))
    expect(secrets.backupKey).toEqual(deriveKey(secrets, 'backup'))
    // Kept once more, it is of the second format and means the same.
    expect(readSecrets(writeSecrets(secrets))).toEqual(secrets)
  })

  it.each([
    ['empty', ''],
    ['not JSON', '{'],
    ['another format', JSON.stringify({ ...FORMAT_1, format: 3 })],
    ['a key too short', JSON.stringify({ ...FORMAT_1, masterKey: '07'.repeat(31) })],
    ['a key too many', JSON.stringify({ ...FORMAT_1, backupKey: '07'.repeat(32) })],
    ['no device', JSON.stringify({ ...FORMAT_1, deviceId: '' })],
  ])('is refused as damaged when it is %s', (_, text) => {
    expect(() => readSecrets(text)).toThrow('damaged')
  })

  it('is refused as damaged wherever it was cut off', () => {
    const text = writeSecrets(freshSecrets())
    for (let length = 0; length < text.length; length++) {
      expect(() => readSecrets(text.slice(0, length))).toThrow('damaged')
    }
  })
})

describe('new keys', () => {
  it('change what databases and backups are encrypted with, and nothing that must last', () => {
    const before = freshSecrets()
    const after = withNewKeys(before)
    expect(deriveKey(after, 'journal')).not.toEqual(deriveKey(before, 'journal'))
    expect(backupIdentity(after)).not.toBe(backupIdentity(before))
    expect(deriveLastingKey(after, 'audit-subject')).toEqual(deriveLastingKey(before, 'audit-subject'))
    expect(deriveLastingKey(after, 'pin-pepper')).toEqual(deriveLastingKey(before, 'pin-pepper'))
    expect(after).toMatchObject({ signingSeed: before.signingSeed, deviceId: before.deviceId })
  })
})

describe('the backup identity', () => {
  it('is one that age knows, and opens what was encrypted to its recipient', async () => {
    const secrets = freshSecrets()
    expect(backupIdentity(secrets)).toMatch(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/)
    const encrypter = new Encrypter()
    encrypter.addRecipient(await backupRecipient(secrets))
    const sealed = await encrypter.encrypt('isi')
    const decrypter = new Decrypter()
    decrypter.addIdentity(backupIdentity(secrets))
    expect(await decrypter.decrypt(sealed, 'text')).toBe('isi')
  })
})
