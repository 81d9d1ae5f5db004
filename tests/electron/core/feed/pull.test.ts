import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockFile } from '../../../../electron/core/db/lock-file.ts'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import { feedDesk } from '../../../support/feed-desk.ts'
import { feedRepository } from '../../../support/feed-repository.ts'
import { askingDesk } from './asking-desk.ts'

const at = askingDesk()
const bekasi = 'bekasi' as FeedName

describe('a pull', () => {
  it('brings the whole roster the first time, and nothing when nothing is newer', async () => {
    expect(await at.added()).toEqual({ kind: 'added' })
    const first = await at.desk.pull('bekasi')
    expect(first).toMatchObject({
      kind: 'done',
      report: { feed: 'bekasi', versionBefore: null, versionAfter: '2026-11-21-1', route: 'full', people: 1000 },
    })
    expect(first.kind === 'done' && first.report.fetched).toEqual([
      { target: 'roster/2026-11-21-1.full.lsp', bytes: 'full 2026-11-21-1'.length },
    ])
    expect(at.desk.jobs[0]?.packs).toMatchObject([{ kind: 'full', from: null, to: '2026-11-21-1' }])
    expect(await at.code()).toBe('none')
    expect(at.desk.jobs).toHaveLength(1)
  })

  it('notes what it installed in the journal, and throws the packs away', async () => {
    await at.added()
    await at.desk.pull('bekasi')
    expect(at.desk.journal().rosterHigh('bekasi')).toMatchObject({ version: '2026-11-21-1', asOf: '2026-11-21' })
    expect(at.desk.journal().rosterHigh('local')).toBeNull()
    expect(existsSync(join(at.dirOf('bekasi'), 'downloads'))).toBe(false)
    expect(at.desk.trail.at(-1)).toMatchObject({
      action: 'feed-pulled',
      facts: { feed: 'bekasi', version: '2026-11-21-1', route: 'full' },
    })
  })

  it('takes a delta when that is fewer bytes, and the whole when it is not', async () => {
    await at.added()
    await at.desk.pull('bekasi')
    const full = Buffer.alloc(5000, 1)
    at.repository.publish({ version: '2026-11-22-1', full, deltas: [{ from: '2026-11-21-1', to: '2026-11-22-1' }] })
    expect(await at.code()).toBe('delta')
    expect(at.desk.jobs[1]?.packs).toMatchObject([{ kind: 'delta', from: '2026-11-21-1', to: '2026-11-22-1' }])
    const bytes = Buffer.alloc(6000, 2)
    at.repository.publish({
      version: '2026-11-23-1',
      full,
      deltas: [{ from: '2026-11-22-1', to: '2026-11-23-1', bytes }],
    })
    expect(await at.code()).toBe('full')
  })

  it('takes the whole when a quarter of the people lie in layers', async () => {
    await at.added()
    await at.desk.pull('bekasi')
    at.desk.setLayeredShare('bekasi', 0.2)
    at.repository.publish({
      version: '2026-11-22-1',
      full: Buffer.alloc(5000, 1),
      deltas: [{ from: '2026-11-21-1', to: '2026-11-22-1', changes: 60 }],
    })
    expect(await at.code()).toBe('full')
  })

  it('takes the whole after a delta did not fit', async () => {
    await at.added()
    await at.desk.pull('bekasi')
    const full = Buffer.alloc(5000, 1)
    at.repository.publish({ version: '2026-11-22-1', full, deltas: [{ from: '2026-11-21-1', to: '2026-11-22-1' }] })
    at.desk.answerWith(async () => ({ kind: 'refused', refusal: { code: 'wrong-base', detail: {} } }))
    expect(await at.code()).toBe('wrong-base')
    at.desk.answerWith(null)
    expect(await at.code()).toBe('full')
  })

  it('fetches no pack twice: what an earlier try brought is installed', async () => {
    await at.added()
    at.desk.answerWith(async () => ({ kind: 'refused', refusal: { code: 'busy', detail: {} } }))
    expect(await at.code()).toBe('busy')
    at.server.misbehave(/full/, { kind: 'status', status: 500 })
    at.desk.answerWith(null)
    const again = await at.desk.pull('bekasi')
    expect(again).toMatchObject({ kind: 'done', report: { route: 'full', fetched: [] } })
  })

  it('goes on where it was cut off, also in a later pull of a program that was started again', async () => {
    const full = Buffer.alloc(400_000, 7)
    at.repository.publish({ version: '2026-11-22-1', full })
    await at.added()
    at.server.misbehave(/full/, { kind: 'cut', after: 100_000 }, 2)
    at.server.misbehave(/full/, { kind: 'stall', after: 50_000 }, 1)
    expect(await at.code()).toBe('too-slow')
    at.desk.reopen()
    const outcome = await at.desk.pull('bekasi')
    expect(outcome).toMatchObject({ kind: 'done', report: { route: 'full' } })
    const asked = at.server.requests.filter(({ path }) => path.includes('full')).map(({ headers }) => headers.range)
    expect(asked[0]).toBeUndefined()
    expect(asked.slice(1).every((range) => Number(/\d+/.exec(range ?? '')?.[0]) >= 50_000)).toBe(true)
    expect(at.server.requests.at(-1)?.headers['if-range']).toMatch(/^"/)
    expect(outcome.kind === 'done' && outcome.report.bytes).toBeLessThan(410_000)
  })

  it('is joined by whoever asks meanwhile, and is told to both', async () => {
    await at.added()
    const told: string[] = []
    const one = at.desk.feeds().pull(bekasi, 'petugas', () => told.push('one'))
    const two = at.desk.feeds().pull(bekasi, 'penyelia', () => told.push('two'))
    expect(await one).toEqual(await two)
    expect(at.desk.jobs).toHaveLength(1)
    expect(new Set(told)).toEqual(new Set(['one', 'two']))
    expect(at.actions().filter((action) => action === 'feed-pulled')).toHaveLength(1)
  })

  it('can be broken off, and is not counted against the feed', async () => {
    await at.added()
    at.server.misbehave(/full/, { kind: 'stall', after: 3 })
    const pulling = at.desk.feeds().pull(bekasi, 'petugas', ({ stage }) => {
      if (stage === 'fetching') at.desk.feeds().stop(bekasi)
    })
    expect(await pulling).toMatchObject({ kind: 'refused', refusal: { code: 'stopped' } })
    expect(at.desk.feeds().list()[0]).toMatchObject({ running: null, refusal: { code: 'stopped' } })
  })

  it('is refused while another process of the desk pulls the same feed', async () => {
    await at.added()
    await at.desk.pull('bekasi')
    const lock = lockFile(join(at.dirOf('bekasi'), 'lock'))
    expect(await at.code()).toBe('busy')
    lock?.release()
    expect(await at.code()).toBe('none')
  })

  it('of two feeds installs one after the other', async () => {
    const other = feedRepository(mkdtempSync(join(tmpdir(), 'loket-repository-')))
    other.publish({ version: '2026-11-21-1', programmes: ['bogor-sehat'], issuer: 'Kabupaten Contoh' })
    await at.added()
    expect(await at.desk.add('bogor', other.dir, other.root)).toEqual({ kind: 'added' })
    let installing = 0
    let most = 0
    at.desk.answerWith(async () => {
      installing += 1
      most = Math.max(most, installing)
      await new Promise((resolve) => setTimeout(resolve, 50))
      installing -= 1
      return { kind: 'done', seconds: 0, changes: null }
    })
    const outcomes = await Promise.all([at.desk.pull('bekasi'), at.desk.pull('bogor')])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done'])
    expect(most).toBe(1)
    expect(
      at.desk
        .feeds()
        .list()
        .map(({ source }) => source.kind),
    ).toEqual(['serving', 'serving'])
    other.remove()
  })

  it('says how far it is, never going back', async () => {
    at.repository.publish({ version: '2026-11-22-1', full: Buffer.alloc(3_000_000, 3) })
    await at.added()
    const fractions: number[] = []
    const stages = new Set<string>()
    await at.desk.feeds().pull(bekasi, 'petugas', ({ fraction, stage }) => {
      fractions.push(fraction)
      stages.add(stage)
    })
    expect([...stages]).toEqual(['asking', 'fetching', 'building'])
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.length).toBeLessThan(300)
  })

  it('does not begin to fetch what has no room', async () => {
    at.desk.close()
    at.desk = feedDesk({ freeBytes: () => 10 })
    await at.added()
    expect(await at.code()).toBe('disk-full')
    expect(at.server.requests.some(({ path }) => path.includes('full'))).toBe(false)
  })

  it('leaves nothing of this desk with the server', async () => {
    await at.added()
    await at.desk.pull('bekasi')
    const names = new Set(at.server.requests.flatMap(({ headers }) => Object.keys(headers)))
    const usual = new Set(['accept-encoding', 'connection', 'host', 'range', 'if-range', 'user-agent'])
    expect([...names].filter((name) => !usual.has(name))).toEqual([])
  })
})
