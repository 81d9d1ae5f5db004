import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../../electron/core/roster/roster.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { servingSourceOf, type RosterState } from '../../../../shared/domain/roster-state.ts'
import { feedIn, published, type Feed } from './feed-fixture.ts'
import { csv, desk, key, person, type CsvRow, type Desk } from './roster-fixture.ts'

const FAMILY = '3275021203159921'
const bekasi = (n: number, change: CsvRow = {}) => person(n, { name: `Bekasi ${n}`, kk_number: FAMILY, ...change })
const bogor = (n: number, change: CsvRow = {}) =>
  person(n, { name: `Bogor ${n}`, kk_number: FAMILY, programme: 'bogor-sehat', ...change })
const some = (make: (n: number) => CsvRow, numbers: number[]) => numbers.map((n) => make(n))

type Feeds = Desk & { bekasi: Feed; bogor: Feed }

function deskWithFeeds(): Feeds {
  const made = desk()
  return {
    ...made,
    bekasi: feedIn(made.dir, 'bekasi', ['kbs-bekasi']),
    bogor: feedIn(made.dir, 'bogor', ['bogor-sehat']),
  }
}

async function install(roster: Roster, job: Awaited<ReturnType<Feed['full']>>): Promise<void> {
  expect(await roster.installPacks(job, () => {})).toMatchObject({ kind: 'done' })
}

const names = (roster: Roster, n: number) =>
  roster.find(key('nik', person(n)['nik'] ?? '')).flatMap(({ rows }) => rows.map(({ name }) => name))
const sourcesOf = (state: RosterState) => (state.kind === 'current' ? state.sources : [])

describe('feeds side by side', () => {
  it('answer each for its own programme, and a person of both has the rows of both', async () => {
    const { roster, bekasi: east, bogor: south } = deskWithFeeds()
    roster.setFeeds([south, east])
    await install(roster, await east.full(published('2026-11-20-1', some(bekasi, [1, 2, 3]))))
    await install(roster, await south.full(published('2026-11-18-4', some(bogor, [3, 4]))))
    expect(names(roster, 1)).toEqual(['Bekasi 1'])
    expect(names(roster, 4)).toEqual(['Bogor 4'])
    expect(names(roster, 3)).toEqual(['Bekasi 3', 'Bogor 3'])
    expect(roster.find(key('kk', FAMILY)).map(({ rows }) => rows.length)).toEqual([1, 1, 2, 1])
    expect(roster.familySize(FAMILY)).toBe(4)
    expect(roster.search('bekasi', '1990-01-04' as IsoDate)).toMatchObject([{ rows: [{ name: 'Bekasi 3' }, {}] }])
  })

  it('have each its own version and age; together they are as old as the oldest', async () => {
    const { roster, bekasi: east, bogor: south } = deskWithFeeds()
    roster.setFeeds([south, east])
    await install(roster, await east.full(published('2026-11-20-1', some(bekasi, [1, 2, 3]))))
    await install(roster, await south.full(published('2026-11-18-4', some(bogor, [3, 4]))))
    const state = roster.state()
    expect(state).toMatchObject({
      kind: 'current',
      version: 'bogor/2026-11-18-4',
      asOf: '2026-11-18',
      ageDays: 3,
      people: 5,
      rows: 5,
      sources: [
        {
          kind: 'serving',
          source: 'bekasi',
          programmes: ['kbs-bekasi'],
          version: '2026-11-20-1',
          ageDays: 1,
          people: 3,
        },
        {
          kind: 'serving',
          source: 'bogor',
          programmes: ['bogor-sehat'],
          version: '2026-11-18-4',
          ageDays: 3,
          people: 2,
        },
      ],
    })
    expect(servingSourceOf(state, 'kbs-bekasi')?.source).toBe('bekasi')
  })

  it('find a person under the family of one with the rows of the other, where the family is another', async () => {
    const { roster, bekasi: east, bogor: south } = deskWithFeeds()
    roster.setFeeds([east, south])
    await install(roster, await east.full(published('2026-11-20-1', [bekasi(1)])))
    await install(roster, await south.full(published('2026-11-20-1', [bogor(1, { kk_number: '3275021203159930' })])))
    for (const family of [FAMILY, '3275021203159930']) {
      expect(roster.find(key('kk', family))).toMatchObject([{ rows: [{ name: 'Bekasi 1' }, { name: 'Bogor 1' }] }])
    }
  })

  it('never give more than the limit', async () => {
    const { roster, bekasi: east, bogor: south } = deskWithFeeds()
    roster.setFeeds([east, south])
    const [first, second] = [Array.from({ length: 40 }, (_, n) => n), Array.from({ length: 40 }, (_, n) => n + 30)]
    await install(roster, await east.full(published('2026-11-20-1', some(bekasi, first))))
    await install(roster, await south.full(published('2026-11-20-1', some(bogor, second))))
    expect(roster.find(key('kk', FAMILY))).toHaveLength(50)
    expect(roster.familySize(FAMILY)).toBe(50)
  })

  it('still serve after the desk starts again, once they are named', async () => {
    const { roster, reopen, bekasi: east } = deskWithFeeds()
    roster.setFeeds([east])
    await install(roster, await east.full(published('2026-11-20-1', some(bekasi, [1]))))
    const fresh = reopen()
    expect(fresh.state()).toEqual({ kind: 'none' })
    fresh.setFeeds([east])
    expect(fresh.state()).toEqual(roster.state())
    expect(names(fresh, 1)).toEqual(['Bekasi 1'])
  })
})

describe('a feed and what was imported by hand', () => {
  const both = csv([bekasi(1, { name: 'Dari berkas' }), bekasi(2, { name: 'Hanya di berkas' }), bogor(1)])

  it('share the work: until the feed has brought something the import answers, from then on never for its programmes', async () => {
    const { roster, give, bekasi: east } = deskWithFeeds()
    await give(both)
    roster.setFeeds([east])
    expect(names(roster, 1)).toEqual(expect.arrayContaining(['Dari berkas', 'Bogor 1']))
    expect(sourcesOf(roster.state())).toMatchObject([
      { kind: 'none', source: 'bekasi', programmes: [] },
      { kind: 'serving', source: 'local', programmes: ['bogor-sehat', 'kbs-bekasi'] },
    ])
    await install(roster, await east.full(published('2026-11-20-1', [bekasi(1)])))
    expect(names(roster, 1)).toEqual(['Bekasi 1', 'Bogor 1'])
    expect(names(roster, 2)).toEqual([])
    expect(roster.familySize(FAMILY)).toBe(1)
    expect(sourcesOf(roster.state())).toMatchObject([
      { source: 'bekasi', programmes: ['kbs-bekasi'] },
      { source: 'local', programmes: ['bogor-sehat'] },
    ])
  })

  it('a feed that is taken off the desk stops answering at once, and the import answers again', async () => {
    const { roster, give, bekasi: east } = deskWithFeeds()
    await give(both)
    roster.setFeeds([east])
    await install(roster, await east.full(published('2026-11-20-1', [bekasi(1)])))
    const heard: RosterState[] = []
    roster.onChange((state) => heard.push(state))
    roster.setFeeds([])
    expect(names(roster, 2)).toEqual(['Hanya di berkas'])
    expect(names(roster, 1)).not.toContain('Bekasi 1')
    expect(roster.deltaBase(east.name)).toBeNull()
    expect(heard.map((state) => sourcesOf(state).map(({ source }) => source))).toEqual([['local']])
    roster.setFeeds([east])
    expect(names(roster, 1)).toEqual(['Bekasi 1', 'Bogor 1'])
  })

  it('an import for whose programmes feeds speak stands nowhere any more, and makes nothing look old', async () => {
    const { roster, give, bekasi: east } = deskWithFeeds()
    await give(csv([bekasi(1)]), { asOf: '2026-01-01' as IsoDate })
    roster.setFeeds([east])
    await install(roster, await east.full(published('2026-11-20-1', [bekasi(1)])))
    expect(roster.state()).toMatchObject({ ageDays: 1, sources: [{ source: 'bekasi' }] })
  })

  it('a family found by a row of the import that the feed took over is not there', async () => {
    const { roster, give, bekasi: east } = deskWithFeeds()
    await give(csv([bekasi(1), bogor(1, { kk_number: '3275021203159930' })]))
    roster.setFeeds([east])
    await install(roster, await east.full(published('2026-11-20-1', [bekasi(2)])))
    expect(roster.find(key('kk', FAMILY)).flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual(['Bekasi 2'])
    expect(names(roster, 1)).toEqual(['Bogor 1'])
  })

  it('an import goes on beside a feed, and a feed that has brought nothing leaves the desk without a roster', async () => {
    const { roster, give, bekasi: east, bogor: south } = deskWithFeeds()
    roster.setFeeds([east, south])
    expect(roster.state()).toEqual({ kind: 'none' })
    expect(() => names(roster, 1)).toThrow('no roster serves')
    await install(roster, await south.full(published('2026-11-20-1', [bogor(1)])))
    await give(csv([bekasi(1)]))
    await give(csv([bekasi(1, { name: 'Lagi' })]))
    expect(names(roster, 1)).toEqual(['Bogor 1', 'Lagi'])
    expect(sourcesOf(roster.state())).toMatchObject([
      { kind: 'none', source: 'bekasi' },
      { source: 'bogor' },
      { source: 'local', version: '2026-11-21-2' },
    ])
  })
})
