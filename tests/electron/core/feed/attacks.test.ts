import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Key, type Metadata, type Root } from '@tufjs/models'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, signWith, testKey, testKeys, type FeedRepository } from '../../../support/feed-repository.ts'
import { feedServer, type FeedServer } from '../../../support/feed-server.ts'

let desk: FeedDesk
let repository: FeedRepository
let server: FeedServer
let aside: string
beforeEach(async () => {
  aside = mkdtempSync(join(tmpdir(), 'loket-aside-'))
  repository = feedRepository(mkdtempSync(join(tmpdir(), 'loket-repository-')))
  repository.publish({ version: '2026-11-21-1' })
  server = await feedServer(repository.dir)
  desk = feedDesk()
  await desk.add('bekasi', server.url, repository.root)
  await said()
})
afterEach(async () => {
  desk.close()
  await server.close()
  repository.remove()
  rmSync(aside, { recursive: true })
})

const metadata = (name: string) => join(repository.dir, 'metadata', name)
const local = (name = '') => join(desk.place.folder.root, 'feeds', 'bekasi', 'metadata', name)
const next = () => repository.publish({ version: '2026-11-22-1' })

async function said(): Promise<string> {
  const outcome = await desk.pull('bekasi')
  return outcome.kind === 'refused' ? outcome.refusal.code : outcome.report.route
}

/** The code of a refusal, when it is shown as well, and what served goes on. */
async function refusal(): Promise<string> {
  const code = await said()
  const [shown] = desk.feeds().list()
  const goesOn = shown?.source.kind === 'serving' && shown.source.version === '2026-11-21-1' && desk.jobs.length === 1
  return shown?.refusal?.code === code && goesOn ? code : `${code}, and not as it should be`
}

function amendDocument(
  name: string,
  change: (signed: Record<string, unknown>, whole: Record<string, unknown>) => void,
): void {
  const whole = JSON.parse(readFileSync(metadata(name), 'utf8')) as { signed: Record<string, unknown> }
  change(whole.signed, whole)
  writeFileSync(metadata(name), JSON.stringify(whole))
}

describe('documents', () => {
  it('of an old repository, whole, are refused', async () => {
    cpSync(repository.dir, join(aside, 'old'), { recursive: true })
    next()
    expect(await said()).toBe('full')
    rmSync(join(repository.dir, 'metadata'), { recursive: true })
    cpSync(join(aside, 'old'), repository.dir, { recursive: true })
    expect(await said()).toBe('rolled-back')
    // Also when the library has forgotten everything: then the journal knows.
    rmSync(local(), { recursive: true })
    expect(await said()).toBe('rolled-back')
  })

  it('signed with a key that is not trusted are refused', async () => {
    const good = repository.keys()
    for (const [index, role] of (['timestamp', 'snapshot', 'targets'] as const).entries()) {
      const strange = feedRepository(join(aside, role))
      strange.setNumber(repository.number() + 10 * index)
      strange.publish({ version: '2026-11-22-1' })
      // The other documents are as they should be.
      Object.assign(strange.keys(), { ...good, [role]: [testKey()] })
      strange.publish({ version: '2026-11-22-2' })
      for (const part of ['metadata', 'targets']) {
        cpSync(join(aside, role, part), join(repository.dir, part), {
          recursive: true,
          filter: (path) => !path.includes('root.json'),
        })
      }
      expect(await refusal()).toBe('bad-signature')
    }
  })

  it('that were changed are refused', async () => {
    next()
    amendDocument('2.snapshot.json', (signed) => (signed['expires'] = '2027-12-31T00:00:00Z'))
    expect(await refusal()).toBe('damaged')
  })

  it('of another publication, put in among these, are refused', async () => {
    const other = feedRepository(join(aside, 'other'))
    Object.assign(other.keys(), repository.keys())
    other.publish({ version: '2026-11-21-5' })
    other.publish({ version: '2026-11-22-5', people: 5 })
    next()
    for (const name of ['2.snapshot.json', '2.targets.json']) {
      const kept = readFileSync(metadata(name))
      cpSync(join(aside, 'other', 'metadata', name), metadata(name))
      expect(await refusal()).toBe('mixed')
      writeFileSync(metadata(name), kept)
    }
    expect(await said()).toBe('full')
  })

  it('that are missing are refused', async () => {
    next()
    unlinkSync(metadata('2.snapshot.json'))
    expect(await refusal()).toBe('http-error')
  })

  it('that expired are refused, each, and also where the desk has them already: the usual freeze', async () => {
    desk.clock.set('2026-12-06T00:00:00.000Z')
    expect(await refusal()).toBe('expired')
    repository.advance(60)
    desk.clock.set('2027-01-19T00:00:00.000Z')
    for (const role of ['targets', 'snapshot', 'timestamp'] as const) {
      repository.publish({
        version: '2026-11-22-1',
        amend: (documents) => Object.assign(documents[role].signed, { expires: '2027-01-01T00:00:00Z' }),
      })
      expect(await refusal()).toBe('expired')
    }
    repository.publish({ version: '2026-11-22-1' })
    expect(await said()).toBe('full')
  })

  it('of a root that expired are refused', async () => {
    repository.advance(800)
    next()
    desk.clock.set('2029-01-30T00:00:00.000Z')
    expect(await refusal()).toBe('expired')
  })

  it('are not believed again when the clock is set back a year', async () => {
    desk.clock.set('2026-12-06T00:00:00.000Z')
    desk.journal().write((tx) => tx.append({ type: 'desk-set', body: { desk: { code: 'B2' } } }, 'pengelola'))
    desk.clock.set('2025-12-06T00:00:00.000Z')
    expect(await refusal()).toBe('expired')
  })

  it('that are no documents are refused: a sign-in page, an empty object, half a file', async () => {
    server.misbehave(/timestamp/, {
      kind: 'replace',
      body: Buffer.from('<html>'),
      contentType: 'text/html; charset=utf-8',
    })
    expect(await refusal()).toBe('not-a-feed')
    server.misbehave(/timestamp/, { kind: 'replace', body: Buffer.from('<html>') })
    expect(await refusal()).toBe('not-a-feed')
    server.misbehave(/timestamp/, { kind: 'replace', body: Buffer.from('{}') })
    expect(await refusal()).toBe('not-a-feed')
    server.misbehave(/timestamp/, { kind: 'truncate', bytes: 50 })
    expect(await refusal()).toBe('not-a-feed')
    server.misbehave(/timestamp/, { kind: 'encoded', encoding: 'gzip' })
    expect(await refusal()).toBe('not-a-feed')
    server.behave()
    next()
    server.misbehave(/snapshot/, { kind: 'truncate', bytes: 50 })
    expect(await refusal()).toBe('damaged')
  })

  it('without an end, or announced longer than may be, are refused', async () => {
    server.misbehave(/timestamp/, { kind: 'endless' })
    expect(await refusal()).toBe('too-large')
    server.behave()
    server.misbehave(/timestamp/, { kind: 'announce', length: 20_000 })
    expect(await refusal()).toBe('too-large')
    server.behave()
    repository.rotateRoot()
    server.misbehave(/2\.root/, { kind: 'endless' })
    expect(await refusal()).toBe('too-large')
  })

  it('that come too slowly are refused: not at all, with a break, or drop by drop', async () => {
    server.misbehave(/timestamp/, { kind: 'silent' })
    expect(await refusal()).toBe('too-slow')
    server.misbehave(/timestamp/, { kind: 'stall', after: 10 })
    expect(await refusal()).toBe('too-slow')
    server.misbehave(/timestamp/, { kind: 'drip', bytes: 1, everyMs: 50 })
    expect(await refusal()).toBe('too-slow')
  })

  it('from elsewhere are refused', async () => {
    const other = await feedServer(repository.dir)
    server.misbehave(/timestamp/, { kind: 'redirect', to: `${other.url}metadata/timestamp.json` })
    expect(await refusal()).toBe('redirected')
    server.misbehave(/timestamp/, { kind: 'redirect', to: '/metadata/timestamp.json' })
    expect(await refusal()).toBe('redirected')
    expect(other.requests).toEqual([])
    await other.close()
    server.behave()
    server.misbehave(/timestamp/, { kind: 'redirect', to: '/metadata/timestamp.json' }, 2)
    expect(await said()).toBe('none')
  })

  it('from a server that is ill or away are refused', async () => {
    server.misbehave(/timestamp/, { kind: 'status', status: 500 })
    expect(await refusal()).toBe('http-error')
    server.behave()
    server.misbehave(/timestamp/, { kind: 'status', status: 503 }, 2)
    expect(await said()).toBe('none')
    await server.close()
    expect(await refusal()).toBe('unreachable')
  })
})

describe('targets', () => {
  it('that were changed, cut short, or are too long are refused, and fetched again when they are well', async () => {
    repository.publish({ version: '2026-11-22-1', full: Buffer.alloc(200_000, 5) })
    server.misbehave(/full/, { kind: 'replace', body: Buffer.alloc(200_000, 6) })
    expect(await refusal()).toBe('damaged')
    server.misbehave(/full/, { kind: 'truncate', bytes: 100_000 })
    expect(await refusal()).toBe('damaged')
    server.misbehave(/full/, { kind: 'endless' })
    expect(await refusal()).toBe('too-large')
    server.misbehave(/full/, { kind: 'announce', length: 300_000 })
    expect(await refusal()).toBe('too-large')
    server.misbehave(/full/, { kind: 'type', contentType: 'text/html' })
    expect(await refusal()).toBe('not-a-feed')
    server.misbehave(/full/, { kind: 'drip', bytes: 1000, everyMs: 100 })
    expect(await refusal()).toBe('too-slow')
    server.behave()
    expect(await said()).toBe('full')
  })

  it('are fetched from the beginning where what lies here was damaged, or the file is another by now', async () => {
    repository.publish({ version: '2026-11-22-1', full: Buffer.alloc(200_000, 5) })
    server.misbehave(/full/, { kind: 'stall', after: 150_000 }, 1)
    expect(await said()).toBe('too-slow')
    const downloads = join(desk.place.folder.root, 'feeds', 'bekasi', 'downloads')
    const part = readdirSync(downloads).find((name) => name.endsWith('.part')) ?? ''
    writeFileSync(join(downloads, part), Buffer.alloc(150_000, 9))
    expect(await said()).toBe('full')
    repository.publish({ version: '2026-11-23-1', full: Buffer.alloc(200_000, 8) })
    server.misbehave(/full/, { kind: 'stall', after: 150_000 }, 1)
    expect(await said()).toBe('too-slow')
    server.misbehave(/full/, { kind: 'new-tags' })
    expect(await said()).toBe('full')
    repository.publish({ version: '2026-11-24-1', full: Buffer.alloc(200_000, 9) })
    server.misbehave(/full/, { kind: 'stall', after: 150_000 }, 1)
    expect(await said()).toBe('too-slow')
    server.misbehave(/full/, { kind: 'no-ranges' })
    expect(await said()).toBe('full')
  })

  it('of which the catalogue speaks, and nobody signed, are refused', async () => {
    repository.publish({
      version: '2026-11-22-1',
      amend: ({ targets }) => delete targets.signed.targets['roster/2026-11-22-1.full.lsp'],
    })
    expect(await refusal()).toBe('damaged')
  })
})

describe('keys', () => {
  it('may change, also several times while a desk was away', async () => {
    repository.rotateRoot()
    repository.rotateRoot()
    next()
    expect(await said()).toBe('full')
    expect(desk.feeds().list()[0]?.rootVersion).toBe(3)
  })

  it('signed by old ones alone, by new ones alone, or by one of them are refused', async () => {
    const now = repository.keys()
    const fresh = testKeys()
    for (const signers of [now.root.slice(0, 2), fresh.root.slice(0, 2), [now.root[0], fresh.root[0]]]) {
      const root = repository.makeRoot(fresh, 2)
      signWith(
        root,
        signers.flatMap((one) => (one === undefined ? [] : [one])),
      )
      writeFileSync(metadata('2.root.json'), repository.bytesOf(root))
      expect(await refusal()).toBe('bad-signature')
    }
  })

  it('with a number left out are refused', async () => {
    const root = repository.makeRoot(repository.keys(), 3)
    signWith(root, repository.keys().root)
    writeFileSync(metadata('2.root.json'), repository.bytesOf(root))
    expect(await refusal()).toBe('mixed')
  })

  it('of which one stands under two names, or too few are asked for, are refused', async () => {
    const { root: before } = repository.keys()
    const twice = testKeys()
    const [one] = twice.root
    if (one === undefined) throw new Error('no key')
    const again = { ...one, id: 'a'.repeat(64), key: new Key({ ...one.key, keyID: 'a'.repeat(64) }) }
    const write = (root: Metadata<Root>, own: typeof before) => {
      signWith(root, [...before.slice(0, 2), ...own])
      writeFileSync(metadata('2.root.json'), repository.bytesOf(root))
    }
    write(repository.makeRoot({ ...twice, root: [one, again] }, 2), [one, again])
    expect(await refusal()).toBe('bad-signature')
    write(repository.makeRoot(twice, 2, 1), twice.root)
    expect(await refusal()).toBe('bad-signature')
    unlinkSync(metadata('2.root.json'))
    expect(await said()).toBe('none')
  })

  it('of a delegation are not fetched', async () => {
    next()
    const requests = server.requests.length
    expect(await said()).toBe('full')
    expect(
      server.requests
        .slice(requests)
        .every(({ path }) => /^\/(metadata\/(\d+\.)?(root|timestamp|snapshot|targets)\.json|targets\/.*)$/.test(path)),
    ).toBe(true)
  })
})

describe('what lies on this desk', () => {
  it.each(['root.json', 'timestamp.json', 'snapshot.json', 'targets.json'])(
    'may be damaged, cut short or gone: %s',
    async (name) => {
      writeFileSync(local(name), 'x')
      expect(await said()).toBe('none')
      truncateSync(local(name), 20)
      expect(await said()).toBe('none')
      unlinkSync(local(name))
      expect(await said()).toBe('none')
    },
  )

  it('may be gone as a whole, or cut off between two renames', async () => {
    rmSync(local(), { recursive: true })
    expect(await said()).toBe('none')
    cpSync(local(), local('../metadata.old'), { recursive: true })
    rmSync(local(), { recursive: true })
    cpSync(join(repository.dir, 'metadata'), local('../metadata.new'), { recursive: true })
    expect(await said()).toBe('none')
    expect(readdirSync(local('..')).toSorted()).toEqual(['lock', 'metadata', 'state.json'])
  })

  it('keeps a later root although the rest was refused', async () => {
    repository.rotateRoot()
    next()
    server.misbehave(/snapshot/, { kind: 'status', status: 404 })
    expect(await refusal()).toBe('http-error')
    expect(JSON.parse(readFileSync(local('root.json'), 'utf8'))).toMatchObject({ signed: { version: 2 } })
  })
})
