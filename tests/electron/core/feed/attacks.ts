import { cpSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect } from 'vitest'
import { kbsBekasi } from '../../../../shared/programmes/kbs-bekasi.ts'
import { feedRepository, signWith, testKeys } from '../../../support/feed-repository.ts'
import { feedServer } from '../../../support/feed-server.ts'
import { deltaPack, expired, fullPack, metadata, nextRoot, says, serverDoes, signedBy, type Attack } from './lay-out.ts'

const DAY_MS = 86_400_000

const definitions = (change: object) => JSON.stringify([{ ...kbsBekasi, ...change }])

/** What is done, the code it is refused with, how. */
export const ATTACKS: readonly (readonly [string, string, Attack])[] = [
  // Not reached
  ['the server is away', 'unreachable', serverDoes(/timestamp/, { kind: 'cut', after: 0 })],
  ['the server fails', 'http-error', serverDoes(/timestamp/, { kind: 'status', status: 500 })],
  ['never an answer', 'too-slow', serverDoes(/timestamp/, { kind: 'silent' })],
  ['a pack drop by drop', 'too-slow', serverDoes(/lsp/, { kind: 'drip', bytes: 1, everyMs: 100 })],
  ['a pack that stops half-way', 'too-slow', serverDoes(/lsp/, { kind: 'stall', after: 20 })],
  ['a document without an end', 'too-large', serverDoes(/timestamp/, { kind: 'endless' })],
  ['a pack without an end', 'too-large', serverDoes(/lsp/, { kind: 'endless' })],
  ['a pack announced longer than signed', 'too-large', serverDoes(/lsp/, { kind: 'announce', length: 9_000_000 })],
  [
    'a sign-in page',
    'not-a-feed',
    serverDoes(/./, { kind: 'replace', body: Buffer.from('<html>'), contentType: 'text/html' }),
  ],
  ['a wrong content type', 'not-a-feed', serverDoes(/lsp/, { kind: 'type', contentType: 'text/html' })],
  ['another content encoding', 'not-a-feed', serverDoes(/lsp/, { kind: 'encoded', encoding: 'br' })],
  ['a pack cut short on the way', 'damaged', serverDoes(/lsp/, { kind: 'truncate', bytes: 30 })],
  [
    'a pack changed on the way, as long as it was',
    'damaged',
    async ({ repository, server, next }) => {
      const honest = await next({ deltas: [] })
      repository.publish(honest)
      server.misbehave(/lsp/, { kind: 'replace', body: Buffer.alloc(honest.full?.length ?? 0) })
      return () => server.behave()
    },
  ],
  [
    'a redirect to another host',
    'redirected',
    async (feed) => {
      const other = await feedServer(feed.repository.dir)
      feed.repository.publish(await feed.next())
      feed.server.misbehave(/lsp/, { kind: 'redirect', to: `${other.url}targets/x` })
      return async () => {
        expect(other.requests).toEqual([])
        await other.close()
        feed.server.behave()
      }
    },
  ],
  // Not believed
  ['a timestamp signed by others', 'bad-signature', signedBy('timestamp')],
  ['a snapshot signed by others', 'bad-signature', signedBy('snapshot')],
  ['a damaged pack, its true hash signed by others', 'bad-signature', signedBy('targets')],
  [
    'a root signed by one of two',
    'bad-signature',
    nextRoot((feed) => {
      const root = feed.repository.makeRoot(testKeys(), 2)
      signWith(root, feed.repository.keys().root.slice(0, 1))
      writeFileSync(metadata(feed, '2.root.json'), feed.repository.bytesOf(root))
    }),
  ],
  [
    'a root that asks for one signature, and all that follows from it',
    'bad-signature',
    async (feed) => {
      const keys = feed.repository.keys()
      const [good, own] = [{ ...keys }, testKeys()]
      const root = feed.repository.makeRoot(own, 2, 1)
      signWith(root, [...good.root, ...own.root])
      writeFileSync(metadata(feed, '2.root.json'), feed.repository.bytesOf(root))
      Object.assign(keys, own)
      feed.repository.publish(await feed.next({ deltas: [] }))
      Object.assign(keys, good)
      return () => unlinkSync(metadata(feed, '2.root.json'))
    },
  ],
  [
    'a root with its number changed',
    'mixed',
    nextRoot((feed) => {
      const root = feed.repository.makeRoot(feed.repository.keys(), 7)
      signWith(root, feed.repository.keys().root)
      writeFileSync(metadata(feed, '2.root.json'), feed.repository.bytesOf(root))
    }),
  ],
  ['an expired timestamp', 'expired', expired('timestamp')],
  ['an expired snapshot', 'expired', expired('snapshot')],
  ['expired targets', 'expired', expired('targets')],
  [
    'frozen: the same documents for ever',
    'expired',
    async ({ clock, repository }) => {
      clock.advance(29 * DAY_MS)
      return () => repository.advance(29)
    },
  ],
  [
    'a clock set a year ahead',
    'expired',
    async ({ clock, repository, next }) => {
      repository.publish(await next())
      clock.advance(365 * DAY_MS)
      // What stands in the journal by then does not become later than now again.
      return () => repository.advance(365)
    },
  ],
  [
    'a clock set back, so that expired documents hold again',
    'expired',
    async ({ clock, repository, next }) => {
      const now = clock.now()
      const amend = (documents: { timestamp: { signed: object } }) =>
        Object.assign(documents.timestamp.signed, { expires: '2026-11-20T00:00:00Z' })
      repository.publish(await next({ amend }))
      clock.set('2025-01-01T01:00:00.000Z')
      return () => clock.set(now)
    },
  ],
  [
    'the whole repository of a day before',
    'rolled-back',
    async (feed) => {
      const { aside, repository, goOn } = feed
      cpSync(join(repository.dir, 'metadata'), join(aside, 'old'), { recursive: true })
      await goOn()
      cpSync(join(aside, 'old', 'timestamp.json'), metadata(feed, 'timestamp.json'))
    },
  ],
  ['an older roster, signed anew', 'rolled-back', says({ version: '2026-11-20-9' })],
  ['a roster dated in five years', 'dated-ahead', says({ version: '2031-11-21-1', deltas: [] })],
  [
    'a snapshot of another publication',
    'mixed',
    async (feed) => {
      const other = feedRepository(join(feed.aside, 'other'))
      Object.assign(other.keys(), feed.repository.keys())
      other.setNumber(feed.repository.number())
      other.publish({ version: '2026-11-21-900' })
      feed.repository.publish(await feed.next())
      const name = `${feed.repository.number()}.snapshot.json`
      cpSync(join(other.dir, 'metadata', name), metadata(feed, name))
    },
  ],
  [
    'targets of another publication',
    'mixed',
    async (feed) => {
      const other = feedRepository(join(feed.aside, 'targets'))
      Object.assign(other.keys(), feed.repository.keys())
      other.setNumber(feed.repository.number())
      other.publish({ version: '2026-11-21-900' })
      feed.repository.publish(await feed.next())
      const name = `${feed.repository.number()}.targets.json`
      cpSync(join(other.dir, 'metadata', name), metadata(feed, name))
    },
  ],
  [
    'another roster under the number that serves',
    'number-reused',
    async ({ repository, next, full, serving }) => {
      const other = await full(serving(), (to) => ({ ...to, rows: to.rows.map((row) => ({ ...row, name: 'Lain' })) }))
      const version = `2026-11-21-${serving()}`
      repository.publish({ ...(await next()), version, full: other, deltas: [] })
    },
  ],
  [
    'a document with one letter changed',
    'damaged',
    async (feed) => {
      feed.repository.publish(await feed.next())
      const path = metadata(feed, `${feed.repository.number()}.targets.json`)
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"expires":"20\d/, '"expires":"209'))
    },
  ],
  [
    'a pack that nobody signed for',
    'damaged',
    async ({ repository, next }) => {
      const honest = await next({ deltas: [] })
      const name = `roster/${honest.version}.full.lsp`
      repository.publish({ ...honest, amend: ({ targets }) => delete targets.signed.targets[name] })
    },
  ],
  // Believed, and not usable
  ['a catalogue of a later format', 'newer-format', says({ catalogueJson: '{"format":2}' })],
  ['a catalogue that is none', 'pack-malformed', says({ catalogueJson: '[[[[[[' })],
  ['an issuer’s name that moves the cursor', 'pack-malformed', says({ issuer: 'Kota \u001B[2J' })],
  ['a pack of a later format', 'newer-format', fullPack((pack) => (pack.writeUInt8(2, 4), pack))],
  ['a pack that is none', 'pack-malformed', fullPack(() => Buffer.from('PK'))],
  [
    'a pack with one bit changed, signed',
    'pack-malformed',
    fullPack((pack) => (pack.writeUInt8((pack.at(-40) ?? 0) ^ 1, pack.length - 40), pack)),
  ],
  [
    'a pack with something behind its end',
    'pack-malformed',
    fullPack((pack) => Buffer.concat([pack, Buffer.alloc(1)])),
  ],
  ['a block twice', 'pack-contradicts', fullPack(twiceTheBlock)],
  ['other counts than signed', 'pack-contradicts', says({ people: 41, rows: 41, deltas: [] })],
  [
    'a full pack of another version',
    'pack-contradicts',
    async ({ repository, next, full, serving }) =>
      void repository.publish(await next({ full: await full(serving()), deltas: [] })),
  ],
  ['a delta replayed', 'pack-contradicts', deltaPack(({ delta, serving }) => delta(serving() - 1, serving()))],
  ['a delta for another base', 'wrong-base', deltaPack(({ delta, serving }, to) => delta(serving() + 500, to))],
  [
    'a pack for other desks',
    'not-for-this-desk',
    async ({ repository, next }) => {
      const honest = await next({ deltas: [] })
      const encrypter = new Encrypter()
      encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()))
      repository.publish({ ...honest, full: await encrypter.encrypt(honest.full ?? Buffer.alloc(0)) })
    },
  ],
  ['a programme more', 'programmes-changed', says({ programmes: ['kbs-bekasi', 'bogor-sehat'] })],
  ['another programme in place of its own', 'programmes-changed', says({ programmes: ['bogor-sehat'] })],
  [
    'a definition that contradicts itself',
    'definitions-contradict',
    says({ programmesJson: definitions({ staleWarningDays: 99 }) }),
  ],
  [
    'a definition with another’s letters',
    'definitions-contradict',
    says({ programmesJson: definitions({ letters: 'BGS' }) }),
  ],
  [
    'a definition of another’s programme',
    'definitions-contradict',
    says({ programmesJson: definitions({ code: 'bogor-sehat' }) }),
  ],
  ['more rows than the disk holds', 'disk-full', says({ rows: 9e14, people: 9e14, deltas: [] })],
  [
    'a tenth of the people gone',
    'shrinks-too-much',
    async ({ repository, next, full, serving }) => {
      const fewer = await full(serving() + 1, (to) => ({ ...to, rows: to.rows.slice(0, 30) }))
      repository.publish(await next({ full: fewer, people: 30, rows: 30, deltas: [] }))
    },
  ],
]

/** The first block once more, where the end would be. */
function twiceTheBlock(pack: Buffer): Buffer {
  const at = 13 + pack.readUInt32LE(5)
  const block = pack.subarray(at, at + 13 + pack.readUInt32LE(at + 5))
  return Buffer.concat([pack.subarray(0, at), block, pack.subarray(at)])
}
