import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupHealth, type BackupFacts } from '../../../../electron/core/backup/backup-health.ts'
import { backupSchedule, type Schedule } from '../../../../electron/core/backup/backup-schedule.ts'
import type { Created } from '../../../../electron/core/backup/backups.ts'
import type { IsoInstant } from '../../../../shared/domain/dates.ts'
import type { BackupPolicy } from '../../../../shared/domain/policy.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.parse('2026-11-21T01:00:00.000Z')

let root: string
let folder: string
/** The desk as the schedule sees it. `clockMs` can be turned; `upMs` only goes on. */
let desk: {
  clockMs: number
  upMs: number
  latestMs: number
  lastGoodAt: IsoInstant | null
  policy: BackupPolicy
  made: number
  missing: number
  fails: boolean
}
let schedule: Schedule

const at = (ms: number) => new Date(ms).toISOString() as IsoInstant
const now = () => Math.max(desk.clockMs, desk.latestMs)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-schedule-'))
  folder = join(root, 'stick')
  mkdirSync(folder)
  desk = {
    clockMs: START,
    upMs: 5000,
    latestMs: START,
    lastGoodAt: at(START),
    policy: { folder, everyHours: 24, keep: 14, offSiteDays: 7 },
    made: 0,
    missing: 0,
    fails: false,
  }
  schedule = begun()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function begun(): Schedule {
  return backupSchedule({
    policy: () => desk.policy,
    lastGoodAt: () => desk.lastGoodAt,
    now: () => at(now()),
    clockNow: () => at(desk.clockMs),
    uptimeMs: () => desk.upMs,
    running: () => false,
    create: (): Promise<Created> => {
      desk.made += 1
      if (desk.fails) return Promise.resolve({ kind: 'failed', why: 'disk-full' })
      desk.latestMs = now()
      desk.lastGoodAt = at(desk.latestMs)
      return Promise.resolve({ kind: 'made', fileName: 'x', bytes: 1, manifest: null as never })
    },
    onMissing: () => {
      desk.missing += 1
    },
    onLook: () => undefined,
  })
}

/** Looks every minute while so much time passes. */
async function passes(ms: number): Promise<void> {
  for (let done = 0; done < ms; done += MINUTE) {
    desk.clockMs += MINUTE
    desk.upMs += MINUTE
    await schedule.look()
  }
}

describe('the schedule', () => {
  it('makes one backup each time that the agreed hours have gone by', async () => {
    await passes(23 * HOUR)
    expect(desk.made).toBe(0)
    await passes(2 * HOUR)
    expect(desk.made).toBe(1)
    await passes(72 * HOUR)
    expect(desk.made).toBe(4)
  })

  it('makes the first one at once', async () => {
    desk.lastGoodAt = null
    await passes(MINUTE)
    expect(desk.made).toBe(1)
  })

  it('makes none while no folder is agreed', async () => {
    desk.lastGoodAt = null
    desk.policy = { ...desk.policy, folder: null }
    await passes(HOUR)
    expect(desk.made).toBe(0)
  })

  it('waits 5 minutes after a failure, then 15, then an hour each time', async () => {
    desk.lastGoodAt = null
    desk.fails = true
    const tries: number[] = []
    for (let minute = 1; minute <= 200; minute++) {
      const before = desk.made
      await passes(MINUTE)
      if (desk.made > before) tries.push(minute)
    }
    expect(tries).toEqual([1, 6, 21, 81, 141])
    desk.fails = false
    await passes(2 * HOUR)
    expect(desk.made).toBe(6)
  })

  it('says once that the disk is not there, and uses it as soon as it is back, whatever it was waiting for', async () => {
    desk.lastGoodAt = null
    desk.fails = true
    await passes(25 * MINUTE)
    const tries = desk.made
    rmSync(folder, { recursive: true })
    await passes(10 * MINUTE)
    expect(desk).toMatchObject({ made: tries, missing: 1 })
    expect(schedule.folderThere()).toBe(false)
    mkdirSync(folder)
    desk.fails = false
    await passes(MINUTE)
    expect(desk.made).toBe(tries + 1)
    expect(schedule.folderThere()).toBe(true)
  })

  it('makes one backup, not a storm, when the clock jumps a year ahead', async () => {
    desk.clockMs += 365 * 24 * HOUR
    await passes(HOUR)
    expect(desk.made).toBe(1)
  })

  it('goes on by its own running time when the clock was put right again after that', async () => {
    desk.clockMs += 365 * 24 * HOUR
    await passes(HOUR)
    desk.clockMs = START + HOUR
    await passes(20 * HOUR)
    expect(desk.made).toBe(1)
    await passes(4 * HOUR)
    expect(desk.made).toBe(2)
    await passes(48 * HOUR)
    expect(desk.made).toBe(4)
  })

  it('makes one when the program starts with a last backup that bears a time to come, and no other for the agreed hours', async () => {
    desk.latestMs = START + 365 * 24 * HOUR
    desk.lastGoodAt = at(desk.latestMs)
    schedule = begun()
    await passes(23 * HOUR)
    expect(desk.made).toBe(1)
  })

  it('is not driven by a clock that jumps to and fro', async () => {
    for (let n = 0; n < 60; n++) {
      desk.clockMs = START + (n % 2 === 0 ? 400 : 0) * 24 * HOUR * (1 + n)
      desk.upMs += MINUTE
      await schedule.look()
    }
    expect(desk.made).toBeLessThanOrEqual(3)
  })
})

describe('what the desk says', () => {
  const facts = (change: Partial<BackupFacts>): BackupFacts => ({
    policy: desk.policy,
    lastGoodAt: at(START),
    offSiteAt: at(START),
    now: at(START + HOUR),
    running: false,
    folderThere: true,
    lastFailed: false,
    ...change,
  })
  const stateWith = (change: Partial<BackupFacts>) => backupHealth(facts(change)).state

  it('is the first thing that somebody can do something about', () => {
    expect(stateWith({})).toBe('good')
    expect(stateWith({ now: at(START + 26 * HOUR) })).toBe('due')
    expect(stateWith({ lastGoodAt: null })).toBe('due')
    expect(stateWith({ lastFailed: true })).toBe('failed')
    expect(stateWith({ lastFailed: true, folderThere: false })).toBe('folder-missing')
    expect(stateWith({ policy: { ...desk.policy, folder: null }, folderThere: false })).toBe('unset')
    expect(stateWith({ running: true, lastFailed: true })).toBe('running')
  })

  it('reminds of a copy elsewhere once there is a backup to take away', () => {
    const due = (change: Partial<BackupFacts>) => backupHealth(facts(change)).offSiteDue
    expect(due({})).toBe(false)
    expect(due({ now: at(START + 7 * 24 * HOUR) })).toBe(true)
    expect(due({ offSiteAt: null })).toBe(true)
    expect(due({ offSiteAt: null, lastGoodAt: null })).toBe(false)
  })
})
