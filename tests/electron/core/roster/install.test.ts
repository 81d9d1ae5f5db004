import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockImport } from '../../../../electron/core/roster/import-lock.ts'
import type { InstallOutcome, Roster } from '../../../../electron/core/roster/roster.ts'
import type { RosterState } from '../../../../shared/domain/roster-state.ts'
import { programmes } from '../../../../shared/programmes/programmes.ts'
import { feedIn, published, type Feed } from './feed-fixture.ts'
import { building, csv, desk, filesOf, key, person, pointed, type Desk } from './roster-fixture.ts'

const SIZE = 40
/** In version `n` one more person carries its number. */
const version = (n: number) =>
  published(
    `2026-11-20-${n}`,
    Array.from({ length: SIZE }, (_, i) => person(i, { name: i < n ? `Baru ${i}` : `Lama ${i}` })),
  )
const newOnes = (roster: Roster) =>
  Array.from({ length: SIZE }, (_, i) => roster.find(key('nik', person(i)['nik'] ?? ''))[0]?.rows[0].name).filter(
    (name) => name?.startsWith('Baru'),
  ).length

function feedDesk(): Desk & { feed: Feed } {
  const made = desk()
  const feed = feedIn(made.dir, 'bekasi', ['kbs-bekasi'])
  made.roster.setFeeds([feed])
  return { ...made, feed }
}

const refused = (code: string): InstallOutcome => ({ kind: 'refused', refusal: { code: code as never, detail: {} } })
const done = { kind: 'done' }

describe('what a feed brought', () => {
  it('is seen at once by another desk on the same folder, and told once', async () => {
    const { roster, reopen, feed } = feedDesk()
    const other = reopen()
    other.setFeeds([feed])
    const heard: RosterState[] = []
    other.onChange((state) => heard.push(state))
    expect(await roster.installPacks(await feed.full(version(1)), () => {})).toMatchObject(done)
    expect(newOnes(other)).toBe(1)
    expect(await roster.installPacks(await feed.deltas([version(1), version(3)]), () => {})).toMatchObject(done)
    expect(newOnes(other)).toBe(3)
    expect(heard.map((state) => state.kind === 'current' && state.version)).toEqual([
      'bekasi/2026-11-20-1',
      'bekasi/2026-11-20-3',
    ])
  })

  it('goes on day after day without the layers becoming many, with the version before always there', async () => {
    const { roster, folder, feed } = feedDesk()
    expect(await roster.installPacks(await feed.full(version(1)), () => {})).toMatchObject(done)
    for (let n = 2; n <= 8; n += 1) {
      expect(await roster.installPacks(await feed.deltas([version(n - 1), version(n)]), () => {})).toMatchObject(done)
      expect(newOnes(roster)).toBe(n)
      const { current, previous } = pointed(folder, 'bekasi')
      expect(current.layers.length).toBeLessThanOrEqual(4)
      expect(previous?.version).toBe(`2026-11-20-${n - 1}`)
      const needed = [...filesOf(folder, current), ...filesOf(folder, previous)]
      for (const path of needed) expect(readFileSync(path).length).toBeGreaterThan(0)
      expect(roster.deltaBase(feed.name)?.version).toBe(`2026-11-20-${n}`)
    }
    expect(roster.deltaBase(feed.name)?.layeredShare).toBeGreaterThan(0)
    expect(roster.deltaBase(feed.name)?.layeredShare).toBeLessThanOrEqual(0.5)
  }, 120_000)

  it('is refused when it follows another version than the one that serves, or leads elsewhere', async () => {
    const { roster, feed } = feedDesk()
    const deltas = await feed.deltas([version(1), version(2)])
    expect(await roster.installPacks(deltas, () => {})).toMatchObject({ refusal: { code: 'wrong-base' } })
    expect(await roster.installPacks(await feed.full(version(3)), () => {})).toMatchObject(done)
    expect(await roster.installPacks(deltas, () => {})).toEqual({
      kind: 'refused',
      refusal: { code: 'wrong-base', detail: { from: '2026-11-20-1', serving: '2026-11-20-3' } },
    })
    const elsewhere = await feed.deltas([version(3), version(4)], { version: version(5).version })
    expect(await roster.installPacks(elsewhere, () => {})).toMatchObject({ refusal: { code: 'wrong-base' } })
    expect(newOnes(roster)).toBe(3)
  })

  it('is refused while another import runs, and when it is stopped', async () => {
    const { roster, folder, feed } = feedDesk()
    const full = await feed.full(version(1))
    const lock = lockImport(folder.rosterDir)
    expect(await roster.installPacks(full, () => {})).toEqual(refused('busy'))
    lock?.release()
    expect(await roster.installPacks(full, () => {}, AbortSignal.abort())).toEqual(refused('stopped'))
    const stop = new AbortController()
    const stopped = roster.installPacks(full, () => stop.abort(), stop.signal)
    expect(['refused', 'done']).toContain((await stopped).kind)
    expect(building(folder)).toEqual([])
    expect(await roster.installPacks(full, () => {})).toMatchObject(done)
    expect(newOnes(roster)).toBe(1)
  })

  it('is measured against its own source when it shrinks', async () => {
    const { roster, give, feed } = feedDesk()
    await give(csv(Array.from({ length: 99 }, (_, i) => person(i, { programme: 'bogor-sehat' }))))
    expect(await roster.installPacks(await feed.full(version(1)), () => {})).toMatchObject(done)
    const few = published('2026-11-20-2', [person(1), person(2)])
    expect(await roster.installPacks(await feed.full(few), () => {})).toMatchObject({
      refusal: { code: 'shrinks-too-much' },
    })
    expect(await roster.installPacks(await feed.full(few, { maxShrinkShare: 1 }), () => {})).toMatchObject(done)
  })

  it('carries its definitions with the version, and keeps those of before where it brings none', async () => {
    const { roster, reopen, feed } = feedDesk()
    const companion = { definitions: programmes.slice(0, 1), statistics: [] }
    expect(roster.companions()).toEqual(new Map())
    expect(await roster.installPacks(await feed.full(version(1), { companion }), () => {})).toMatchObject(done)
    expect(await roster.installPacks(await feed.deltas([version(1), version(2)]), () => {})).toMatchObject(done)
    const fresh = reopen()
    fresh.setFeeds([feed])
    for (const one of [roster, fresh]) expect(one.companions()).toEqual(new Map([['bekasi', companion]]))
    roster.setFeeds([])
    expect(roster.companions()).toEqual(new Map())
  })
})

describe('a folder of a program from before there were sources', () => {
  const former = {
    format: 1,
    current: {
      version: '2026-11-20-1',
      asOf: '2026-11-20',
      importedAt: '2026-11-20T05:00:00.000Z',
      people: 3,
      rows: 3,
      conflicts: 0,
      file: 'roster-2026-11-20-1.db',
      bytes: 8192,
      sha256: 'a'.repeat(64),
    },
    previous: null,
  }

  it('asks for the roster to be imported again, keeps its file, and takes the import', async () => {
    const { folder, reopen } = desk()
    writeFileSync(join(folder.rosterDir, 'current.json'), JSON.stringify(former))
    writeFileSync(join(folder.rosterDir, 'roster-2026-11-20-1.db'), Buffer.alloc(8192, 1))
    const roster = reopen()
    expect(roster.state()).toEqual({ kind: 'damaged', version: '2026-11-20-1' })
    const again = desk()
    const path = join(again.dir, 'roster.csv')
    writeFileSync(path, csv([person(1)]))
    expect(await roster.import(path, { asOf: '2026-11-20' as never }, () => {})).toMatchObject({
      kind: 'done',
      report: { version: '2026-11-20-2' },
    })
    expect(roster.state()).toMatchObject({ kind: 'current', version: '2026-11-20-2' })
    expect(readdirSync(folder.rosterDir)).toContain('roster-2026-11-20-1.db')
  })
})
