import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readCatalogue } from '../../electron/roster-files/catalogue.ts'
import { csvOf, madeFeed, plainDesk, publishOn, served } from '../support/publisher.ts'
import { people, rosterLines } from '../electron/publisher/roster-lines.ts'

const PROCESS = join(import.meta.dirname, '..', 'support', 'publish-process.ts')
const KILLS = process.env['LOKET_LONG'] === '1' ? 100 : 12
const DAY = '2026-11-21'

let place: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'publisher-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

/** How long it worked, and whether it was killed. */
function publishing(dir: string, csv: string, killAfterMs: number | null): Promise<{ ms: number; killed: boolean }> {
  let startedAt = performance.now()
  const child = spawn(process.execPath, [PROCESS, dir, csv, DAY], { stdio: ['ignore', 'pipe', 'inherit'] })
  // From when it really works: a process needs its time to start.
  child.stdout.once('data', () => {
    startedAt = performance.now()
    if (killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  return new Promise((resolve) =>
    child.once('close', (_, signal) => resolve({ ms: performance.now() - startedAt, killed: signal === 'SIGKILL' })),
  )
}

/** What a desk gets from it: the version, with every pack fetched and verified. */
async function seen(dir: string, name: string): Promise<string> {
  return served(dir, async (url) => {
    const at = new Date(`${DAY}T06:00:00Z`)
    const desk = plainDesk(join(place, name), url, join(dir, 'root.json'))
    const reading = readCatalogue(readFileSync(await desk.fetch('feed.json', at), 'utf8'))
    if (reading.kind !== 'catalogue') throw new Error(reading.kind)
    const { full, deltas, version } = reading.catalogue
    for (const { target } of [full, ...deltas]) await desk.fetch(target, at)
    return version
  })
}

it('leaves the old publication or the new one, whole, wherever a publication is killed; the next one cleans up', async () => {
  const start = join(place, 'start')
  await madeFeed(start)
  await publishOn(start, csvOf(join(place, 'a.csv'), rosterLines(people(3000))), '2026-11-20')
  const next = csvOf(join(place, 'b.csv'), rosterLines(people(3010)))
  const trial = join(place, 'trial')
  cpSync(start, trial, { recursive: true })
  const span = (await publishing(trial, next, null)).ms
  const outcomes = { old: 0, new: 0, killed: 0 }
  for (let kill = 0; kill < KILLS; kill += 1) {
    const dir = join(place, `feed-${kill}`)
    cpSync(start, dir, { recursive: true })
    // Spread over the run, with chance inside each part.
    const { killed } = await publishing(dir, next, ((kill + Math.random()) / KILLS) * span)
    const version = await seen(dir, `desk-${kill}`)
    expect(['2026-11-20-1', `${DAY}-1`]).toContain(version)
    outcomes[version === '2026-11-20-1' ? 'old' : 'new'] += 1
    if (killed) outcomes.killed += 1
    const again = await publishOn(dir, next, DAY)
    expect(again.kind).toBe(version === '2026-11-20-1' ? 'published' : 'unchanged')
    expect(await seen(dir, `desk-${kill}`)).toBe(`${DAY}-1`)
    expect(readdirSync(dir)).not.toContain('work')
    expect(
      readdirSync(join(dir, 'repository'), { recursive: true }).filter((name) => String(name).endsWith('.part')),
    ).toEqual([])
    rmSync(dir, { recursive: true })
  }
  console.log(`publications killed: ${JSON.stringify(outcomes)}`)
  expect(outcomes.killed).toBeGreaterThan(0)
}, 600_000)
