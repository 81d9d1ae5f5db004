import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishFeed } from '../../../electron/publisher/publish-feed.ts'
import { madeFeed, portsAt, publishJob, publishOn } from '../../support/publisher.ts'
import { published, publishingPlace } from './publishing-place.ts'
import { people, rosterLines } from './roster-lines.ts'

const at = publishingPlace()

describe('the first publication', () => {
  it('is read by any TUF client, and the pack opens with the identity of the desks and holds every row', async () => {
    await madeFeed(at.dir)
    const lines = people(300)
    const summary = published(await publishOn(at.dir, at.csv('a.csv', rosterLines(lines)), '2026-11-20'))
    expect(summary).toMatchObject({ version: '2026-11-20-1', people: 300, rows: 300, before: null, changes: null })
    const catalogue = await at.catalogueAt('2026-11-20')
    expect(catalogue).toMatchObject({ version: '2026-11-20-1', people: 300, rows: 300, deltas: [], encrypted: true })
    const pack = await at.packAt('2026-11-20', catalogue.full.target)
    expect(pack.rows).toHaveLength(300)
    expect(pack.rows).toEqual(pack.rows.toSorted())
    expect(
      await at.asDesk('2026-11-20', async (fetch) => readFileSync(await fetch('programmes.json'), 'utf8')),
    ).toContain('"code":"kbs-bekasi"')
    expect(await at.asDesk('2026-11-20', async (fetch) => readFileSync(await fetch('statistics.json'), 'utf8'))).toBe(
      '[]',
    )
  })

  it('names no person in metadata, catalogue or file names', async () => {
    await madeFeed(at.dir)
    const lines = people(50, (serial) => ({ name: `Nama Rahasia ${serial}` }))
    published(await publishOn(at.dir, at.csv('a.csv', rosterLines(lines)), '2026-11-20'))
    const files = at.repositoryBytes()
    for (const [name, base64] of files) {
      const text = Buffer.from(base64, 'base64').toString('latin1')
      expect(`${name} ${text}`).not.toMatch(/3275020\d{9}|Rahasia/)
    }
  })
})

describe('the next publication', () => {
  it('changes no byte for the same file, also when its rows come in another order', async () => {
    await madeFeed(at.dir)
    const lines = rosterLines(people(200))
    published(await publishOn(at.dir, at.csv('a.csv', lines), '2026-11-20'))
    const before = at.repositoryBytes()
    expect(await publishOn(at.dir, at.csv('a.csv', lines), '2026-11-20')).toEqual({
      kind: 'unchanged',
      version: '2026-11-20-1',
      renewed: [],
    })
    const [header = '', ...rows] = lines
    expect(await publishOn(at.dir, at.csv('b.csv', [header, ...rows.toReversed()]), '2026-11-20')).toMatchObject({
      kind: 'unchanged',
    })
    expect(at.repositoryBytes()).toEqual(before)
  })

  it('renews signatures that are more than half through their lifetime, and says which', async () => {
    await madeFeed(at.dir)
    const file = at.csv('a.csv', rosterLines(people(20)))
    published(await publishOn(at.dir, file, '2026-11-01'))
    const again = (instant: string) =>
      publishFeed(publishJob(at.dir, file, { asOf: '2026-11-01' as never }), portsAt(instant))
    expect(await again('2026-11-07T05:00:00Z')).toMatchObject({ renewed: [] })
    expect(await again('2026-11-09T05:00:00Z')).toMatchObject({ renewed: ['timestamp'] })
    expect(await again('2026-11-18T05:00:00Z')).toMatchObject({ renewed: ['snapshot', 'timestamp'] })
    expect(await again('2026-12-20T05:00:00Z')).toMatchObject({ renewed: ['targets', 'snapshot', 'timestamp'] })
    expect((await at.catalogueAt('2026-12-30')).version).toBe('2026-11-01-1')
  })

  it('counts people by what happened to them and packs just those', async () => {
    await madeFeed(at.dir)
    const before = people(200)
    const after = [
      ...before.slice(0, 190).map((line) => {
        if (line.serial === 3) return { ...line, status: 'moved', since: '2026-11-21' }
        if (line.serial === 4) return { ...line, status: 'deceased', since: '2026-11-21' }
        if (line.serial === 5) return { ...line, status: 'ended', since: '2026-11-21' }
        if (line.serial === 6) return { ...line, status: 'suspended', since: '2026-11-21' }
        if (line.serial === 7) return { ...line, card: 'lost' }
        // To another family: one person, not one gone and one new.
        if (line.serial === 8) return { ...line, kk: 9 }
        return line
      }),
      { serial: 500 },
      { serial: 501 },
      // Twice in one programme.
      { serial: 10, name: 'Contoh Lain' },
    ]
    published(await publishOn(at.dir, at.csv('a.csv', rosterLines(before)), '2026-11-20'))
    const summary = published(await publishOn(at.dir, at.csv('b.csv', rosterLines(after)), '2026-11-21'))
    expect(summary.changes).toEqual({
      added: 2,
      deceased: 1,
      moved: 1,
      ended: 1,
      suspended: 1,
      otherwise: 3,
      removed: 10,
    })
    expect(summary).toMatchObject({ people: 192, rows: 193, conflicting: 1, rejected: 0 })
    const { deltas } = await at.catalogueAt('2026-11-21')
    expect(deltas).toMatchObject([{ from: '2026-11-20-1', to: '2026-11-21-1', changes: 19 }])
    const delta = await at.packAt('2026-11-21', deltas[0]!.target)
    expect(delta.gone).toHaveLength(10)
    expect(delta.rows).toHaveLength(10)
  })

  it('puts all rows of a person into the delta when he stands in two families and one row changed', async () => {
    await madeFeed(at.dir)
    const twice = (status: string) => [
      ...people(50),
      { serial: 60, kk: 1, programme: 'kbs-bekasi' },
      { serial: 60, kk: 90, programme: 'bogor-sehat', status },
    ]
    published(await publishOn(at.dir, at.csv('a.csv', rosterLines(twice('active'))), '2026-11-20'))
    const summary = published(await publishOn(at.dir, at.csv('b.csv', rosterLines(twice('ended'))), '2026-11-21'))
    expect(summary.changes).toMatchObject({ ended: 1, added: 0, removed: 0 })
    const { deltas } = await at.catalogueAt('2026-11-21')
    expect((await at.packAt('2026-11-21', deltas[0]!.target)).rows).toHaveLength(2)
  })

  it('is numbered on within a day, and a newer date alone is a new version', async () => {
    await madeFeed(at.dir)
    const one = at.csv('a.csv', rosterLines(people(30)))
    published(await publishOn(at.dir, one, '2026-11-20'))
    const second = published(await publishOn(at.dir, at.csv('b.csv', rosterLines(people(31))), '2026-11-20'))
    expect(second.version).toBe('2026-11-20-2')
    const third = published(await publishOn(at.dir, at.csv('c.csv', rosterLines(people(31))), '2026-11-21'))
    expect(third).toMatchObject({ version: '2026-11-21-1', deltas: [{ changes: 0 }] })
  })

  it('leaves the previous publication whole, and removes what is older', async () => {
    await madeFeed(at.dir)
    for (const day of [18, 19, 20, 21]) {
      published(await publishOn(at.dir, at.csv('a.csv', rosterLines(people(100 + day))), `2026-11-${day}`))
    }
    const names = readdirSync(join(at.dir, 'repository', 'targets', 'roster'))
    expect(names.filter((name) => name.includes('.full.')).map((name) => name.slice(65))).toEqual(
      expect.arrayContaining(['2026-11-20-1.full.lsp.age', '2026-11-21-1.full.lsp.age']),
    )
    expect(names.filter((name) => name.includes('.full.'))).toHaveLength(2)
    expect(names.filter((name) => name.includes('.delta.'))).toHaveLength(3)
    expect(readdirSync(join(at.dir, 'repository', 'metadata')).toSorted()).toEqual([
      '1.root.json',
      '3.snapshot.json',
      '3.targets.json',
      '4.snapshot.json',
      '4.targets.json',
      'timestamp.json',
    ])
  })

  it('signs nothing on a dry run or when nobody says yes', async () => {
    await madeFeed(at.dir)
    published(await publishOn(at.dir, at.csv('a.csv', rosterLines(people(30))), '2026-11-20'))
    const before = at.repositoryBytes()
    const next = at.csv('b.csv', rosterLines(people(32)))
    expect(await publishOn(at.dir, next, '2026-11-21', { dryRun: true })).toMatchObject({ kind: 'not-signed' })
    const asked: number[] = []
    const declined = await publishOn(at.dir, next, '2026-11-21', {
      confirm: async ({ changes }) => {
        asked.push(changes?.added ?? -1)
        return false
      },
    })
    expect(declined).toMatchObject({ kind: 'not-signed', why: 'declined' })
    expect(asked).toEqual([2])
    expect(at.repositoryBytes()).toEqual(before)
  })
})
