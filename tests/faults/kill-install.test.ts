import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDataFolder, type DataFolder } from '../../electron/core/data-folder.ts'
import { deriveKey } from '../../electron/core/keys/keystore.ts'
import type { PackJob } from '../../electron/core/roster/build-jobs.ts'
import { openRoster } from '../../electron/core/roster/open-roster.ts'
import { entriesOf, readPointer, restsOnOne } from '../../electron/core/roster/pointer-file.ts'
import { listedVersions } from '../../electron/core/roster/replaced-file.ts'
import { fileIdOf, newFileId, rosterFile } from '../../electron/core/roster/roster-file-names.ts'
import type { PackInstall, Roster } from '../../electron/core/roster/roster.ts'
import { feedIn, published, type Feed } from '../electron/core/roster/feed-fixture.ts'
import { key, NOON, person, pointed, SECRETS, WORKER_URL } from '../electron/core/roster/roster-fixture.ts'

/** Every step, or every fourth, where the first test has taken every one. */
const STRIDE = process.env['LOKET_LONG'] === '1' ? 1 : 4
const PROCESS = fileURLToPath(new URL('installing.ts', import.meta.url))
const SIZE = 40
const LAYERS = 4

const version = (n: number) =>
  published(
    `2026-11-20-${n}`,
    Array.from({ length: SIZE }, (_, i) => person(i, { name: `Orang ${i} versi ${i % 5 === 0 ? n : 1}` })),
  )

let dir: string
let feed: Feed
let before: DataFolder
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loket-kill-install-'))
  feed = feedIn(dir, 'bekasi', ['kbs-bekasi'])
  before = openDataFolder(join(dir, 'before'))
  const roster = open(before)
  const installed = async (job: PackInstall) => {
    const outcome = await roster.installPacks(job, () => {})
    if (outcome.kind !== 'done') throw new Error(outcome.refusal.code)
  }
  await installed(await feed.full(version(1)))
  for (let n = 2; pointed(before, 'bekasi').current.layers.length < LAYERS && n <= LAYERS; n += 1)
    await installed(await feed.deltas([version(n - 1), version(n)]))
  roster.close()
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function open(folder: DataFolder): Roster {
  const roster = openRoster({ folder, secrets: SECRETS, clock: NOON, workerUrl: WORKER_URL, checkAfterMs: 3_600_000 })
  roster.setFeeds([feed])
  return roster
}

/** Runs the install in a process of its own; null when it was killed. */
function install(folder: DataFolder, pack: PackInstall, dieAt: number): { kind: string; steps: number } | null {
  const { current } = pointed(folder, 'bekasi')
  const keyOf = (file: string) => deriveKey(SECRETS, `roster/${fileIdOf(file) ?? ''}`).toString('hex')
  const newFile = () => {
    const file = rosterFile(newFileId(folder.rosterDir))
    return { file, key: keyOf(file) }
  }
  const job: Record<keyof PackJob, unknown> = {
    pack,
    target: {
      rosterDir: folder.rosterDir,
      source: 'bekasi',
      programmes: feed.programmes,
      importedAt: NOON.now(),
      companion: null,
      publication: pack.publication,
      serving: current,
    },
    base: { ...current, layers: current.layers.map((layer) => ({ ...layer, key: keyOf(layer.file) })) },
    build: [newFile(), newFile()],
    maxShrinkShare: 0.1,
  }
  const jobFile = join(dir, 'job.json')
  writeFileSync(jobFile, JSON.stringify(job))
  const child = spawnSync(process.execPath, [PROCESS, jobFile, String(dieAt)], { stdio: ['ignore', 'pipe', 'inherit'] })
  return child.signal === 'SIGKILL' ? null : (JSON.parse(child.stdout.toString()) as { kind: string; steps: number })
}

/** The number of the one version that everybody answers by. */
function answered(folder: DataFolder): number {
  const roster = open(folder)
  const state = roster.state()
  expect(state).toMatchObject({ kind: 'current', fellBack: false, people: SIZE })
  const n = state.kind === 'current' ? Number(state.version.at(-1)) : 0
  for (let i = 0; i < SIZE; i += 1) {
    const name = roster.find(key('nik', person(i)['nik'] ?? ''))[0]?.rows[0].name
    expect(name).toBe(`Orang ${i} versi ${i % 5 === 0 ? n : 1}`)
  }
  roster.close()
  return n
}

/** Roster files that neither the pointer nor the list of versions names. */
function strays({ rosterDir }: DataFolder): string[] {
  const reading = readPointer(rosterDir)
  if (reading.kind !== 'read') throw new Error('no pointer')
  const named = new Set([
    ...entriesOf(reading.pointer).flatMap(({ layers }) => layers.map(({ file }) => file)),
    ...(listedVersions(rosterDir) ?? []).flatMap(({ files }) => files),
  ])
  return readdirSync(rosterDir).filter((name) => /\.(?:db|new)$/.test(name) && !named.has(name))
}

function folderOf(name: string, of = before): DataFolder {
  cpSync(of.root, join(dir, name), { recursive: true })
  return openDataFolder(join(dir, name))
}

/** Killed as soon as the new version is there: its layers are not merged yet. */
function installedUnmerged(folder: DataFolder, pack: PackInstall, from: number): { folder: DataFolder; dieAt: number } {
  for (let dieAt = from; ; dieAt += 1) {
    const copy = folderOf(`${pack.version}-${dieAt}`, folder)
    expect(install(copy, pack, dieAt), 'killed').toBeNull()
    if (pointed(copy, 'bekasi').current.version === pack.version) return { folder: copy, dieAt }
  }
}

describe('an install of a delta that is killed', () => {
  it('before each of its steps on the disk leaves the old version or the new one whole, and nothing once the roster was opened again', async () => {
    const last = pointed(before, 'bekasi').current
    const n = Number(last.version.at(-1))
    const delta = await feed.deltas([version(n), version(n + 1)])
    const next = await feed.deltas([version(n + 1), version(n + 2)])
    const whole = install(folderOf('whole'), delta, 0)
    expect(whole).toMatchObject({ kind: 'done' })
    const steps = whole?.steps ?? 0
    expect(steps).toBeGreaterThan(8)
    const outcomes: number[] = []
    for (let dieAt = 1; dieAt <= steps; dieAt += 1) {
      const folder = folderOf(`step-${dieAt}`)
      expect(install(folder, delta, dieAt), `step ${dieAt}`).toBeNull()
      const now = answered(folder)
      expect(strays(folder)).toEqual([])
      expect([n, n + 1]).toContain(now)
      outcomes.push(now)
      const again = now === n ? delta : next
      expect(install(folder, again, 0)).toMatchObject({ kind: 'done' })
      expect(answered(folder)).toBe(now + 1)
      expect(strays(folder)).toEqual([])
      rmSync(folder.root, { recursive: true, force: true })
    }
    expect(outcomes, 'once new, never old again').toEqual(outcomes.toSorted((a, b) => a - b))
    expect(new Set(outcomes).size).toBe(2)
    console.info(`killed before each of ${steps} steps: ${outcomes.filter((one) => one === n).length} times old`)
  }, 600_000)

  it('time and again before its layers are merged, does not let them pile up', async () => {
    let n = Number(pointed(before, 'bekasi').current.version.at(-1))
    let at = { folder: before, dieAt: 1 }
    const layers: number[] = []
    for (; n < 9; n += 1) {
      at = installedUnmerged(at.folder, await feed.deltas([version(n), version(n + 1)]), Math.max(1, at.dieAt - 2))
      expect(answered(at.folder)).toBe(n + 1)
      layers.push(pointed(at.folder, 'bekasi').current.layers.length)
    }
    expect(layers.length).toBeGreaterThan(3)
    expect(Math.max(...layers), `layers ${layers.join()}`).toBe(LAYERS + 1)
  }, 600_000)

  it.each(['current.json', 'current.copy.json'])(
    'before one of its steps, and whose %s is damaged after that, leaves the old version or the new one whole too',
    async (lost) => {
      const n = Number(pointed(before, 'bekasi').current.version.at(-1))
      const delta = await feed.deltas([version(n), version(n + 1)])
      const next = await feed.deltas([version(n + 1), version(n + 2)])
      const steps = install(folderOf(`whole-${lost}`), delta, 0)?.steps ?? 0
      const outcomes: number[] = []
      for (let dieAt = 1; dieAt <= steps; dieAt += STRIDE) {
        const folder = folderOf(`${lost}-${dieAt}`)
        expect(install(folder, delta, dieAt), `step ${dieAt}`).toBeNull()
        truncateSync(join(folder.rosterDir, lost), 100)
        const now = answered(folder)
        expect([n, n + 1]).toContain(now)
        outcomes.push(now)
        expect(install(folder, now === n ? delta : next, 0)).toMatchObject({ kind: 'done' })
        expect(answered(folder)).toBe(now + 1)
        expect(strays(folder)).toEqual([])
        expect(restsOnOne(folder.rosterDir)).toBe(false)
        rmSync(folder.root, { recursive: true, force: true })
      }
      expect(outcomes, 'once new, never old again').toEqual(outcomes.toSorted((a, b) => a - b))
      expect(new Set(outcomes).size).toBe(2)
    },
    600_000,
  )
})
