import { spawn } from 'node:child_process'
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { createRandom } from '../../electron/core/demo/random.ts'
import { writeDemoRoster } from '../../electron/core/demo/write-roster-csv.ts'
import { noteMemory } from '../../electron/core/feed/state-file.ts'
import { readPointer } from '../../electron/core/roster/pointer-file.ts'
import type { Roster } from '../../electron/core/roster/roster.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import type { LookupKey } from '../../shared/domain/reading.ts'
import { building } from '../electron/core/roster/roster-fixture.ts'
import { feedServer, type FeedServer } from '../support/feed-server.ts'
import { writeNextDay } from '../support/next-day.ts'
import { madeFeed, publishOn } from '../support/publisher.ts'
import { addFeed, openPullingDesk, PULLED_FEED, type HandedOver } from '../support/pulling-desk.ts'

const PROCESS = fileURLToPath(new URL('../support/pull-process.ts', import.meta.url))
const ROUNDS = process.env['LOKET_LONG'] === '1' ? 100 : 6
const PEOPLE = 4000
const START = '2026-11-01' as IsoDate
/** Base and layers: one more, and they are merged. */
const FULL_OF_LAYERS = 4
const STAGES = ['asking', 'fetching', 'building', 'checking', 'installing'] as const
/** So long a pack takes over the wire. */
const DRIPS = { kind: 'drip', bytes: 1500, everyMs: 10 } as const

let place: string
let server: FeedServer
let before: string
let noon: string
let versions: { old: string; new: string }
/** Whose rows differ between the two versions: how their names and states stand in each. */
let differing: Map<string, { old: string; new: string }>
let unchanged: Map<string, string>

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'loket-feed-kill-'))
  const made = await madeFeed(join(place, 'feed'))
  server = await feedServer(made.repository)
  before = join(place, 'before')
  const [csv, yesterday] = [join(place, 'roster.csv'), join(place, 'yesterday.csv')]
  writeDemoRoster(csv, { people: PEOPLE, seed: 4 })
  const date = (day: number) => addDays(START, day)
  let day = 0
  for (; layersOf(before) < FULL_OF_LAYERS; day += 1) {
    if (day > 0) another(csv, yesterday, date(day), day)
    await publishOn(join(place, 'feed'), csv, date(day))
    await pulled(`${date(day)}T06:00:00.000Z`, day === 0 ? { ...made, from: server.url } : null)
  }
  const old = standing(csv)
  another(csv, yesterday, date(day), day)
  await publishOn(join(place, 'feed'), csv, date(day))
  noon = `${date(day)}T06:00:00.000Z`
  versions = { old: `${date(day - 1)}-1`, new: `${date(day)}-1` }
  compare(old, standing(csv))
  server.misbehave(/\.lsp/, DRIPS)
}, 300_000)
afterAll(async () => {
  await server?.close()
  rmSync(place, { recursive: true, force: true })
})

function another(csv: string, yesterday: string, date: IsoDate, seed: number): void {
  copyFileSync(csv, yesterday)
  writeNextDay({ from: yesterday, to: csv, date, seed, share: 0.03 })
}

async function pulled(now: string, add: HandedOver | null): Promise<void> {
  const desk = openPullingDesk(before, now)
  try {
    if (add !== null) await addFeed(desk, add)
    const { kind } = await desk.pull()
    if (kind !== 'done') throw new Error(kind)
  } finally {
    desk.core.close()
  }
}

function layersOf(dataFolder: string): number {
  const reading = readPointer(openDataFolder(dataFolder).rosterDir)
  return reading.kind === 'read' ? (reading.pointer.sources[PULLED_FEED]?.current.layers.length ?? 0) : 0
}

/** Name, state and card of everybody, by the CSV. */
function standing(csv: string): Map<string, string> {
  const found = new Map<string, string[]>()
  for (const line of readFileSync(csv, 'utf8').trimEnd().split('\n').slice(1)) {
    const fields = line.split(',')
    const [nik = '', , name, , , programme] = fields
    found.set(nik, [...(found.get(nik) ?? []), [programme, name, fields[10], fields[11], fields[22]].join('/')])
  }
  return new Map([...found].map(([nik, rows]) => [nik, rows.toSorted().join()]))
}

function compare(old: Map<string, string>, now: Map<string, string>): void {
  differing = new Map()
  unchanged = new Map()
  for (const nik of new Set([...old.keys(), ...now.keys()])) {
    const both = { old: old.get(nik) ?? '', new: now.get(nik) ?? '' }
    if (both.old === both.new) unchanged.set(nik, both.new)
    else differing.set(nik, both)
  }
}

function answered(roster: Roster, nik: string): string {
  return roster
    .find({ kind: 'nik', value: nik } as LookupKey)
    .flatMap(({ rows }) => rows)
    .map(({ programme, name, status, statusSince, cardStatus }) =>
      [programme, name, status, statusSince ?? '', cardStatus ?? ''].join('/'),
    )
    .toSorted()
    .join()
}

/** Which of the two versions serves; everybody answers by it and by no other. */
function serving(roster: Roster): 'old' | 'new' {
  const state = roster.state()
  if (state.kind !== 'current') throw new Error(state.kind)
  const source = state.sources.find((one) => one.source === PULLED_FEED)
  expect(source).toMatchObject({ kind: 'serving', fellBack: false })
  const version = source?.kind === 'serving' ? source.version : ''
  const which = version === versions.new ? 'new' : 'old'
  expect(version).toBe(versions[which])
  const mixed = [...differing].filter(([nik, both]) => answered(roster, nik) !== both[which])
  expect(mixed.length, 'people of the other version').toBe(0)
  const same = [...unchanged].filter((_, index) => index % 20 === 0)
  expect(same.filter(([nik, row]) => answered(roster, nik) !== row)).toEqual([])
  return which
}

type Stage = (typeof STAGES)[number]
type Run = { finished: boolean; stagesMs: Record<Stage, number> }

/** Pulls in its own process; `kill`: so long after that stage began. */
function pullElsewhere(dataFolder: string, kill: { stage: Stage; afterMs: number } | null): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROCESS, dataFolder, noon], { stdio: ['ignore', 'pipe', 'inherit'] })
    const began = new Map<string, number>()
    child.stdout.on('data', (bytes: Buffer) => {
      for (const stage of bytes.toString().split('\n')) {
        if (stage === '' || began.has(stage)) continue
        began.set(stage, performance.now())
        if (stage === kill?.stage) setTimeout(() => child.kill('SIGKILL'), kill.afterMs)
      }
    })
    child.on('error', reject)
    child.on('close', (code) => {
      const times = [...began]
      const stagesMs = Object.fromEntries(
        times.map(([stage, at], index) => [stage, (times[index + 1]?.[1] ?? performance.now()) - at]),
      ) as Run['stagesMs']
      resolve({ finished: code === 0, stagesMs })
    })
  })
}

describe('a desk killed at any moment of a pull', () => {
  it.each(['delta', 'full'] as const)(
    `has the old roster or the new one whole and no unfinished file once it is opened, and the next pull completes (${ROUNDS} times, %s)`,
    async (route) => {
      const random = createRandom(route === 'full' ? 21 : 22)
      const folderOf = (name: string): string => {
        const folder = join(place, name)
        cpSync(before, folder, { recursive: true })
        if (route === 'full') noteMemory(join(folder, 'feeds', PULLED_FEED), { takeFull: true })
        return folder
      }
      const wholeFolder = folderOf(`${route}-whole`)
      const whole = await pullElsewhere(wholeFolder, null)
      expect(whole.finished).toBe(true)
      expect(Object.keys(whole.stagesMs)).toEqual([...STAGES, 'done'])
      expect(layersOf(wholeFolder), 'of a delta, layers are merged').toBeLessThan(FULL_OF_LAYERS + 1)

      const outcomes = new Map<string, number>()
      for (let round = 0; round < ROUNDS; round += 1) {
        const dataFolder = folderOf(`${route}-${round}`)
        const stage = STAGES[round % STAGES.length] ?? 'asking'
        const afterMs = (whole.stagesMs[stage] * random.below(1000)) / 1000
        const { finished } = await pullElsewhere(dataFolder, { stage, afterMs })
        const desk = openPullingDesk(dataFolder, noon)
        try {
          expect(building(desk.core.folder)).toEqual([])
          const which = serving(desk.core.roster)
          expect(finished ? ['new'] : ['old', 'new']).toContain(which)
          const what = `killed while ${stage}: ${finished ? 'too late' : which}`
          outcomes.set(what, (outcomes.get(what) ?? 0) + 1)
          expect(await desk.pull()).toMatchObject({ kind: 'done', report: { versionAfter: versions.new } })
          expect(serving(desk.core.roster)).toBe('new')
          expect(building(desk.core.folder)).toEqual([])
        } finally {
          desk.core.close()
        }
        rmSync(dataFolder, { recursive: true, force: true })
      }
      const told = [...outcomes].map(([what, times]) => `${what} ${times}`)
      console.info(`${route}, ${differing.size} people differ: ${told.toSorted().join('; ')}`)
      expect([...outcomes.keys()].filter((what) => what.endsWith('old')).length).toBeGreaterThan(0)
    },
    3_600_000,
  )
})
