import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { IsoInstant } from '../../../../shared/domain/dates.ts'
import { tufDesk } from './tuf-desk.ts'

// What the public suite tuf-conformance asks of numbers and ends; docs/feed.md says which of its cases stands where.

const at = tufDesk()
const PAST = '2026-11-20T00:00:00Z'
const NOTHING = [null, null, null, null]

type Daily = 'timestamp' | 'snapshot'

describe('a first refresh', () => {
  it('asks for each document once, and trusts all four', async () => {
    expect(at.versions()).toEqual(NOTHING)
    expect(await at.refresh()).toBe('trusted')
    expect(at.asked()).toEqual(['2.root.json', 'timestamp.json', '1.snapshot.json', '1.targets.json'])
    expect(at.versions()).toEqual([1, 1, 1, 1])
  })

  it('trusts them also where the file that was wanted is not among them', async () => {
    at.issuer.files.clear()
    at.issuer.next('timestamp', 'snapshot', 'targets')
    expect(await at.refresh()).toBe('trusted')
    expect(await at.catalogue()).toBe('not-a-feed')
    expect(at.asked()).toEqual(['2.root.json', 'timestamp.json', '2.snapshot.json', '2.targets.json'])
    expect(at.versions()).toEqual([1, 2, 2, 2])
  })
})

describe('another content under the same number', () => {
  it('of a timestamp is not taken: the one that is here stays, byte by byte', async () => {
    await at.refresh()
    const before = at.trustedText('timestamp')
    at.issuer.told.snapshot = 100
    at.issuer.publish()
    expect(await at.refresh()).toBe('trusted')
    expect(at.asked()).toEqual(['2.root.json', 'timestamp.json'])
    expect(at.trustedText('timestamp')).toBe(before)
  })

  it('of targets is not taken where they are here', async () => {
    await at.refresh()
    const before = at.trustedText('targets')
    at.issuer.told = { targets: 1 }
    at.issuer.versions.targets = 2
    at.issuer.publish()
    expect(await at.refresh()).toBe('trusted')
    expect(at.trustedText('targets')).toBe(before)
  })
})

describe('documents that do not fit each other', () => {
  it.each([true, false])(
    'are refused: targets of another number than the snapshot says (hashes: %s)',
    async (hashes) => {
      at.issuer.withHashes = hashes
      await at.refresh()
      at.issuer.told.targets = 2
      at.issuer.versions.targets = 3
      at.issuer.next('timestamp', 'snapshot')
      expect(await at.refresh()).toBe('mixed')
      expect(at.versions()).toEqual([1, 2, 2, 1])
    },
  )

  it.each([true, false])(
    'are refused: a snapshot of another number than the timestamp says (hashes: %s)',
    async (hashes) => {
      at.issuer.withHashes = hashes
      at.issuer.told.snapshot = 1
      at.issuer.versions.snapshot = 2
      at.issuer.publish()
      expect(await at.refresh()).toBe('mixed')
      expect(at.asked().at(-1)).toBe('1.snapshot.json')
      expect(at.versions()).toEqual([1, 1, null, null])
    },
  )

  it('are refused: targets that are signed, and not those of the hash', async () => {
    await at.refresh()
    at.issuer.next('timestamp', 'snapshot', 'targets')
    const timestamp = at.issuer.read('metadata/timestamp.json')
    const snapshot = at.issuer.read('metadata/2.snapshot.json')
    at.issuer.files.set('feed.json', '[]')
    at.issuer.publish()
    writeFileSync(at.issuer.place('metadata/timestamp.json'), timestamp)
    writeFileSync(at.issuer.place('metadata/2.snapshot.json'), snapshot)
    expect(await at.refresh()).toBe('mixed')
    // Timestamp and snapshot hold by themselves.
    expect(at.versions()).toEqual([1, 2, 2, 1])
  })
})

describe('going back', () => {
  it('of a timestamp is refused', async () => {
    at.issuer.next('timestamp')
    await at.refresh()
    at.issuer.versions.timestamp = 1
    at.issuer.publish()
    expect(await at.refresh()).toBe('rolled-back')
    expect(at.asked().at(-1)).toBe('timestamp.json')
    expect(at.versions()).toEqual([1, 2, 1, 1])
  })

  it('of a snapshot behind the timestamp’s back is not even looked at', async () => {
    at.issuer.next('timestamp', 'snapshot')
    await at.refresh()
    at.issuer.told.snapshot = 2
    at.issuer.versions.snapshot = 1
    at.issuer.publish()
    expect(await at.refresh()).toBe('trusted')
    expect(at.asked().at(-1)).toBe('timestamp.json')
    expect(at.versions()).toEqual([1, 2, 2, 1])
  })

  it.each([true, false])('of a snapshot is refused (hashes: %s)', async (hashes) => {
    at.issuer.withHashes = hashes
    at.issuer.next('timestamp', 'snapshot')
    await at.refresh()
    at.issuer.versions.snapshot = 1
    at.issuer.next('timestamp')
    expect(await at.refresh()).toBe('rolled-back')
    expect(at.asked().at(-1)).toBe('timestamp.json')
    expect(at.versions()).toEqual([1, 2, 2, 1])
  })

  it.each([true, false])('of targets is refused, by the snapshot that is here (hashes: %s)', async (hashes) => {
    at.issuer.withHashes = hashes
    at.issuer.versions.targets = 3
    at.issuer.publish()
    await at.refresh()
    at.issuer.versions.targets = 1
    at.issuer.next('timestamp', 'snapshot')
    expect(await at.refresh()).toBe('rolled-back')
    expect(at.asked().at(-1)).toBe('2.snapshot.json')
    expect(at.versions()).toEqual([1, 2, 1, 3])
  })
})

describe('a number run far ahead is mended by a root with new keys', () => {
  /** What comes of the number put back to 1 before the keys are changed, and after. */
  async function putBack(role: Daily | 'targets', rotated: readonly Daily[], above: readonly Daily[]) {
    at.issuer.versions[role] = 1
    at.issuer.next(...above)
    const before = await at.refresh()
    rotated.forEach((one) => at.issuer.rotate(one))
    at.issuer.publishRoot()
    at.issuer.next(...above)
    return [before, await at.refresh()]
  }

  it('of the timestamp', async () => {
    at.issuer.versions.timestamp = 99_999
    at.issuer.publish()
    expect([await at.refresh(), at.versions()]).toEqual(['trusted', [1, 99_999, 1, 1]])
    expect(await putBack('timestamp', ['timestamp'], [])).toEqual(['rolled-back', 'trusted'])
    expect(at.versions()).toEqual([2, 1, 1, 1])
  })

  it('of the snapshot, and of the timestamp, which remembers it', async () => {
    at.issuer.versions.snapshot = 99_999
    at.issuer.next('timestamp')
    expect([await at.refresh(), at.versions()]).toEqual(['trusted', [1, 2, 99_999, 1]])
    expect(await putBack('snapshot', ['snapshot', 'timestamp'], ['timestamp'])).toEqual(['rolled-back', 'trusted'])
    expect(at.versions()).toEqual([2, 4, 1, 1])
  })

  it('of the snapshot, which remembers targets', async () => {
    at.issuer.versions.targets = 99_999
    at.issuer.next('timestamp', 'snapshot')
    expect([await at.refresh(), at.versions()]).toEqual(['trusted', [1, 2, 2, 99_999]])
    expect(await putBack('targets', ['snapshot'], ['timestamp', 'snapshot'])).toEqual(['rolled-back', 'trusted'])
    expect(at.versions()).toEqual([2, 4, 4, 1])
  })
})

describe('an end that has passed', () => {
  it('of the last root: it is kept with all before it, and nothing else is asked for', async () => {
    await at.refresh()
    at.issuer.publishRoot()
    at.issuer.expires.root = PAST
    at.issuer.publishRoot()
    at.issuer.next('timestamp', 'snapshot', 'targets')
    expect(await at.refresh()).toBe('expired')
    expect(at.versions()).toEqual([3, 1, 1, 1])
    at.issuer.expires.root = '2027-11-21T00:00:00Z'
    at.issuer.publishRoot()
    expect(await at.refresh()).toBe('trusted')
    expect(at.versions()).toEqual([4, 2, 2, 2])
  })

  it.each([
    ['timestamp', [1, 1, 1, 1]],
    ['snapshot', [1, 2, 1, 1]],
    ['targets', [1, 2, 2, 1]],
  ] as const)('of the %s: it is not trusted, nor anything that it speaks of', async (role, kept) => {
    await at.refresh()
    at.issuer.expires[role] = PAST
    at.issuer.next('timestamp', 'snapshot', 'targets')
    expect(await at.refresh()).toBe('expired')
    expect(at.versions()).toEqual(kept)
  })

  it('of what is here does not stand in the way of what is new', async () => {
    at.issuer.expires.timestamp = '2026-11-28T00:00:00Z'
    at.issuer.publish()
    await at.refresh()
    at.issuer.expires.timestamp = '2026-12-12T00:00:00Z'
    at.issuer.next('timestamp', 'snapshot', 'targets')
    at.now = '2026-12-09T00:00:00.000Z' as IsoInstant
    expect(await at.refresh()).toBe('trusted')
    expect(at.versions()).toEqual([1, 2, 2, 2])
  })

  it('of what is here still says what may not go back', async () => {
    at.issuer.expires.timestamp = '2026-11-28T00:00:00Z'
    at.issuer.next('timestamp')
    await at.refresh()
    at.issuer.expires.timestamp = '2026-12-12T00:00:00Z'
    at.issuer.versions.timestamp = 1
    at.issuer.publish()
    at.now = '2026-12-09T00:00:00.000Z' as IsoInstant
    expect(await at.refresh()).toBe('rolled-back')
    expect(at.versions()).toEqual([1, 2, 1, 1])
  })
})
