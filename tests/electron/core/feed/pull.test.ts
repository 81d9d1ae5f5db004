import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFile } from '../../../../electron/core/db/lock-file.ts'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import { bogorSehat } from '../../../../shared/programmes/bogor-sehat.ts'
import { kbsBekasi } from '../../../../shared/programmes/kbs-bekasi.ts'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, type FeedRepository } from '../../../support/feed-repository.ts'
import { feedServer, type FeedServer } from '../../../support/feed-server.ts'

let desk: FeedDesk
let repository: FeedRepository
let server: FeedServer
beforeEach(async () => {
  repository = feedRepository(mkdtempSync(join(tmpdir(), 'loket-repository-')))
  repository.publish({ version: '2026-11-21-1' })
  server = await feedServer(repository.dir)
  desk = feedDesk()
})
afterEach(async () => {
  desk.close()
  await server.close()
  repository.remove()
})

const bekasi = 'bekasi' as FeedName
const dirOf = (name: string) => join(desk.place.folder.root, 'feeds', name)
const added = () => desk.add('bekasi', server.url, repository.root)
const code = async (actor = 'petugas') => {
  const outcome = await desk.pull('bekasi', actor)
  return outcome.kind === 'refused' ? outcome.refusal.code : outcome.report.route
}
const actions = () => desk.trail.map(({ action }) => action)

describe('a pull', () => {
  it('brings the whole roster the first time, and nothing when nothing is newer', async () => {
    expect(await added()).toEqual({ kind: 'added' })
    const first = await desk.pull('bekasi')
    expect(first).toMatchObject({
      kind: 'done',
      report: { feed: 'bekasi', versionBefore: null, versionAfter: '2026-11-21-1', route: 'full', people: 1000 },
    })
    expect(first.kind === 'done' && first.report.fetched).toEqual([
      { target: 'roster/2026-11-21-1.full.lsp', bytes: 'full 2026-11-21-1'.length },
    ])
    expect(desk.jobs[0]?.packs).toMatchObject([{ kind: 'full', from: null, to: '2026-11-21-1' }])
    expect(await code()).toBe('none')
    expect(desk.jobs).toHaveLength(1)
  })

  it('notes what it installed in the journal, and throws the packs away', async () => {
    await added()
    await desk.pull('bekasi')
    expect(desk.journal().rosterHigh('bekasi')).toMatchObject({ version: '2026-11-21-1', asOf: '2026-11-21' })
    expect(desk.journal().rosterHigh('local')).toBeNull()
    expect(existsSync(join(dirOf('bekasi'), 'downloads'))).toBe(false)
    expect(desk.trail.at(-1)).toMatchObject({
      action: 'feed-pulled',
      facts: { feed: 'bekasi', version: '2026-11-21-1', route: 'full' },
    })
  })

  it('takes a delta when that is fewer bytes, and the whole when it is not', async () => {
    await added()
    await desk.pull('bekasi')
    const full = Buffer.alloc(5000, 1)
    repository.publish({ version: '2026-11-22-1', full, deltas: [{ from: '2026-11-21-1', to: '2026-11-22-1' }] })
    expect(await code()).toBe('delta')
    expect(desk.jobs[1]?.packs).toMatchObject([{ kind: 'delta', from: '2026-11-21-1', to: '2026-11-22-1' }])
    const bytes = Buffer.alloc(6000, 2)
    repository.publish({ version: '2026-11-23-1', full, deltas: [{ from: '2026-11-22-1', to: '2026-11-23-1', bytes }] })
    expect(await code()).toBe('full')
  })

  it('takes the whole when a quarter of the people lie in layers', async () => {
    await added()
    await desk.pull('bekasi')
    desk.setLayeredShare('bekasi', 0.2)
    repository.publish({
      version: '2026-11-22-1',
      full: Buffer.alloc(5000, 1),
      deltas: [{ from: '2026-11-21-1', to: '2026-11-22-1', changes: 60 }],
    })
    expect(await code()).toBe('full')
  })

  it('takes the whole after a delta did not fit', async () => {
    await added()
    await desk.pull('bekasi')
    const full = Buffer.alloc(5000, 1)
    repository.publish({ version: '2026-11-22-1', full, deltas: [{ from: '2026-11-21-1', to: '2026-11-22-1' }] })
    desk.answerWith(async () => ({ kind: 'refused', refusal: { code: 'wrong-base', detail: {} } }))
    expect(await code()).toBe('wrong-base')
    desk.answerWith(null)
    expect(await code()).toBe('full')
  })

  it('fetches no pack twice: what an earlier try brought is installed', async () => {
    await added()
    desk.answerWith(async () => ({ kind: 'refused', refusal: { code: 'busy', detail: {} } }))
    expect(await code()).toBe('busy')
    server.misbehave(/full/, { kind: 'status', status: 500 })
    desk.answerWith(null)
    const again = await desk.pull('bekasi')
    expect(again).toMatchObject({ kind: 'done', report: { route: 'full', fetched: [] } })
  })

  it('goes on where it was cut off, also in a later pull of a program that was started again', async () => {
    const full = Buffer.alloc(400_000, 7)
    repository.publish({ version: '2026-11-22-1', full })
    await added()
    server.misbehave(/full/, { kind: 'cut', after: 100_000 }, 2)
    server.misbehave(/full/, { kind: 'stall', after: 50_000 }, 1)
    expect(await code()).toBe('too-slow')
    desk.reopen()
    const outcome = await desk.pull('bekasi')
    expect(outcome).toMatchObject({ kind: 'done', report: { route: 'full' } })
    const asked = server.requests.filter(({ path }) => path.includes('full')).map(({ headers }) => headers.range)
    expect(asked[0]).toBeUndefined()
    expect(asked.slice(1).every((range) => Number(/\d+/.exec(range ?? '')?.[0]) >= 50_000)).toBe(true)
    expect(server.requests.at(-1)?.headers['if-range']).toMatch(/^"/)
    expect(outcome.kind === 'done' && outcome.report.bytes).toBeLessThan(410_000)
  })

  it('is joined by whoever asks meanwhile, and is told to both', async () => {
    await added()
    const told: string[] = []
    const one = desk.feeds().pull(bekasi, 'petugas', () => told.push('one'))
    const two = desk.feeds().pull(bekasi, 'penyelia', () => told.push('two'))
    expect(await one).toEqual(await two)
    expect(desk.jobs).toHaveLength(1)
    expect(new Set(told)).toEqual(new Set(['one', 'two']))
    expect(actions().filter((action) => action === 'feed-pulled')).toHaveLength(1)
  })

  it('can be broken off, and is not counted against the feed', async () => {
    await added()
    server.misbehave(/full/, { kind: 'stall', after: 3 })
    const pulling = desk.feeds().pull(bekasi, 'petugas', ({ stage }) => {
      if (stage === 'fetching') desk.feeds().stop(bekasi)
    })
    expect(await pulling).toMatchObject({ kind: 'refused', refusal: { code: 'stopped' } })
    expect(desk.feeds().list()[0]).toMatchObject({ running: null, refusal: { code: 'stopped' } })
  })

  it('is refused while another process of the desk pulls the same feed', async () => {
    await added()
    await desk.pull('bekasi')
    const lock = lockFile(join(dirOf('bekasi'), 'lock'))
    expect(await code()).toBe('busy')
    lock?.release()
    expect(await code()).toBe('none')
  })

  it('of two feeds installs one after the other', async () => {
    const other = feedRepository(mkdtempSync(join(tmpdir(), 'loket-repository-')))
    other.publish({ version: '2026-11-21-1', programmes: ['bogor-sehat'], issuer: 'Kabupaten Contoh' })
    await added()
    expect(await desk.add('bogor', other.dir, other.root)).toEqual({ kind: 'added' })
    let installing = 0
    let most = 0
    desk.answerWith(async () => {
      installing += 1
      most = Math.max(most, installing)
      await new Promise((resolve) => setTimeout(resolve, 50))
      installing -= 1
      return { kind: 'done', seconds: 0, changes: null }
    })
    const outcomes = await Promise.all([desk.pull('bekasi'), desk.pull('bogor')])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done'])
    expect(most).toBe(1)
    expect(
      desk
        .feeds()
        .list()
        .map(({ source }) => source.kind),
    ).toEqual(['serving', 'serving'])
    other.remove()
  })

  it('says how far it is, never going back', async () => {
    repository.publish({ version: '2026-11-22-1', full: Buffer.alloc(3_000_000, 3) })
    await added()
    const fractions: number[] = []
    const stages = new Set<string>()
    await desk.feeds().pull(bekasi, 'petugas', ({ fraction, stage }) => {
      fractions.push(fraction)
      stages.add(stage)
    })
    expect([...stages]).toEqual(['asking', 'fetching', 'building'])
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.length).toBeLessThan(300)
  })

  it('does not begin to fetch what has no room', async () => {
    desk.close()
    desk = feedDesk({ freeBytes: () => 10 })
    await added()
    expect(await code()).toBe('disk-full')
    expect(server.requests.some(({ path }) => path.includes('full'))).toBe(false)
  })

  it('leaves nothing of this desk with the server', async () => {
    await added()
    await desk.pull('bekasi')
    const names = new Set(server.requests.flatMap(({ headers }) => Object.keys(headers)))
    const usual = new Set(['accept-encoding', 'connection', 'host', 'range', 'if-range', 'user-agent'])
    expect([...names].filter((name) => !usual.has(name))).toEqual([])
  })
})

describe('what is believed', () => {
  it('refuses an older roster also when everything that was fetched before is gone', async () => {
    repository.publish({ version: '2026-11-22-10' })
    await added()
    expect(await code()).toBe('full')
    // The same keys, and the number of documents goes on: only the version of the roster is lower.
    repository.publish({ version: '2026-11-22-9' })
    expect(await code()).toBe('rolled-back')
    rmSync(dirOf('bekasi'), { recursive: true })
    expect(await code()).toBe('rolled-back')
    expect(desk.jobs).toHaveLength(1)
  })

  it('refuses a publication for programmes that were not agreed', async () => {
    await added()
    repository.publish({ version: '2026-11-22-1', programmes: ['kbs-bekasi', 'bogor-sehat'] })
    expect(await code()).toBe('programmes-changed')
  })

  it('does not fetch a pack that this desk has no key for', async () => {
    await added()
    repository.publish({ version: '2026-11-22-1', encrypted: true })
    expect(await code()).toBe('not-for-this-desk')
    expect(server.requests.some(({ path }) => path.includes('.age'))).toBe(false)
  })

  it('refuses definitions that contradict themselves, and definitions of others', async () => {
    await added()
    repository.publish({ version: '2026-11-22-1', programmesJson: '[{"code":"kbs-bekasi"}]' })
    expect(await code()).toBe('definitions-contradict')
    repository.publish({ version: '2026-11-22-2', programmesJson: JSON.stringify([bogorSehat]) })
    expect(await code()).toBe('definitions-contradict')
    expect(desk.jobs).toHaveLength(0)
  })

  it('hands on definitions and figures that are sound', async () => {
    const figure = { programme: 'kbs-bekasi', year: 2025, measure: 'families', value: 10, source: 'contoh' }
    repository.publish({
      version: '2026-11-22-1',
      programmesJson: JSON.stringify([kbsBekasi]),
      statisticsJson: JSON.stringify([figure, { ...figure, programme: 'bogor-sehat' }]),
    })
    await added()
    expect(await code()).toBe('full')
    expect(desk.jobs[0]?.companion).toMatchObject({ definitions: [{ code: 'kbs-bekasi' }], statistics: [figure] })
  })

  it('is refused by a later format, and by a catalogue that is none', async () => {
    await added()
    repository.publish({ version: '2026-11-22-1', catalogueJson: '{"format":2}' })
    expect(await code()).toBe('newer-format')
    repository.publish({ version: '2026-11-22-1', catalogueJson: '{"format":1}' })
    expect(await code()).toBe('pack-malformed')
  })
})

describe('what is noted', () => {
  it('of a feed with nothing new, or that is refused alike each time, is one line when nobody asked', async () => {
    await added()
    await desk.pull('bekasi', 'system')
    const before = desk.journal().ends().entries.seq
    for (let times = 0; times < 3; times++) await desk.pull('bekasi', 'system')
    expect(actions().filter((action) => action === 'feed-pulled')).toHaveLength(1)
    await server.close()
    for (let times = 0; times < 3; times++) expect(await code('system')).toBe('unreachable')
    expect(actions().filter((action) => action === 'feed-refused')).toHaveLength(1)
    await code('petugas')
    expect(actions().filter((action) => action === 'feed-refused')).toHaveLength(2)
    expect(desk.journal().ends().entries.seq).toBe(before)
  })

  it('never has an address, a folder or a host in the log', async () => {
    await added()
    await desk.pull('bekasi')
    await server.close()
    await desk.pull('bekasi')
    const text = JSON.stringify(desk.lines)
    for (const secret of ['127.0.0.1', String(server.port), desk.place.folder.root, repository.dir]) {
      expect(text).not.toContain(secret)
    }
    expect(desk.lines.map(({ event }) => event)).toEqual(['feed.pulled', 'feed.refused'])
  })

  it('is made good when the journal could not be written after an installation', async () => {
    await added()
    // What was noted beside the journal did not come to the disk either.
    rmSync(dirOf('bekasi'), { recursive: true })
    desk.sources.set('bekasi', {
      kind: 'serving',
      source: 'bekasi',
      programmes: [],
      version: '2026-11-21-1',
      asOf: '2026-11-21' as never,
      importedAt: '2026-11-21T00:00:00.000Z' as never,
      ageDays: 0,
      people: 1,
      rows: 1,
      fellBack: false,
    })
    const fullSha256 = createHash('sha256').update('full 2026-11-21-1').digest('hex')
    const publication = { feed: 'f'.repeat(32), rootVersion: 1, fullSha256 }
    desk.publications.set('bekasi', new Map([['2026-11-21-1', publication]]))
    expect(await code('system')).toBe('none')
    expect(desk.journal().rosterHigh('bekasi')?.version).toBe('2026-11-21-1')
  })

  it('tells a roster that is damaged from one that never came, and brings the same version again', async () => {
    await added()
    expect(desk.feeds().list()[0]?.source).toMatchObject({ kind: 'none' })
    await desk.pull('bekasi')
    desk.sources.set('bekasi', { kind: 'damaged', source: 'bekasi', programmes: [], version: '2026-11-21-1' })
    expect(desk.feeds().list()[0]?.source).toMatchObject({ kind: 'damaged', version: '2026-11-21-1' })
    expect(await code()).toBe('full')
    expect(desk.feeds().list()[0]?.source).toMatchObject({ kind: 'serving' })
  })

  it('keeps the last good time, the refusal and when documents expire', async () => {
    await added()
    await desk.pull('bekasi')
    await server.close()
    await desk.pull('bekasi')
    desk.reopen()
    expect(desk.feeds().list()).toMatchObject([
      {
        name: 'bekasi',
        refusal: { code: 'unreachable' },
        lastGoodAt: desk.clock.now(),
        expiresAt: '2026-12-05T00:00:00.000Z',
        rootVersion: 1,
        hasIdentity: false,
      },
    ])
    expect(readdirSync(dirOf('bekasi'))).toContain('state.json')
  })
})
