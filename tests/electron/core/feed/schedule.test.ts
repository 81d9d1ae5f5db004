import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feedSchedule, type ScheduleDeps } from '../../../../electron/core/feed/feed-schedule.ts'
import type { PullOutcome } from '../../../../electron/core/feed/feeds.ts'
import type { IsoInstant } from '../../../../shared/domain/dates.ts'
import type { FeedName, FeedSettings } from '../../../../shared/domain/feed.ts'
import { feedRepository } from '../../../support/feed-repository.ts'
import { turnedClock } from '../../../support/journal.ts'

const MINUTE = 60_000
const REFUSED: PullOutcome = { kind: 'refused', refusal: { code: 'unreachable', detail: {} }, versionBefore: null }

function feed(name: string, more: Partial<FeedSettings> = {}): FeedSettings {
  return {
    name: name as FeedName,
    issuer: 'Contoh',
    from: 'https://data.example.go.id/',
    programmes: ['kbs-bekasi'] as unknown as FeedSettings['programmes'],
    root: '{}',
    everyMinutes: 60,
    proxy: null,
    ...more,
  }
}

/** A schedule with a clock, a running time and a chance of its own, and pulls that end as they are told. */
function timetable(feeds: FeedSettings[], random = 0) {
  const clock = turnedClock()
  const memory = new Map<string, { lastGoodAt: IsoInstant | null; failures: number }>()
  const pulled: string[] = []
  const noted = new Map<string, IsoInstant | null>()
  const state = {
    feeds,
    uptime: 5 * MINUTE,
    outcome: 'done' as 'done' | 'refused' | 'thrown',
    hold: null as Promise<void> | null,
  }
  const deps: ScheduleDeps = {
    feeds: () => state.feeds,
    memory: (name) => memory.get(name) ?? { lastGoodAt: null, failures: 0 },
    noteNext: (name, at) => void noted.set(name, at),
    async pull(name) {
      pulled.push(name)
      await state.hold
      const failures = memory.get(name)?.failures ?? 0
      if (state.outcome === 'thrown') throw new Error('a bug')
      memory.set(
        name,
        state.outcome === 'done'
          ? { lastGoodAt: clock.now(), failures: 0 }
          : { lastGoodAt: null, failures: failures + 1 },
      )
      schedule.settled(name)
      return REFUSED
    },
    now: () => clock.now(),
    uptimeMs: () => state.uptime,
    random: () => random,
  }
  const schedule = feedSchedule(deps)
  return {
    clock,
    memory,
    noted,
    pulled,
    state,
    schedule,
    /** So much later, minute by minute, as the timer would look. */
    async pass(minutes: number) {
      for (let minute = 0; minute < minutes; minute++) {
        state.uptime += MINUTE
        clock.advance(MINUTE)
        await schedule.look()
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-schedule-'))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('the schedule', () => {
  it('asks each feed as often as was said, and not those that nobody wants asked', async () => {
    const { pass, pulled } = timetable([
      feed('bekasi'),
      feed('bogor', { everyMinutes: 120 }),
      feed('depok', { everyMinutes: null }),
    ])
    await pass(6 * 60 + 1)
    expect(pulled.filter((name) => name === 'bekasi')).toHaveLength(7)
    expect(pulled.filter((name) => name === 'bogor')).toHaveLength(4)
    expect(pulled).not.toContain('depok')
  })

  it('does not begin all at once after a power cut', async () => {
    const { pass, pulled } = timetable([feed('bekasi')], 0.5)
    await pass(7)
    expect(pulled).toEqual([])
    await pass(2)
    expect(pulled).toEqual(['bekasi'])
  })

  it('goes on from the last good pull when the program was started again', async () => {
    const { pass, pulled, memory, clock } = timetable([feed('bekasi')])
    memory.set('bekasi', { lastGoodAt: clock.now(), failures: 0 })
    await pass(58)
    expect(pulled).toEqual([])
    await pass(4)
    expect(pulled).toEqual(['bekasi'])
  })

  it('asks a feed that is refused more and more rarely, every six hours at the rarest, and as before once it is well', async () => {
    const { pass, pulled, state } = timetable([feed('bekasi', { everyMinutes: 5 })], 0.999)
    state.outcome = 'refused'
    await pass(24 * 60)
    const firstDay = pulled.length
    await pass(24 * 60)
    expect(firstDay).toBeGreaterThan(7)
    expect(firstDay).toBeLessThan(14)
    expect(pulled.length - firstDay).toBe(4)
    state.outcome = 'done'
    await pass(6 * 60)
    const well = pulled.length
    await pass(30)
    expect(pulled.length - well).toBeGreaterThanOrEqual(6)
  })

  it('is not moved by a clock that is turned, by years and both ways', async () => {
    const { pass, pulled, clock } = timetable([feed('bekasi')])
    await pass(1)
    expect(pulled).toHaveLength(1)
    for (const at of ['2031-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z']) {
      clock.set(at)
      const before = pulled.length
      await pass(58)
      expect(pulled.length - before).toBe(0)
      await pass(3)
      expect(pulled.length - before).toBe(1)
    }
  })

  it('reads a stick as soon as it is put in, however often it was missed', async () => {
    const stick = join(root, 'stick')
    const away = join(root, 'away')
    feedRepository(away).publish({ version: '2026-11-21-1' })
    const { pass, pulled, state } = timetable([feed('bekasi', { from: stick })], 0.999)
    state.outcome = 'refused'
    await pass(10 * 60)
    const before = pulled.length
    renameSync(away, stick)
    await pass(1)
    expect(pulled.length - before).toBe(1)
    await pass(1)
    expect(pulled.length - before).toBe(1)
  })

  it('asks a feed at once that was added or changed while the desk runs', async () => {
    const { pass, pulled, state } = timetable([feed('bekasi')], 0.9)
    await pass(20)
    expect(pulled).toEqual(['bekasi'])
    state.feeds = [feed('bekasi'), feed('bogor')]
    await pass(1)
    expect(pulled).toEqual(['bekasi', 'bogor'])
    state.feeds = [feed('bekasi', { from: 'https://other.example.go.id/' }), feed('bogor')]
    await pass(1)
    expect(pulled).toEqual(['bekasi', 'bogor', 'bekasi'])
    state.feeds = []
    await pass(300)
    expect(pulled).toHaveLength(3)
  })

  it('begins no second pull while one runs, and survives one that fails by a bug', async () => {
    let free = () => {}
    const { pass, pulled, state } = timetable([feed('bekasi', { everyMinutes: 5 })])
    state.hold = new Promise((resolve) => (free = resolve))
    await pass(60)
    expect(pulled).toHaveLength(1)
    state.outcome = 'thrown'
    free()
    state.hold = null
    await pass(11)
    expect(pulled.length).toBeGreaterThan(1)
  })

  it('says when each feed is asked next', async () => {
    const { pass, noted, clock } = timetable([feed('bekasi')])
    await pass(1)
    expect(Date.parse(noted.get('bekasi') ?? '') - Date.parse(clock.now())).toBe(60 * MINUTE)
  })
})
