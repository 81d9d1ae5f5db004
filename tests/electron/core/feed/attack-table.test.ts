import { appendFileSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loopDisk, whyNoLoopDisk } from '../../../faults/loop-disk.ts'
import { nameOf } from '../../../support/signed-in-page.ts'
import type { Published } from '../roster/feed-fixture.ts'
import { ATTACKS } from './attacks.ts'
import { boundariesOf, hostileFeed, type HostileFeed } from './hostile-feed.ts'
import { fullPack, says, type Attack } from './lay-out.ts'

/** Ten of forty are not members any more. */
const few = (to: Published): Published => ({ ...to, rows: to.rows.slice(0, 30) })

const table: string[] = []

/** All of it over the wire: what the clerk who pulls is told, what stands in the trail and on the page, and what the desk answers. */
async function outcomeOf(feed: HostileFeed, attack: Attack) {
  const undo = await attack(feed)
  // Some attacks bring an honest version first.
  const before = `2026-11-21-${feed.serving()}`
  const answers = await feed.answers()
  const line = await feed.lastLine()
  const end = await feed.pulled()
  const found = {
    told: end.kind === 'refused' ? [end.refusal.code, end.versionBefore] : end.kind,
    shown: await feed.shown(),
    noted: await feed.trailSince(line),
    sameAnswers: (await feed.answers()) === answers,
  }
  await undo?.()
  const next = await feed.goOn()
  return { before, found: { ...found, goesOn: next === 'delta' || next === 'full' } }
}

const refusedWith = (code: string, before: string) => ({
  told: [code, before],
  shown: { refusal: code, feed: before, roster: `bekasi/${before}` },
  noted: [[nameOf('clerk'), 'feed-refused', { feed: 'bekasi', code }]],
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
      const { before, found } = await outcomeOf(feed, attack)
      expect(found).toEqual(refusedWith(code, before))
      table.push(`| ${title} | \`${code}\` | the version before |`)
    },
    60_000,
  )

  it('a tenth of the people gone is taken where an administrator removed the feed and added it again', async () => {
    const { repository, next, full } = feed
    const shrunk = await next({ people: 30, rows: 30, deltas: [] })
    repository.publish({ ...shrunk, full: await full(Number(shrunk.version.slice(11)), few) })
    expect(await feed.pull()).toBe('shrinks-too-much')
    await feed.takeOff()
    await feed.addAgain()
    expect(await feed.pulled()).toMatchObject({ kind: 'done', report: { route: 'full', people: 30 } })
    repository.publish(await next({ deltas: [] }))
    expect(await feed.pull()).toBe('full')
    expect(await feed.goOn()).toBe('delta')
  }, 60_000)

  it('silence about one of two programmes, so that nobody would be its member', async () => {
    const ofBoth = await hostileFeed({ programmes: ['kbs-bekasi', 'bogor-sehat'] })
    try {
      const { before, found } = await outcomeOf(ofBoth, says({ programmes: ['kbs-bekasi'] }))
      expect(found).toEqual(refusedWith('programmes-changed', before))
      table.push('| silence about one of two programmes | `programmes-changed` | the version before |')
    } finally {
      await ofBoth.remove()
    }
  }, 60_000)

  it('a pack cut at any of its boundaries, and signed so', async () => {
    const whole = await feed.full(1)
    const boundaries = boundariesOf(whole)
    expect(boundaries.length).toBeGreaterThan(8)
    for (const [index] of boundaries.entries()) {
      const cut = fullPack((pack) => pack.subarray(0, boundariesOf(pack)[index]))
      const { before, found } = await outcomeOf(feed, cut)
      expect(found).toEqual(refusedWith('pack-malformed', before))
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
      const usual = process.env['TMPDIR']
      process.env['TMPDIR'] = disk.mountPoint
      const feed = await hostileFeed({ freeBytes: () => null }).finally(() => {
        if (usual === undefined) delete process.env['TMPDIR']
        else process.env['TMPDIR'] = usual
      })
      const ballast = join(disk.mountPoint, 'ballast')
      const next: Attack = async ({ repository, next: honest }) => {
        repository.publish(await honest({ deltas: [] }))
        return () => rmSync(ballast)
      }
      const filledMeanwhile = async () => {
        fillBut(ballast, LEFT_FREE)
        const end = await feed.pulled()
        // It had come whole: the disk was full while the roster was built.
        expect(readdirSync(feed.downloads)).toHaveLength(1)
        return end
      }
      try {
        const { before, found } = await outcomeOf({ ...feed, pulled: filledMeanwhile }, next)
        expect(found).toEqual(refusedWith('disk-full', before))
        table.push('| a disk full in the middle | `disk-full` | the version before |')
      } finally {
        await feed.remove()
        disk.remove()
      }
    },
    60_000,
  )
})
