import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { keepRetention } from '../../../../electron/core/retention/keep-retention.ts'
import { readPointer, type SourcePointer } from '../../../../electron/core/roster/pointer-file.ts'
import type { FeedSettings } from '../../../../shared/domain/feed.ts'
import { deskPlace, TODAY, type DeskPlace } from '../../../support/desk-core.ts'
import { feedIn, published, type Feed } from '../roster/feed-fixture.ts'
import { person } from '../roster/roster-fixture.ts'

const DAY_MS = 86_400_000
/** Half of the people are others in each version: layers grow fast. */
const version = (n: number) =>
  published(
    `2026-11-20-${n}`,
    Array.from({ length: 20 }, (_, i) =>
      person(i, { programme: 'bogor-sehat', name: `Orang ${i} versi ${i % 4 === 0 ? n : 1}` }),
    ),
  )

async function desk(): Promise<{ place: DeskPlace; feed: Feed }> {
  const place = await deskPlace()
  onTestFinished(() => place.remove())
  const feed = feedIn(place.root, 'bogor', ['bogor-sehat'])
  setFeeds(place, [feed])
  return { place, feed }
}

function setFeeds({ core }: DeskPlace, feeds: readonly Feed[]): void {
  const settings = feeds.map(({ name, programmes }): FeedSettings => ({
    name,
    issuer: 'Contoh',
    from: '/media/contoh',
    programmes: programmes as FeedSettings['programmes'],
    root: '{}',
    everyMinutes: null,
    proxy: null,
  }))
  core.journal.write((tx) => tx.append({ type: 'feeds-set', body: { policy: { feeds: settings } } }, 'Budi Contoh'))
  core.roster.setFeeds(feeds)
}

async function install({ core }: DeskPlace, job: Awaited<ReturnType<Feed['full']>>): Promise<void> {
  expect(await core.roster.installPacks(job, () => {})).toMatchObject({ kind: 'done' })
}

function feedPointer({ core }: DeskPlace): SourcePointer | undefined {
  const reading = readPointer(core.folder.rosterDir)
  return reading.kind === 'read' ? reading.pointer.sources['bogor'] : undefined
}

const namedOf = (pointer: SourcePointer | undefined) =>
  [pointer?.current, pointer?.previous].flatMap((entry) => (entry?.layers ?? []).map(({ file }) => file))
const rosterFiles = ({ core }: DeskPlace) => readdirSync(core.folder.rosterDir).filter((name) => name.endsWith('.db'))

describe('retention of versions that share files', () => {
  it('keeps a base as long as a version that is kept lies on it, and lets it go with the last of them', async () => {
    const { place, feed } = await desk()
    await install(place, await feed.full(version(1)))
    const base = join(place.core.folder.rosterDir, feedPointer(place)?.current.layers[0]?.file ?? '')
    await install(place, await feed.deltas([version(1), version(2)]))
    place.clock.advance(DAY_MS)
    await install(place, await feed.full(version(3)))
    place.clock.advance(13 * DAY_MS)
    expect(keepRetention(place.core).rosters, 'the first was replaced a day before the second').toEqual([
      'bogor/2026-11-20-1',
    ])
    expect(existsSync(base), 'the second lies on it').toBe(true)
    place.clock.advance(DAY_MS)
    expect(keepRetention(place.core).rosters).toEqual(['bogor/2026-11-20-2'])
    expect(existsSync(base)).toBe(false)
    expect(feedPointer(place)).toMatchObject({ current: { version: '2026-11-20-3' }, previous: null })
    expect(rosterFiles(place)).toEqual(expect.arrayContaining(namedOf(feedPointer(place))))
    expect(rosterFiles(place)).toHaveLength(2)
    expect(keepRetention(place.core).rosters).toEqual([])
  }, 180_000)

  it('on a full disk takes nothing that the one that answers, or the one before, lies on', async () => {
    const { place, feed } = await desk()
    await install(place, await feed.full(version(1)))
    for (const n of [2, 3, 4]) await install(place, await feed.deltas([version(n - 1), version(n)]))
    const full = { ...place.core, freeBytes: () => 0 }
    const gone = keepRetention(full).rosters
    expect(gone).toEqual(['bogor/2026-11-20-1', 'bogor/2026-11-20-2'])
    for (const file of namedOf(feedPointer(place))) expect(rosterFiles(place)).toContain(file)
    expect(place.core.roster.state()).toMatchObject({ kind: 'current', sources: [{ version: '2026-11-20-4' }, {}] })
  }, 180_000)

  it('throws the versions of a feed that was taken off the desk away after the window, other sources stay', async () => {
    const { place, feed } = await desk()
    await install(place, await feed.full(version(1)))
    await install(place, await feed.deltas([version(1), version(2)]))
    setFeeds(place, [])
    expect(keepRetention(place.core).rosters, 'its window begins').toEqual([])
    place.clock.advance(14 * DAY_MS)
    expect(keepRetention(place.core).rosters.toSorted()).toEqual(['bogor/2026-11-20-1', 'bogor/2026-11-20-2'])
    expect(feedPointer(place)).toBeUndefined()
    expect(rosterFiles(place)).toHaveLength(1)
    expect(place.core.roster.state()).toMatchObject({ kind: 'current', version: `${TODAY}-1` })
  }, 180_000)

  it('keeps a feed that came back within its window', async () => {
    const { place, feed } = await desk()
    await install(place, await feed.full(version(1)))
    setFeeds(place, [])
    keepRetention(place.core)
    place.clock.advance(10 * DAY_MS)
    setFeeds(place, [feed])
    keepRetention(place.core)
    place.clock.advance(100 * DAY_MS)
    expect(keepRetention(place.core).rosters).toEqual([])
    expect(feedPointer(place)?.current.version).toBe('2026-11-20-1')
  }, 180_000)
})
