import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedStatus } from '../../electron/publisher/feed-status.ts'
import { rotateKeys } from '../../electron/publisher/rotate-keys.ts'
import type { FeedRole } from '../../electron/publisher/root-metadata.ts'
import { people, rosterLines } from '../electron/publisher/roster-lines.ts'
import { csvOf, madeFeed, plainDesk, portsAt, publishOn, served } from '../support/publisher.ts'

const PROCESS = join(import.meta.dirname, 'rotating-feed-keys.ts')
/** Every step, or every third. */
const STRIDE = process.env['LOKET_LONG'] === '1' ? 1 : 3
const DAY = '2026-11-21'
const NOW = `${DAY}T05:00:00Z`

let place: string
let next: string
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'publisher-'))
  const start = join(place, 'start')
  await madeFeed(start, {}, portsAt('2026-11-20T05:00:00Z'))
  copyFileSync(join(start, 'root.json'), join(place, 'first-root.json'))
  await publishOn(start, csvOf(join(place, 'a.csv'), rosterLines(people(30))), '2026-11-20')
  next = csvOf(join(place, 'b.csv'), rosterLines(people(31)))
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** The version of the root that a desk believes which was handed `root`; it fetches the catalogue too. */
function seen(dir: string, root: string): Promise<number> {
  return served(dir, async (url) => {
    const metadata = mkdtempSync(join(place, 'desk-'))
    await plainDesk(metadata, url, root).fetch('feed.json', new Date(NOW))
    const { signed } = JSON.parse(readFileSync(join(metadata, 'metadata', 'root.json'), 'utf8')) as {
      signed: { version: number }
    }
    return signed.version
  })
}

/** A folder in which a rotation was killed right before this step. */
function killedAt(step: number, roles: readonly FeedRole[], lost: FeedRole | null): { dir: string; steps: number } {
  const dir = join(place, `feed-${step}`)
  cpSync(join(place, 'start'), dir, { recursive: true })
  if (lost !== null) rmSync(join(dir, 'keys', `${lost}.pem`))
  const { signal, stdout } = spawnSync(process.execPath, [PROCESS, dir, roles.join(), NOW, String(step)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = step > 0 ? 'SIGKILL' : null
  expect(signal).toBe(ended)
  return { dir, steps: step > 0 ? 0 : (JSON.parse(stdout) as { steps: number }).steps }
}

const onlineKeys = (dir: string) =>
  readdirSync(join(dir, 'keys'))
    .filter((name) => name.endsWith('.pem'))
    .map((name) => name.replace(/(-\d+)?\.pem$/, ''))
    .toSorted()

describe('a rotation of keys killed before any of its steps', () => {
  it.each([
    { title: 'of the online keys', roles: ['targets', 'snapshot', 'timestamp'], lost: null },
    { title: 'of the root keys', roles: ['root'], lost: null },
    { title: 'of a key that was lost', roles: ['snapshot'], lost: 'snapshot' },
  ] as const)(
    'leaves the old keys or the new ones, and the next command completes it: $title',
    async (given) => {
      const { roles, lost } = given
      const whole = killedAt(0, roles, lost)
      rmSync(whole.dir, { recursive: true })
      expect(whole.steps).toBeGreaterThan(10)
      const roots = new Map<number, number>()
      for (let step = 1; step <= whole.steps; step += STRIDE) {
        const { dir } = killedAt(step, roles, lost)
        // Where an old key is gone, there is no metadata that both roots believe: desks wait until the next command.
        const meanwhile = lost === null ? await seen(dir, join(place, 'first-root.json')) : null
        expect(lost === null ? [1, 2] : [null]).toContain(meanwhile)
        const status = feedStatus(dir, portsAt(NOW))
        expect(status.kind).toBe('status')
        const root = status.kind === 'status' ? status.status.rootVersion : 0
        roots.set(root, (roots.get(root) ?? 0) + 1)
        // Once it is decided, the next command of any kind completes it: below, a publication.
        const again =
          root === 1 ? (await rotateKeys({ dir, roles, rootKeys: [], passphrase: null }, portsAt(NOW))).kind : null
        expect(again).toBe(root === 1 ? 'rotated' : null)
        expect(await seen(dir, join(place, 'first-root.json'))).toBe(2)
        expect(await publishOn(dir, next, DAY)).toMatchObject({ kind: 'published' })
        expect(await seen(dir, join(dir, 'root.json'))).toBe(2)
        expect(onlineKeys(dir)).toEqual(['snapshot', 'targets', 'timestamp'])
        expect(readdirSync(dir)).not.toContain('rotation')
        expect(readdirSync(dir)).not.toContain('work')
        rmSync(dir, { recursive: true })
      }
      console.info(
        `${given.title}: killed before steps of ${whole.steps}, root by version ${JSON.stringify([...roots])}`,
      )
      expect([...roots.keys()].toSorted()).toEqual([1, 2])
    },
    600_000,
  )

  it('is answered with what was decided when the same is asked once more, by a command or by a publication in between', async () => {
    const roles: FeedRole[] = ['timestamp']
    const whole = killedAt(0, roles, null)
    rmSync(whole.dir, { recursive: true })
    // Its last steps: the decision stands, and not all files are in place.
    const { dir } = killedAt(whole.steps - 4, roles, null)
    expect(readdirSync(dir)).toContain('rotation')
    cpSync(dir, `${dir}-published`, { recursive: true })
    expect(await rotateKeys({ dir, roles, rootKeys: [], passphrase: null }, portsAt(NOW))).toMatchObject({
      kind: 'rotated',
      rootVersion: 2,
      roles,
    })
    expect(await publishOn(`${dir}-published`, next, DAY)).toMatchObject({ kind: 'published' })
    for (const one of [dir, `${dir}-published`]) expect(await seen(one, join(one, 'root.json'))).toBe(2)
  })
})
