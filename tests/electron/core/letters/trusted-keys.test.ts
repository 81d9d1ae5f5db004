import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publicKeyBytes } from '../../../../electron/core/keys/keystore.ts'
import { keyIdOf } from '../../../../electron/core/letters/letter-signature.ts'
import { openTrustedKeys, type LetterKey } from '../../../../electron/core/letters/trusted-keys.ts'

function aKey(): LetterKey {
  const publicKey = publicKeyBytes(generateKeyPairSync('ed25519').privateKey)
  return {
    format: 'loket-sehat-letter-key',
    version: 1,
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.toString('hex'),
    desk: 'A1',
    hospitalCode: '3275999',
    hospitalName: 'RSUD Contoh',
  }
}

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loket-keys-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('the keys of other desks', () => {
  it('are there after being added, and are added once', () => {
    const key = aKey()
    const keys = openTrustedKeys(join(dir, 'letter-keys'))
    expect(keys.all()).toEqual([])
    expect(keys.add(JSON.stringify(key))).toEqual({ kind: 'trusted', key })
    expect(keys.add(JSON.stringify(key))).toEqual({ kind: 'already', key })
    expect(openTrustedKeys(join(dir, 'letter-keys')).all()).toEqual([
      { keyId: key.keyId, publicKey: Buffer.from(key.publicKey, 'hex'), desk: 'A1 · RSUD Contoh' },
    ])
    const files = readdirSync(join(dir, 'letter-keys'))
    expect(files).toEqual([`${key.keyId}.json`])
  })

  it.skipIf(process.platform === 'win32')('are files that only this user may read', () => {
    const key = aKey()
    openTrustedKeys(dir).add(JSON.stringify(key))
    expect(statSync(join(dir, `${key.keyId}.json`)).mode & 0o077).toBe(0)
  })

  it('are refused when the id does not fit the key, or anything else is wrong', () => {
    const keys = openTrustedKeys(dir)
    const key = aKey()
    const wrong = [
      '',
      'null',
      '{"format":',
      JSON.stringify({ ...key, keyId: aKey().keyId }),
      JSON.stringify({ ...key, desk: '../../etc' }),
      JSON.stringify({ ...key, more: true }),
      JSON.stringify({ ...key, version: 2 }),
    ]
    for (const text of wrong) expect(keys.add(text)).toEqual({ kind: 'unreadable' })
    expect(readdirSync(dir)).toEqual([])
  })

  it('are left out when their file is damaged, without harm to the others', () => {
    const keys = openTrustedKeys(dir)
    keys.add(JSON.stringify(aKey()))
    writeFileSync(join(dir, '0000000000000000.json'), '{')
    expect(keys.all()).toHaveLength(1)
  })
})
