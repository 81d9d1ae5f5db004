import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyFile } from '../../../electron/core/keys/key-file.ts'
import { withNewKeys } from '../../../electron/core/keys/fresh-secrets.ts'
import { answerKeys } from '../../../electron/main/answer-keys.ts'
import { openSealedKeys, type SealedKeys, type Sealer } from '../../../electron/main/sealed-keys.ts'

let dataFolder: string
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'loket-keys-'))
})
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

/** Stands for the operating system's secret store of one user. */
function store(user: string, available = true): Sealer {
  return {
    available: () => Promise.resolve(available),
    seal: (text) => Promise.resolve(Buffer.from(`${user}:${Buffer.from(text).toString('base64')}`)),
    unseal: (sealed) => {
      const [owner, text = ''] = sealed.toString().split(':')
      return owner === user ? Promise.resolve(Buffer.from(text, 'base64').toString()) : Promise.reject(new Error('no'))
    },
  }
}

async function opened(user: string): Promise<SealedKeys> {
  const keys = await openSealedKeys(dataFolder, store(user))
  if (keys === null) throw new Error('nothing is sealed here')
  return keys
}

const keyFiles = () => readdirSync(join(dataFolder, 'keys'))

describe('sealed keys', () => {
  it('are founded once and are the same at every later start', async () => {
    const first = await opened('ani')
    expect(first.secrets()).toMatchObject({ masterKey: expect.any(Buffer), signingSeed: expect.any(Buffer) })
    expect(first.secrets().masterKey).toHaveLength(32)
    expect((await opened('ani')).secrets()).toEqual(first.secrets())
    expect(keyFiles()).toEqual(['keys.sealed'])
    expect(readFileSync(join(dataFolder, 'keys', 'keys.sealed'), 'latin1')).not.toContain(
      first.secrets().masterKey.toString('hex'),
    )
  })

  it('are refused to another user, and stay as they are', async () => {
    const first = await opened('ani')
    await expect(openSealedKeys(dataFolder, store('budi'))).rejects.toMatchObject({ code: 'unsealing-failed' })
    expect((await opened('ani')).secrets()).toEqual(first.secrets())
  })

  it('are reported as damaged when what was sealed is not what was written', async () => {
    mkdirSync(join(dataFolder, 'keys'))
    writeFileSync(join(dataFolder, 'keys', 'keys.sealed'), await store('ani').seal('{}'))
    await expect(openSealedKeys(dataFolder, store('ani'))).rejects.toMatchObject({ code: 'damaged' })
  })

  it('give way to a key file that the folder has already', async () => {
    mkdirSync(join(dataFolder, 'keys'))
    keyFile(join(dataFolder, 'keys', 'keys.json')).create({
      masterKey: Buffer.alloc(32, 1),
      lastingKey: Buffer.alloc(32, 1),
      backupKey: Buffer.alloc(32, 1),
      signingSeed: Buffer.alloc(32, 2),
      deviceId: '0190b7a4-0000-7000-8000-000000000001',
    })
    expect(await openSealedKeys(dataFolder, store('ani'))).toBeNull()
    expect(keyFiles()).toEqual(['keys.json'])
  })

  it('are never made anew beside a journal', async () => {
    mkdirSync(join(dataFolder, 'journal'))
    writeFileSync(join(dataFolder, 'journal', 'journal.db'), '')
    expect(await openSealedKeys(dataFolder, store('ani'))).toBeNull()
    expect(keyFiles()).toEqual([])
  })

  it('give way to a key file where the system has no secret store', async () => {
    expect(await openSealedKeys(dataFolder, store('ani', false))).toBeNull()
    expect(keyFiles()).toEqual([])
  })

  it('are followed by staged ones, which are sealed too and outlive the program', async () => {
    const first = await opened('ani')
    const staged = { secrets: withNewKeys(first.secrets()), askedBy: 'Budi Contoh' }
    expect(await answerKeys(first, { ask: 'stage', staged })).toBe('done')
    expect(keyFiles()).toEqual(['keys.sealed', 'keys.sealed.next'])
    const again = await opened('ani')
    expect(again.secrets()).toEqual(first.secrets())
    expect(again.staged()).toEqual(staged)
    expect(await answerKeys(again, { ask: 'commit' })).toBe('done')
    expect(keyFiles()).toEqual(['keys.sealed'])
    expect(again.secrets()).toEqual(staged.secrets)
    const last = await opened('ani')
    expect([last.secrets(), last.staged()]).toEqual([staged.secrets, null])
  })

  it('stay as they are when the staged ones are given up', async () => {
    const first = await opened('ani')
    await first.stage({ secrets: withNewKeys(first.secrets()), askedBy: 'Budi Contoh' })
    expect(await answerKeys(first, { ask: 'unstage' })).toBe('done')
    expect(keyFiles()).toEqual(['keys.sealed'])
    expect((await opened('ani')).staged()).toBeNull()
  })

  it('leave it to the core what staged ones mean that cannot be unsealed', async () => {
    await opened('ani')
    writeFileSync(join(dataFolder, 'keys', 'keys.sealed.next'), 'x')
    expect((await opened('ani')).staged()).toBe('damaged')
  })

  it('are not changed when there is nothing to put in their place, or nothing sealed at all', async () => {
    expect(await answerKeys(await opened('ani'), { ask: 'commit' })).toBe('failed')
    expect(await answerKeys(null, { ask: 'commit' })).toBe('failed')
  })
})
