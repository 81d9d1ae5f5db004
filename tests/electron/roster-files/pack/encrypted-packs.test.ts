import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoRows } from '../../../../electron/core/demo/generate-roster.ts'
import { codedRow } from '../../../../electron/roster-files/coded-row.ts'
import { AgeRefused, decryptWith, encryptTo } from '../../../../electron/roster-files/pack/age-stream.ts'
import { openPackFile } from '../../../../electron/roster-files/pack/open-pack-file.ts'
import { bytesOf, inOrder, inPieces, packOf, whole } from './pack-fixture.ts'

const PLAIN = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251))
const CHUNK = 64 * 1024

let desk = ''
let otherDesk = ''
let strangeDesk = ''
let encrypted: Buffer = Buffer.alloc(0)
let folder = ''

beforeAll(async () => {
  ;[desk, otherDesk, strangeDesk] = await Promise.all([
    generateX25519Identity(),
    generateX25519Identity(),
    generateX25519Identity(),
  ])
  encrypted = await bytesOf(encryptTo(await recipients(), inPieces(PLAIN)))
  folder = mkdtempSync(join(tmpdir(), 'packs-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function recipients(): Promise<string[]> {
  return Promise.all([desk, otherDesk].map((identity) => identityToRecipient(identity)))
}

async function outcome(identity: string, bytes: Uint8Array, size = 5000): Promise<string> {
  try {
    return (await bytesOf(decryptWith(identity, inPieces(bytes, size)))).equals(PLAIN) ? 'same' : 'other'
  } catch (error) {
    if (error instanceof AgeRefused) return error.code
    throw error
  }
}

describe('encrypting to desks', () => {
  it('is undone by each of them', async () => {
    for (const identity of [desk, otherDesk]) expect(await outcome(identity, encrypted)).toBe('same')
    for (const size of [100, 1_000_000]) expect(await outcome(desk, encrypted, size)).toBe('same')
  })

  it('says of another desk that it is not one of them', async () => {
    expect(await outcome(strangeDesk, encrypted)).toBe('not-for-this-desk')
  })

  it("is called damaged wherever it was cut, a chunk's end included", async () => {
    const header = encrypted.indexOf('\n--- ') + 5 + 43 + 1
    const ends = [1, 2, 3, 4].map((chunks) => header + 16 + chunks * (CHUNK + 16))
    const cuts = [0, 1, 21, 22, 100, header - 1, header, header + 15, header + 16, ...ends, encrypted.length - 1]
    for (const cut of cuts) expect([cut, await outcome(desk, encrypted.subarray(0, cut))]).toEqual([cut, 'damaged'])
  })

  it('is called damaged, or for others, when a byte of it was changed or something follows', async () => {
    for (let at = 0; at < encrypted.length; at += at < 600 ? 11 : 29_989) {
      const changed = Buffer.from(encrypted)
      changed[at]! ^= 1
      expect(await outcome(desk, changed)).toMatch(/^(damaged|not-for-this-desk)$/)
    }
    expect(await outcome(desk, Buffer.concat([encrypted, Buffer.from([0])]))).toBe('damaged')
  })

  it('is called damaged when its header has no end', async () => {
    const endless = async function* () {
      yield Buffer.from('age-encryption.org/v1\n')
      for (;;) yield Buffer.alloc(CHUNK, 'a')
    }
    await expect(bytesOf(decryptWith(desk, endless()))).rejects.toMatchObject({ code: 'damaged' })
    await expect(bytesOf(decryptWith(desk, inPieces(PLAIN)))).rejects.toMatchObject({ code: 'damaged' })
  })

  it('passes on what went wrong with the bytes themselves', async () => {
    const broken = async function* () {
      yield encrypted.subarray(0, 100_000)
      throw Object.assign(new Error('gone'), { code: 'EIO' })
    }
    await expect(bytesOf(decryptWith(desk, broken()))).rejects.toMatchObject({ code: 'EIO' })
    await expect(bytesOf(encryptTo(await recipients(), broken()))).rejects.toMatchObject({ code: 'EIO' })
  })

  it('lets go of the bytes when nobody wants more', async () => {
    let closed = false
    const source = async function* () {
      try {
        yield* inPieces(encrypted)
      } finally {
        closed = true
      }
    }
    for await (const piece of decryptWith(desk, source())) if (piece.length > 0) break
    expect(closed).toBe(true)
  })

  it('has a library that tells a missing key from damage by these texts', async () => {
    const encrypter = new Encrypter()
    encrypter.addRecipient(await identityToRecipient(desk))
    const file = await encrypter.encrypt(PLAIN)
    const decrypter = (identity: string): Decrypter => {
      const made = new Decrypter()
      made.addIdentity(identity)
      return made
    }
    await expect(decrypter(strangeDesk).decrypt(file)).rejects.toThrow(
      /^no identity matched any of the file's recipients$/,
    )
    file[file.length - 1]! ^= 1
    await expect(decrypter(desk).decrypt(file)).rejects.toThrow(/^invalid tag$/)
  })
})

describe('opening a pack that lies in a file', () => {
  const rows = inOrder([...demoRows({ people: 3000, seed: 5 })].map(codedRow))

  async function file(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }

  it('reads it encrypted and plain, as the file says itself', async () => {
    const pack = await packOf(rows)
    const plain = await file('plain.lsp', pack)
    const sealed = await file('sealed.lsp.age', await bytesOf(encryptTo(await recipients(), inPieces(pack))))
    for (const [path, identity] of [
      [plain, null],
      [plain, desk],
      [sealed, desk],
      [sealed, otherDesk],
    ] as const)
      expect((await whole(await openPackFile(path, identity))).rows).toEqual(rows)
    for (const identity of [null, strangeDesk])
      await expect(openPackFile(sealed, identity)).rejects.toMatchObject({ code: 'not-for-this-desk' })
  })

  it('ends its rows with a refusal when the file was cut behind them', async () => {
    const sealed = await bytesOf(encryptTo(await recipients(), inPieces(await packOf(rows))))
    const path = await file('cut.lsp.age', sealed.subarray(0, -1))
    await expect(openPackFile(path, desk).then(whole)).rejects.toThrow(AgeRefused)
  })

  it('refuses what is no pack, and says when there is no file', async () => {
    await expect(openPackFile(await file('empty', Buffer.alloc(0)), desk)).rejects.toMatchObject({ code: 'truncated' })
    await expect(openPackFile(await file('page', Buffer.from('<html>')), null)).rejects.toMatchObject({
      code: 'not-a-pack',
    })
    await expect(openPackFile(join(folder, 'none'), null)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
