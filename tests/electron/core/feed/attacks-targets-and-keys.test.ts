import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Key, type Metadata, type Root } from '@tufjs/models'
import { describe, expect, it } from 'vitest'
import { signWith, testKeys, type TestKey } from '../../../support/feed-repository.ts'
import { attackedDesk } from './attacked-desk.ts'

const at = attackedDesk()

describe('targets', () => {
  it('that were changed, cut short, or are too long are refused, and fetched again when they are well', async () => {
    at.repository.publish({ version: '2026-11-22-1', full: Buffer.alloc(200_000, 5) })
    at.server.misbehave(/full/, { kind: 'replace', body: Buffer.alloc(200_000, 6) })
    expect(await at.refusal()).toBe('damaged')
    at.server.misbehave(/full/, { kind: 'truncate', bytes: 100_000 })
    expect(await at.refusal()).toBe('damaged')
    at.server.misbehave(/full/, { kind: 'endless' })
    expect(await at.refusal()).toBe('too-large')
    at.server.misbehave(/full/, { kind: 'announce', length: 300_000 })
    expect(await at.refusal()).toBe('too-large')
    at.server.misbehave(/full/, { kind: 'type', contentType: 'text/html' })
    expect(await at.refusal()).toBe('not-a-feed')
    at.server.misbehave(/full/, { kind: 'drip', bytes: 1000, everyMs: 100 })
    expect(await at.refusal()).toBe('too-slow')
    at.server.behave()
    expect(await at.said()).toBe('full')
  })

  it('are fetched from the beginning where what lies here was damaged, or the file is another by now', async () => {
    at.repository.publish({ version: '2026-11-22-1', full: Buffer.alloc(200_000, 5) })
    at.server.misbehave(/full/, { kind: 'stall', after: 150_000 }, 1)
    expect(await at.said()).toBe('too-slow')
    const downloads = join(at.desk.place.folder.root, 'feeds', 'bekasi', 'downloads')
    const part = readdirSync(downloads).find((name) => name.endsWith('.part')) ?? ''
    writeFileSync(join(downloads, part), Buffer.alloc(150_000, 9))
    expect(await at.said()).toBe('full')
    at.repository.publish({ version: '2026-11-23-1', full: Buffer.alloc(200_000, 8) })
    at.server.misbehave(/full/, { kind: 'stall', after: 150_000 }, 1)
    expect(await at.said()).toBe('too-slow')
    at.server.misbehave(/full/, { kind: 'new-tags' })
    expect(await at.said()).toBe('full')
    at.repository.publish({ version: '2026-11-24-1', full: Buffer.alloc(200_000, 9) })
    at.server.misbehave(/full/, { kind: 'stall', after: 150_000 }, 1)
    expect(await at.said()).toBe('too-slow')
    at.server.misbehave(/full/, { kind: 'no-ranges' })
    expect(await at.said()).toBe('full')
  })

  it('of which the catalogue speaks, and nobody signed, are refused', async () => {
    at.repository.publish({
      version: '2026-11-22-1',
      amend: ({ targets }) => delete targets.signed.targets['roster/2026-11-22-1.full.lsp'],
    })
    expect(await at.refusal()).toBe('damaged')
  })
})

describe('keys', () => {
  it('may change, also several times while a desk was away', async () => {
    at.repository.rotateRoot()
    at.repository.rotateRoot()
    at.next()
    expect(await at.said()).toBe('full')
    expect(at.desk.feeds().list()[0]?.rootVersion).toBe(3)
  })

  it('signed by old ones alone, by new ones alone, or by one of them are refused', async () => {
    const now = at.repository.keys()
    const fresh = testKeys()
    for (const signers of [now.root.slice(0, 2), fresh.root.slice(0, 2), [now.root[0], fresh.root[0]]]) {
      const root = at.repository.makeRoot(fresh, 2)
      signWith(
        root,
        signers.flatMap((one) => (one === undefined ? [] : [one])),
      )
      writeFileSync(at.metadata('2.root.json'), at.repository.bytesOf(root))
      expect(await at.refusal()).toBe('bad-signature')
    }
  })

  it('with a number left out are refused', async () => {
    const root = at.repository.makeRoot(at.repository.keys(), 3)
    signWith(root, at.repository.keys().root)
    writeFileSync(at.metadata('2.root.json'), at.repository.bytesOf(root))
    expect(await at.refusal()).toBe('mixed')
  })

  it('of which one stands under two names, or too few are asked for, are refused with all that they signed', async () => {
    const keys = at.repository.keys()
    const [good, twice] = [{ ...keys }, testKeys()]
    const [one] = twice.root
    if (one === undefined) throw new Error('no key')
    const again = { ...one, id: 'a'.repeat(64), key: new Key({ ...one.key, keyID: 'a'.repeat(64) }) }
    const taken = (root: Metadata<Root>, own: TestKey[]) => {
      signWith(root, [...good.root.slice(0, 2), ...own])
      writeFileSync(at.metadata('2.root.json'), at.repository.bytesOf(root))
      Object.assign(keys, twice)
      at.next()
      Object.assign(keys, good)
      return at.refusal()
    }
    expect(await taken(at.repository.makeRoot({ ...twice, root: [one, again] }, 2), [one, again])).toBe('bad-signature')
    expect(await taken(at.repository.makeRoot(twice, 2, 1), twice.root)).toBe('bad-signature')
    // The same keys, asked for as they must be: it was nothing else that was refused.
    expect(await taken(at.repository.makeRoot(twice, 2), twice.root)).toMatch(/^full/)
  })
})

describe('what lies on this desk', () => {
  it.each(['root.json', 'timestamp.json', 'snapshot.json', 'targets.json'])(
    'may be damaged, cut short or gone: %s',
    async (name) => {
      writeFileSync(at.local(name), 'x')
      expect(await at.said()).toBe('none')
      truncateSync(at.local(name), 20)
      expect(await at.said()).toBe('none')
      unlinkSync(at.local(name))
      expect(await at.said()).toBe('none')
    },
  )

  it('may be gone as a whole, or cut off between two renames', async () => {
    rmSync(at.local(), { recursive: true })
    expect(await at.said()).toBe('none')
    cpSync(at.local(), at.local('../metadata.old'), { recursive: true })
    rmSync(at.local(), { recursive: true })
    cpSync(join(at.repository.dir, 'metadata'), at.local('../metadata.new'), { recursive: true })
    expect(await at.said()).toBe('none')
    expect(readdirSync(at.local('..')).toSorted()).toEqual(['lock', 'metadata', 'state.json'])
  })

  it('keeps a later root although the rest was refused', async () => {
    at.repository.rotateRoot()
    at.next()
    at.server.misbehave(/snapshot/, { kind: 'status', status: 404 })
    expect(await at.refusal()).toBe('http-error')
    expect(JSON.parse(readFileSync(at.local('root.json'), 'utf8'))).toMatchObject({ signed: { version: 2 } })
  })
})
