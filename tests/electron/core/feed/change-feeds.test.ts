import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, signWith, type FeedRepository } from '../../../support/feed-repository.ts'

let root: string
let repository: FeedRepository
let desk: FeedDesk
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-add-'))
  repository = feedRepository(join(root, 'repository'))
  repository.publish({ version: '2026-11-21-1' })
  desk = feedDesk()
})
afterEach(() => {
  desk.close()
  rmSync(root, { recursive: true })
})

const bekasi = 'bekasi' as FeedName
const feedsFolder = () => join(desk.place.folder.root, 'feeds')
const toAdd = (more: { rootText?: string; identity?: string } = {}) => {
  const [rootPath, identity] = [join(root, 'root.json'), join(root, 'identity')]
  writeFileSync(rootPath, more.rootText ?? repository.root)
  if (more.identity !== undefined) writeFileSync(identity, more.identity)
  const identityPath = more.identity === undefined ? null : identity
  return { name: bekasi, from: repository.dir, rootPath, identityPath, proxy: null }
}

async function publishEncrypted(): Promise<string> {
  const identity = await generateX25519Identity()
  const encrypter = new Encrypter()
  // As a region has them: hundreds of desks in one header.
  for (let desks = 0; desks < 20; desks++)
    encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()))
  encrypter.addRecipient(await identityToRecipient(identity))
  const full = await encrypter.encrypt(Buffer.alloc(300_000, 4))
  repository.publish({ version: '2026-11-22-1', encrypted: true, full })
  return identity
}

describe('looking at a feed', () => {
  it('says whose it is, and leaves nothing behind', async () => {
    const looked = await desk.feeds().look(toAdd())
    expect(looked).toEqual({
      kind: 'offer',
      offer: {
        issuer: 'Pemerintah Kota Contoh',
        programmes: ['kbs-bekasi'],
        version: '2026-11-21-1',
        rootSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        needsIdentity: false,
      },
    })
    expect(desk.feeds().list()).toEqual([])
    expect(readdirSync(feedsFolder())).toEqual([])
  })

  it('says whether the key that was given opens its packs', async () => {
    const identity = await publishEncrypted()
    const needs = async (given?: string) => {
      const looked = await desk.feeds().look(toAdd(given === undefined ? {} : { identity: given }))
      return looked.kind === 'offer' ? looked.offer.needsIdentity : looked.kind
    }
    expect(await needs()).toBe(true)
    expect(await needs(await generateX25519Identity())).toBe(true)
    expect(await needs(`# created: 2026-11-21\n# public key: age1\n${identity}\n`)).toBe(false)
  })

  it.each([
    ['a key that is mistyped', (identity: string) => `${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`],
    ['two keys', (identity: string) => `${identity}\n${identity}`],
    ['no key', () => '# nothing'],
    ['something long', () => 'x'.repeat(70_000)],
  ])('refuses %s', async (_title, of) => {
    const identity = of(await generateX25519Identity())
    expect(await desk.feeds().look(toAdd({ identity }))).toEqual({ kind: 'identity-refused', why: 'not-an-identity' })
  })

  it('refuses a root that is none, trusts too few, or expired', async () => {
    const look = (rootText: string) => desk.feeds().look(toAdd({ rootText }))
    expect(await look('{}')).toEqual({ kind: 'root-refused', why: 'not-a-root' })
    expect(await look('x'.repeat(70_000))).toEqual({ kind: 'root-refused', why: 'not-a-root' })
    const weak = repository.makeRoot(repository.keys(), 1, 1)
    signWith(weak, repository.keys().root)
    expect(await look(repository.bytesOf(weak).toString())).toEqual({ kind: 'root-refused', why: 'not-a-root' })
    const unsigned = repository.makeRoot(repository.keys(), 1)
    signWith(unsigned, repository.keys().root.slice(0, 1))
    expect(await look(repository.bytesOf(unsigned).toString())).toEqual({ kind: 'root-refused', why: 'not-a-root' })
    const old = repository.makeRoot(repository.keys(), 1, 2, -1)
    signWith(old, repository.keys().root)
    expect(await look(repository.bytesOf(old).toString())).toEqual({ kind: 'root-refused', why: 'expired' })
    expect(await desk.feeds().look({ ...toAdd(), rootPath: join(root, 'nowhere') })).toEqual({
      kind: 'root-refused',
      why: 'file-not-found',
    })
  })

  it('believes only the root that was handed over', async () => {
    const other = feedRepository(join(root, 'other'))
    expect(await desk.feeds().look(toAdd({ rootText: other.root }))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'bad-signature' },
    })
    expect(readdirSync(feedsFolder())).toEqual([])
  })

  it('refuses places and proxies that are none', async () => {
    const look = (more: { from?: string; proxy?: string }) => desk.feeds().look({ ...toAdd(), ...more })
    expect(await look({ from: 'http://data.example.go.id/' })).toEqual({ kind: 'from-refused', why: 'not-encrypted' })
    expect(await look({ from: feedsFolder() })).toEqual({ kind: 'from-refused', why: 'inside-data' })
    expect(await look({ proxy: 'http://name:secret@proxy:3128' })).toEqual({ kind: 'proxy-refused' })
  })
})

describe('the feeds of a desk', () => {
  it('are added once, with their key beside the journal and not in it', async () => {
    const identity = await publishEncrypted()
    expect(await desk.add('bekasi', repository.dir, repository.root, { identity, everyMinutes: 60 })).toEqual({
      kind: 'added',
    })
    expect(await desk.add('bekasi', repository.dir, repository.root)).toEqual({ kind: 'name-taken' })
    expect(desk.feeds().list()).toMatchObject([
      { name: 'bekasi', hasIdentity: true, everyMinutes: 60, programmes: ['kbs-bekasi'], source: { kind: 'none' } },
    ])
    desk.reopen()
    expect(desk.journal().beside.feedIdentities.get(bekasi)).toBe(identity)
    expect(JSON.stringify(desk.journal().setting('feeds'))).not.toContain('AGE-SECRET-KEY')
    expect(desk.sources.get('bekasi')).toMatchObject({ kind: 'none' })
  })

  it('are not added when what they show is not what was agreed to', async () => {
    const looked = await desk.feeds().look(toAdd())
    if (looked.kind !== 'offer') throw new Error('no offer')
    repository.publish({ version: '2026-11-22-1', programmes: ['kbs-bekasi', 'bogor-sehat'] })
    expect(await desk.feeds().add(toAdd(), looked.offer, null, 'pengelola')).toEqual({ kind: 'changed-meanwhile' })
    expect(desk.feeds().list()).toEqual([])
  })

  it('speak each for programmes of its own', async () => {
    await desk.add('bekasi', repository.dir, repository.root)
    expect(await desk.add('bekasi2', repository.dir, repository.root)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'programme-taken', detail: { programme: 'kbs-bekasi', feed: 'bekasi' } },
    })
  })

  it('change where they are taken from and how often, and nothing else', async () => {
    await desk.add('bekasi', repository.dir, repository.root)
    const settings = { name: bekasi, from: 'https://data.example.go.id/', everyMinutes: 30, proxy: 'http://proxy:3128' }
    const to = { ...settings, identityPath: null }
    expect(await desk.feeds().change(to, 'pengelola')).toEqual({ kind: 'changed' })
    expect(await desk.feeds().change(to, 'pengelola')).toEqual({ kind: 'unchanged' })
    expect(await desk.feeds().change({ ...to, from: 'http://data.example.go.id/' }, 'pengelola')).toMatchObject({
      kind: 'from-refused',
    })
    expect(await desk.feeds().change({ ...to, name: 'bogor' as FeedName }, 'pengelola')).toEqual({ kind: 'not-known' })
    expect(desk.feeds().list()[0]).toMatchObject({ ...settings, issuer: 'Pemerintah Kota Contoh' })
  })

  it('take a new key of the desk without being begun anew', async () => {
    const identity = await publishEncrypted()
    await desk.add('bekasi', repository.dir, repository.root, { identity })
    const file = join(repository.dir, '..', 'new-key.txt')
    const to = { name: bekasi, from: repository.dir, everyMinutes: null, proxy: null, identityPath: file }
    expect(await desk.feeds().change(to, 'pengelola')).toEqual({ kind: 'identity-refused', why: 'file-not-found' })
    writeFileSync(file, 'AGE-SECRET-KEY-1NOT-A-KEY\n')
    expect(await desk.feeds().change(to, 'pengelola')).toEqual({ kind: 'identity-refused', why: 'not-an-identity' })
    const next = await generateX25519Identity()
    writeFileSync(file, `# loket\n${next}\n`)
    expect(await desk.feeds().change(to, 'pengelola')).toEqual({ kind: 'changed' })
    expect(desk.journal().beside.feedIdentities.get(bekasi)).toBe(next)
    desk.reopen()
    expect(desk.journal().beside.feedIdentities.get(bekasi)).toBe(next)
  })

  it('leave nothing but the mark of their highest version when they are removed', async () => {
    const identity = await publishEncrypted()
    await desk.add('bekasi', repository.dir, repository.root, { identity })
    expect(await desk.pull('bekasi')).toMatchObject({ kind: 'done' })
    expect(desk.jobs[0]?.identity).toBe(identity)
    expect(desk.feeds().remove(bekasi, 'pengelola')).toEqual({ kind: 'changed' })
    expect(desk.feeds().remove(bekasi, 'pengelola')).toEqual({ kind: 'not-known' })
    expect(desk.feeds().list()).toEqual([])
    expect(desk.sources.has('bekasi')).toBe(false)
    expect(desk.journal().beside.feedIdentities.get(bekasi)).toBeNull()
    await expect.poll(() => existsSync(join(feedsFolder(), 'bekasi'))).toBe(false)
    repository.publish({ version: '2026-11-20-1' })
    expect(await desk.add('bekasi', repository.dir, repository.root)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'rolled-back' },
    })
  })

  it('may be removed while they are pulled: nothing is kept of that pull', async () => {
    repository.publish({ version: '2026-11-22-1', full: Buffer.alloc(5_000_000, 1) })
    await desk.add('bekasi', repository.dir, repository.root)
    const pulling = desk.feeds().pull(bekasi, 'petugas', ({ stage }) => {
      if (stage === 'fetching') desk.feeds().remove(bekasi, 'pengelola')
    })
    expect(await pulling).toMatchObject({ kind: 'refused', refusal: { code: 'stopped' } })
    await expect.poll(() => existsSync(join(feedsFolder(), 'bekasi'))).toBe(false)
  })
})
