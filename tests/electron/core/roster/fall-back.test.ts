import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../../electron/core/roster/roster.ts'
import type { RosterState } from '../../../../shared/domain/roster-state.ts'
import { feedIn, published } from './feed-fixture.ts'
import { csv, desk, filesOf, key, person, pointed, type Desk } from './roster-fixture.ts'

const SIZE = 60
/** Version `n` of the feed: everybody carries it who changed in it, and person `n` is gone. */
const people = (n: number) =>
  Array.from({ length: SIZE }, (_, i) => person(i, { name: `Orang ${i} versi ${i % 10 < n ? n : 1}` })).filter(
    (_, i) => i === 0 || i >= n,
  )
const version = (n: number) => published(`2026-11-20-${n}`, people(n))

type Served = Desk & { base: string; layer: string }

/** A feed with a delta over its base, and an import beside it. */
async function baseAndLayer(deps = {}): Promise<Served> {
  const made = desk(deps)
  const feed = feedIn(made.dir, 'bekasi', ['kbs-bekasi'])
  made.roster.setFeeds([feed])
  await made.give(csv([person(90, { programme: 'bogor-sehat', name: 'Dari berkas' })]))
  expect(await made.roster.installPacks(await feed.full(version(1)), () => {})).toMatchObject({ kind: 'done' })
  expect(await made.roster.installPacks(await feed.deltas([version(1), version(2)]), () => {})).toMatchObject({
    kind: 'done',
  })
  const [base = '', layer = ''] = filesOf(made.folder, pointed(made.folder, 'bekasi').current)
  expect(filesOf(made.folder, pointed(made.folder, 'bekasi').previous)).toEqual([base])
  return {
    ...made,
    base,
    layer,
    reopen() {
      const roster = made.reopen()
      roster.setFeeds([feed])
      return roster
    },
  }
}

const bekasiOf = (state: RosterState) =>
  state.kind === 'current' ? state.sources.find(({ source }) => source === 'bekasi') : undefined

/** The version that all answers together are of. */
function answered(roster: Roster): number {
  const matching = [1, 2].filter((n) => {
    const expected = new Map(people(n).map((one) => [one['nik'], one['name']]))
    return Array.from({ length: SIZE }, (_, i) => person(i)['nik'] ?? '').every(
      (nik) => roster.find(key('nik', nik))[0]?.rows[0].name === expected.get(nik),
    )
  })
  expect(matching).toHaveLength(1)
  return matching[0] ?? 0
}

function damageEveryPage(path: string): void {
  const bytes = readFileSync(path)
  for (let at = 4096 + 300; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0x10
  writeFileSync(path, bytes)
}

describe('a version of a feed that lies in layers', () => {
  const ways: [string, (path: string) => void][] = [
    ['missing', (path) => rmSync(path)],
    ['cut off', (path) => truncateSync(path, 4096)],
    ['damaged in its pages', damageEveryPage],
  ]

  it.each(ways)('whose newest layer is %s falls back to the base alone; other sources go on', async (_, damage) => {
    const { layer, reopen, roster } = await baseAndLayer()
    expect(answered(roster)).toBe(2)
    damage(layer)
    const fresh = reopen()
    expect(answered(fresh)).toBe(1)
    expect(bekasiOf(fresh.state())).toMatchObject({ kind: 'serving', version: '2026-11-20-1', fellBack: true })
    expect(fresh.state()).toMatchObject({ kind: 'current', sources: [{}, { source: 'local', fellBack: false }] })
    expect(fresh.find(key('nik', person(90)['nik'] ?? ''))).toMatchObject([{ rows: [{ name: 'Dari berkas' }] }])
    expect(fresh.deltaBase('bekasi' as never)).toMatchObject({ version: '2026-11-20-1' })
  })

  it.each(ways)('whose base is %s has nothing to fall back on, since both versions lie on it', async (_, damage) => {
    const { base, reopen } = await baseAndLayer()
    damage(base)
    const fresh = reopen()
    // Any question meets the damage at the latest.
    fresh.find(key('nik', person(9)['nik'] ?? ''))
    fresh.search('Orang', '1990-01-05' as never)
    expect(bekasiOf(fresh.state())).toMatchObject({ kind: 'damaged', version: '2026-11-20-2' })
    expect(fresh.find(key('nik', person(9)['nik'] ?? ''))).toEqual([])
    expect(fresh.find(key('nik', person(90)['nik'] ?? ''))).toHaveLength(1)
    expect(fresh.state()).toMatchObject({ kind: 'current', version: '2026-11-21-1' })
    expect(fresh.deltaBase('bekasi' as never)).toBeNull()
  })

  it('damaged in a page that nobody read yet is found by the check of all of its files', async () => {
    const { base, roster: first, reopen, events } = await baseAndLayer({ checkAfterMs: 1 })
    first.close()
    const bytes = readFileSync(base)
    bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1
    writeFileSync(base, bytes)
    const roster = reopen()
    for (let n = 0; n < 500 && bekasiOf(roster.state())?.kind !== 'damaged'; n += 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(bekasiOf(roster.state())).toMatchObject({ kind: 'damaged' })
    expect(events).toContainEqual({ event: 'roster-damaged', version: 'bekasi/2026-11-20-2', how: 'hash' })
  })

  it.each([
    [
      'its newest layer',
      'layer',
      { from: '2026-11-20-2', serving: '2026-11-20-1' },
      { kind: 'serving', fellBack: true },
    ],
    ['its base', 'base', { from: '2026-11-20-2', serving: '' }, { kind: 'damaged' }],
  ] as const)('takes no delta once %s turns out damaged, and then the whole roster', async (_, which, detail, left) => {
    const { roster, dir, ...files } = await baseAndLayer()
    const feed = feedIn(dir, 'bekasi', ['kbs-bekasi'])
    const delta = await feed.deltas([version(2), version(3)])
    damageEveryPage(files[which])
    expect(await roster.installPacks(delta, () => {})).toEqual({
      kind: 'refused',
      refusal: { code: 'wrong-base', detail },
    })
    expect(bekasiOf(roster.state())).toMatchObject(left)
    expect(await roster.installPacks(await feed.full(version(3)), () => {})).toMatchObject({ kind: 'done' })
    expect(bekasiOf(roster.state())).toMatchObject({ kind: 'serving', version: '2026-11-20-3', fellBack: false })
  })

  it('serves again when the files that were damaged are put back', async () => {
    const { layer, roster } = await baseAndLayer()
    const whole = readFileSync(layer)
    truncateSync(layer, 4096)
    expect(answered(roster)).toBe(1)
    writeFileSync(layer, whole)
    expect(bekasiOf(roster.state())).toMatchObject({ version: '2026-11-20-2', fellBack: false })
    expect(answered(roster)).toBe(2)
  })

  it('that is damaged is replaced by the same version brought as a whole', async () => {
    const { base, roster, dir, folder } = await baseAndLayer()
    damageEveryPage(base)
    roster.search('Orang', '1990-01-05' as never)
    expect(roster.deltaBase('bekasi' as never)).toBeNull()
    const feed = feedIn(dir, 'bekasi', ['kbs-bekasi'])
    expect(await roster.installPacks(await feed.full(version(2)), () => {})).toMatchObject({ kind: 'done' })
    expect(bekasiOf(roster.state())).toMatchObject({ kind: 'serving', version: '2026-11-20-2', fellBack: false })
    expect(answered(roster)).toBe(2)
    const used = [...filesOf(folder, pointed(folder, 'bekasi').current), ...filesOf(folder, pointed(folder).current)]
    for (const path of used) expect(readdirSync(folder.rosterDir)).toContain(path.split(/[/\\]/).at(-1))
  })
})
