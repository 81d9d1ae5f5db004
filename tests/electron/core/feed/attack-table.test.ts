import { appendFileSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loopDisk, whyNoLoopDisk } from '../../../faults/loop-disk.ts'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import type { Published } from '../roster/feed-fixture.ts'
import { ATTACKS, fullPack, type Attack } from './attacks.ts'
import { boundariesOf, hostileFeed, type HostileFeed } from './hostile-feed.ts'

/** Ten of forty are not members any more. */
const few = (to: Published): Published => ({ ...to, rows: to.rows.slice(0, 30) })

const table: string[] = []

async function outcomeOf(feed: HostileFeed, attack: Attack): Promise<Record<string, unknown>> {
  const undo = await attack(feed)
  const answers = feed.answers()
  const serving = `2026-11-21-${feed.serving()}`
  const rows = feed.desk.trail.length
  const code = await feed.pull()
  const [state] = feed.desk.feeds().list()
  const found = {
    code,
    shown: state?.refusal?.code,
    noted: feed.desk.trail.slice(rows).map(({ action, facts }) => [action, facts?.['code']]),
    serves: state?.source.kind === 'serving' ? state.source.version === serving : state?.source.kind,
    sameAnswers: feed.answers() === answers,
  }
  await undo?.()
  const next = await feed.goOn()
  return { ...found, goesOn: next === 'delta' || next === 'full' }
}

const refusedWith = (code: string) => ({
  code,
  shown: code,
  noted: [['feed-refused', code]],
  serves: true,
  sameAnswers: true,
  goesOn: true,
})

describe('refused and said so; the last good roster serves on, and the next honest one is taken', () => {
  let feed: HostileFeed
  beforeAll(async () => {
    feed = await hostileFeed()
    await feed.goOn()
  }, 60_000)
  afterAll(async () => {
    await feed.remove()
    if (process.env['LOKET_TABLE'] === '1') process.stdout.write(`\n${table.join('\n')}\n`)
  })

  it.each(ATTACKS)(
    '%s: %s',
    async (title, code, attack) => {
      expect(await outcomeOf(feed, attack)).toEqual(refusedWith(code))
      table.push(`| ${title} | \`${code}\` | the version before |`)
    },
    60_000,
  )

  it('a tenth of the people gone is taken where an administrator removed the feed and added it again', async () => {
    const { repository, server, desk, next, full } = feed
    const shrunk = await next({ people: 30, rows: 30, deltas: [] })
    repository.publish({ ...shrunk, full: await full(Number(shrunk.version.slice(11)), few) })
    expect(await feed.pull()).toBe('shrinks-too-much')
    desk.feeds().remove('bekasi' as FeedName, 'pengelola')
    expect(await desk.add('bekasi', server.url, repository.root)).toEqual({ kind: 'added' })
    expect(await feed.pull()).toBe('full')
    expect(feed.roster.state()).toMatchObject({ people: 30 })
    repository.publish(await next({ deltas: [] }))
    expect(await feed.pull()).toBe('full')
    expect(await feed.goOn()).toBe('delta')
  }, 60_000)

  it('a pack cut at any of its boundaries, and signed so', async () => {
    const whole = await feed.full(1)
    const boundaries = boundariesOf(whole)
    expect(boundaries.length).toBeGreaterThan(8)
    for (const [index] of boundaries.entries()) {
      const cut = fullPack((pack) => pack.subarray(0, boundariesOf(pack)[index]))
      expect(await outcomeOf(feed, cut)).toEqual(refusedWith('pack-malformed'))
    }
    table.push(
      `| a signed pack cut at any of its ${boundaries.length} boundaries | \`pack-malformed\` | the version before |`,
    )
  }, 120_000)
})

/** Enough for documents and the pack, and too little for the roster. */
const LEFT_FREE = 40_000

/** Fills the disk that `path` lies on, then gives `left` bytes back. */
function fillBut(path: string, left: number): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(4096))
  } catch {
    truncateSync(path, statSync(path).size - left)
  }
}

const why = whyNoLoopDisk()

describe(`a disk that is full in the middle${why === null ? '' : ` (skipped: ${why})`}`, () => {
  it.skipIf(why !== null)(
    'refuses the roster, serves on, and takes the next one when there is room',
    async () => {
      const disk = loopDisk(24)
      const before = process.env['TMPDIR']
      process.env['TMPDIR'] = disk.mountPoint
      const feed = await hostileFeed(() => null).finally(() => {
        if (before === undefined) delete process.env['TMPDIR']
        else process.env['TMPDIR'] = before
      })
      const ballast = join(disk.mountPoint, 'ballast')
      const fill: Attack = async ({ repository, next }) => {
        repository.publish(await next({ deltas: [] }))
        fillBut(ballast, LEFT_FREE)
        return () => {
          // It had come whole: the disk was full while the roster was built.
          expect(readdirSync(join(feed.desk.place.folder.root, 'feeds', 'bekasi', 'downloads'))).toHaveLength(1)
          rmSync(ballast)
        }
      }
      try {
        expect(await outcomeOf(feed, fill)).toEqual(refusedWith('disk-full'))
        table.push('| a disk full in the middle | `disk-full` | the version before |')
      } finally {
        await feed.remove()
        disk.remove()
      }
    },
    60_000,
  )
})
