import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feedStatus } from '../../../electron/publisher/feed-status.ts'
import { DuplicateKeys, signedRoot } from '../../../electron/publisher/root-metadata.ts'
import { rotateKeys, type RotateOutcome } from '../../../electron/publisher/rotate-keys.ts'
import { makeKeyFile } from '../../../electron/publisher/signing-keys.ts'
import { csvOf, madeFeed, plainDesk, portsAt, publishOn, served } from '../../support/publisher.ts'
import { people, rosterLines } from './roster-lines.ts'

const NOW = '2026-11-20T05:00:00Z'
let place: string
let dir: string
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'publisher-'))
  dir = join(place, 'feed')
  await madeFeed(dir, {}, portsAt(NOW))
  copyFileSync(join(dir, 'root.json'), join(place, 'first-root.json'))
  await publishOn(dir, csvOf(join(place, 'a.csv'), rosterLines(people(30))), '2026-11-20')
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

function rotate(roles: Parameters<typeof rotateKeys>[0]['roles'], rootKeys: string[] = []): Promise<RotateOutcome> {
  return rotateKeys({ dir, roles, rootKeys, passphrase: null }, portsAt(NOW))
}

/** A desk that was added with the very first root. */
function follows(name: string): Promise<number> {
  return served(dir, async (url) => {
    const desk = plainDesk(join(place, name), url, join(place, 'first-root.json'))
    await desk.refresh(new Date(NOW))
    return (
      JSON.parse(readFileSync(join(place, name, 'metadata', 'root.json'), 'utf8')) as { signed: { version: number } }
    ).signed.version
  })
}

describe('rotating keys', () => {
  it('is followed by desks of before and by new ones, for every role, and publishing goes on', async () => {
    expect(await follows('desk')).toBe(1)
    expect(await rotate(['timestamp'])).toMatchObject({ kind: 'rotated', rootVersion: 2, rootKeys: [] })
    expect(await rotate(['targets', 'snapshot'])).toMatchObject({ rootVersion: 3 })
    const rotated = await rotate(['root'])
    expect(rotated).toMatchObject({ rootVersion: 4 })
    expect(await follows('new-desk')).toBe(4)
    const roots = readdirSync(join(dir, 'repository', 'metadata')).filter((name) => name.endsWith('.root.json'))
    expect(roots).toEqual(['1.root.json', '2.root.json', '3.root.json', '4.root.json'])
    const next = csvOf(join(place, 'b.csv'), rosterLines(people(31)))
    expect((await publishOn(dir, next, '2026-11-21')).kind).toBe('published')
    expect(await follows('another-desk')).toBe(4)
    expect(readdirSync(join(dir, 'keys')).toSorted()).toEqual([
      'desk-identity.txt',
      'publisher-identity.txt',
      'snapshot-3.pem',
      'targets-3.pem',
      'timestamp-2.pem',
    ])
  })

  it('takes two root keys from wherever they are kept, and refuses one, foreign ones and replaced ones', async () => {
    const offline = (name: string) => join(dir, 'offline', name)
    const stick = (name: string) => join(place, name)
    for (const name of ['root-1.pem', 'root-2.pem', 'root-3.pem']) {
      copyFileSync(offline(name), stick(name))
      rmSync(offline(name))
    }
    const few = { kind: 'refused', refusal: { code: 'too-few-root-keys' } }
    expect(await rotate(['timestamp'])).toMatchObject(few)
    expect(await rotate(['timestamp'], [stick('root-1.pem')])).toMatchObject(few)
    copyFileSync(stick('root-1.pem'), stick('copy.pem'))
    expect(await rotate(['timestamp'], [stick('root-1.pem'), stick('copy.pem')])).toMatchObject(few)
    makeKeyFile(stick('foreign.pem'), null)
    expect(await rotate(['timestamp'], [stick('root-1.pem'), stick('foreign.pem')])).toMatchObject({
      refusal: { code: 'root-key-unknown', detail: { file: 'foreign.pem' } },
    })
    expect(await follows('desk')).toBe(1)
    expect(await rotate(['root'], [stick('root-1.pem'), stick('root-3.pem')])).toMatchObject({ rootVersion: 2 })
    expect(await follows('desk-2')).toBe(2)
    expect(await rotate(['timestamp'], [stick('root-1.pem'), stick('root-2.pem')])).toMatchObject({
      refusal: { code: 'root-key-unknown' },
    })
  })

  it('replaces a key that was lost', async () => {
    rmSync(join(dir, 'keys', 'snapshot.pem'))
    expect(await rotate(['timestamp'])).toMatchObject({
      refusal: { code: 'key-not-trusted', detail: { role: 'snapshot' } },
    })
    expect(await rotate(['snapshot'])).toMatchObject({ kind: 'rotated' })
    expect(await follows('desk')).toBe(2)
  })

  it('never lets one public key stand for two', () => {
    const [one, two] = [makeKeyFile(join(place, 'x.pem'), null), makeKeyFile(join(place, 'y.pem'), null)]
    const role = { [two.id]: two.public }
    const keys = { root: { [one.id]: one.public, other: one.public }, targets: role, snapshot: role, timestamp: role }
    expect(() => signedRoot(1, keys, new Date(NOW), [one])).toThrow(DuplicateKeys)
  })
})

describe('the status of a feed', () => {
  it('says what to see to', async () => {
    const codes = (instant: string) => {
      const outcome = feedStatus(dir, portsAt(instant))
      if (outcome.kind !== 'status') throw new Error(outcome.refusal.code)
      return outcome.status.warnings.map((warning) =>
        [warning.code, 'role' in warning.detail ? warning.detail.role : ''].join(' ').trim(),
      )
    }
    expect(codes(NOW)).toEqual(['root-keys-here', 'keys-not-protected'])
    expect(codes('2026-11-29T05:00:00Z')).toEqual([
      'root-keys-here',
      'keys-not-protected',
      'expires-soon timestamp',
      'roster-old',
    ])
    expect(codes('2026-12-25T05:00:00Z')).toContain('expired snapshot')
    expect(codes('2028-10-20T05:00:00Z')).toContain('expires-soon root')
    expect(feedStatus(place, portsAt(NOW))).toMatchObject({ refusal: { code: 'not-a-feed' } })
  })
})
