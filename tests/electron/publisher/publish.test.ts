import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishFeed } from '../../../electron/publisher/publish-feed.ts'
import type { PublishOutcome } from '../../../electron/publisher/publication.ts'
import { readCatalogue, type Catalogue } from '../../../electron/roster-files/catalogue.ts'
import { rowText } from '../../../electron/roster-files/coded-row.ts'
import { openPackFile } from '../../../electron/roster-files/pack/open-pack-file.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { csvOf, madeFeed, plainDesk, portsAt, publishJob, publishOn, served } from '../../support/publisher.ts'
import { people, rosterLine, rosterLines } from './roster-lines.ts'

let place: string
let dir: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'publisher-'))
  dir = join(place, 'feed')
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const csv = (name: string, lines: readonly string[]) => csvOf(join(place, name), lines)

function published(outcome: PublishOutcome) {
  if (outcome.kind !== 'published') throw new Error(JSON.stringify(outcome))
  return outcome.summary
}

/** What a desk that uses nothing but tuf-js gets. */
async function asDesk<T>(day: string, work: (fetch: (name: string) => Promise<string>) => Promise<T>): Promise<T> {
  return served(dir, (url) => {
    const desk = plainDesk(join(place, `desk-${Math.random()}`), url, join(dir, 'root.json'))
    return work((name) => desk.fetch(name, new Date(`${day}T06:00:00Z`)))
  })
}

async function catalogueAt(day: string): Promise<Catalogue> {
  const reading = readCatalogue(await asDesk(day, async (fetch) => readFileSync(await fetch('feed.json'), 'utf8')))
  if (reading.kind !== 'catalogue') throw new Error(reading.kind)
  return reading.catalogue
}

async function packAt(day: string, target: string): Promise<{ rows: string[]; gone: string[] }> {
  const identity = readFileSync(join(dir, 'keys', 'desk-identity.txt'), 'utf8').trim()
  return asDesk(day, async (fetch) => {
    const { parts } = await openPackFile(await fetch(target), identity)
    const found = { rows: [] as string[], gone: [] as string[] }
    for await (const part of parts) {
      if (part.kind === 'rows') found.rows.push(...part.rows.map(rowText))
      else found.gone.push(...part.niks)
    }
    return found
  })
}

/** Every file of the repository with its bytes. */
function repositoryBytes(): Map<string, string> {
  const files = readdirSync(join(dir, 'repository'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  )
  return new Map(files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name)).toString('base64')]))
}

describe('the first publication', () => {
  it('is read by any TUF client, and the pack opens with the identity of the desks and holds every row', async () => {
    await madeFeed(dir)
    const lines = people(300)
    const summary = published(await publishOn(dir, csv('a.csv', rosterLines(lines)), '2026-11-20'))
    expect(summary).toMatchObject({ version: '2026-11-20-1', people: 300, rows: 300, before: null, changes: null })
    const catalogue = await catalogueAt('2026-11-20')
    expect(catalogue).toMatchObject({ version: '2026-11-20-1', people: 300, rows: 300, deltas: [], encrypted: true })
    const pack = await packAt('2026-11-20', catalogue.full.target)
    expect(pack.rows).toHaveLength(300)
    expect(pack.rows).toEqual(pack.rows.toSorted())
    expect(await asDesk('2026-11-20', async (fetch) => readFileSync(await fetch('programmes.json'), 'utf8'))).toContain(
      '"code":"kbs-bekasi"',
    )
    expect(await asDesk('2026-11-20', async (fetch) => readFileSync(await fetch('statistics.json'), 'utf8'))).toBe('[]')
  })

  it('names no person in metadata, catalogue or file names', async () => {
    await madeFeed(dir)
    const lines = people(50, (serial) => ({ name: `Nama Rahasia ${serial}` }))
    published(await publishOn(dir, csv('a.csv', rosterLines(lines)), '2026-11-20'))
    const files = repositoryBytes()
    for (const [name, base64] of files) {
      const text = Buffer.from(base64, 'base64').toString('latin1')
      expect(`${name} ${text}`).not.toMatch(/3275020\d{9}|Rahasia/)
    }
  })
})

describe('the next publication', () => {
  it('changes no byte for the same file, also when its rows come in another order', async () => {
    await madeFeed(dir)
    const lines = rosterLines(people(200))
    published(await publishOn(dir, csv('a.csv', lines), '2026-11-20'))
    const before = repositoryBytes()
    expect(await publishOn(dir, csv('a.csv', lines), '2026-11-20')).toEqual({
      kind: 'unchanged',
      version: '2026-11-20-1',
      renewed: [],
    })
    const [header = '', ...rows] = lines
    expect(await publishOn(dir, csv('b.csv', [header, ...rows.toReversed()]), '2026-11-20')).toMatchObject({
      kind: 'unchanged',
    })
    expect(repositoryBytes()).toEqual(before)
  })

  it('renews signatures that are more than half through their lifetime, and says which', async () => {
    await madeFeed(dir)
    const file = csv('a.csv', rosterLines(people(20)))
    published(await publishOn(dir, file, '2026-11-01'))
    const again = (instant: string) =>
      publishFeed(publishJob(dir, file, { asOf: '2026-11-01' as never }), portsAt(instant))
    expect(await again('2026-11-07T05:00:00Z')).toMatchObject({ renewed: [] })
    expect(await again('2026-11-09T05:00:00Z')).toMatchObject({ renewed: ['timestamp'] })
    expect(await again('2026-11-18T05:00:00Z')).toMatchObject({ renewed: ['snapshot', 'timestamp'] })
    expect(await again('2026-12-20T05:00:00Z')).toMatchObject({ renewed: ['targets', 'snapshot', 'timestamp'] })
    expect((await catalogueAt('2026-12-30')).version).toBe('2026-11-01-1')
  })

  it('counts people by what happened to them and packs just those', async () => {
    await madeFeed(dir)
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
    published(await publishOn(dir, csv('a.csv', rosterLines(before)), '2026-11-20'))
    const summary = published(await publishOn(dir, csv('b.csv', rosterLines(after)), '2026-11-21'))
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
    const { deltas } = await catalogueAt('2026-11-21')
    expect(deltas).toMatchObject([{ from: '2026-11-20-1', to: '2026-11-21-1', changes: 19 }])
    const delta = await packAt('2026-11-21', deltas[0]!.target)
    expect(delta.gone).toHaveLength(10)
    expect(delta.rows).toHaveLength(10)
  })

  it('puts all rows of a person into the delta when he stands in two families and one row changed', async () => {
    await madeFeed(dir)
    const twice = (status: string) => [
      ...people(50),
      { serial: 60, kk: 1, programme: 'kbs-bekasi' },
      { serial: 60, kk: 90, programme: 'bogor-sehat', status },
    ]
    published(await publishOn(dir, csv('a.csv', rosterLines(twice('active'))), '2026-11-20'))
    const summary = published(await publishOn(dir, csv('b.csv', rosterLines(twice('ended'))), '2026-11-21'))
    expect(summary.changes).toMatchObject({ ended: 1, added: 0, removed: 0 })
    const { deltas } = await catalogueAt('2026-11-21')
    expect((await packAt('2026-11-21', deltas[0]!.target)).rows).toHaveLength(2)
  })

  it('is numbered on within a day, and a newer date alone is a new version', async () => {
    await madeFeed(dir)
    const one = csv('a.csv', rosterLines(people(30)))
    published(await publishOn(dir, one, '2026-11-20'))
    const second = published(await publishOn(dir, csv('b.csv', rosterLines(people(31))), '2026-11-20'))
    expect(second.version).toBe('2026-11-20-2')
    const third = published(await publishOn(dir, csv('c.csv', rosterLines(people(31))), '2026-11-21'))
    expect(third).toMatchObject({ version: '2026-11-21-1', deltas: [{ changes: 0 }] })
  })

  it('leaves the previous publication whole, and removes what is older', async () => {
    await madeFeed(dir)
    for (const day of [18, 19, 20, 21]) {
      published(await publishOn(dir, csv('a.csv', rosterLines(people(100 + day))), `2026-11-${day}`))
    }
    const names = readdirSync(join(dir, 'repository', 'targets', 'roster'))
    expect(names.filter((name) => name.includes('.full.')).map((name) => name.slice(65))).toEqual(
      expect.arrayContaining(['2026-11-20-1.full.lsp.age', '2026-11-21-1.full.lsp.age']),
    )
    expect(names.filter((name) => name.includes('.full.'))).toHaveLength(2)
    expect(names.filter((name) => name.includes('.delta.'))).toHaveLength(3)
    expect(readdirSync(join(dir, 'repository', 'metadata')).toSorted()).toEqual([
      '1.root.json',
      '3.snapshot.json',
      '3.targets.json',
      '4.snapshot.json',
      '4.targets.json',
      'timestamp.json',
    ])
  })

  it('signs nothing on a dry run or when nobody says yes', async () => {
    await madeFeed(dir)
    published(await publishOn(dir, csv('a.csv', rosterLines(people(30))), '2026-11-20'))
    const before = repositoryBytes()
    const next = csv('b.csv', rosterLines(people(32)))
    expect(await publishOn(dir, next, '2026-11-21', { dryRun: true })).toMatchObject({ kind: 'not-signed' })
    const asked: number[] = []
    const declined = await publishOn(dir, next, '2026-11-21', {
      confirm: async ({ changes }) => {
        asked.push(changes?.added ?? -1)
        return false
      },
    })
    expect(declined).toMatchObject({ kind: 'not-signed', why: 'declined' })
    expect(asked).toEqual([2])
    expect(repositoryBytes()).toEqual(before)
  })
})

describe('what is refused changes nothing', () => {
  it.each([
    ['a shrunken roster', rosterLines(people(80)), 'shrinks-too-much'],
    [
      'rows of another programme',
      rosterLines(people(100, (serial) => ({ programme: serial < 90 ? 'kbs-bekasi' : 'lain-lain' }))),
      'too-many-rejects',
    ],
    ['a missing column', ['nik,name', '1,a'], 'column-missing'],
    ['no rows', [rosterLines([])[0]!], 'empty'],
  ])('%s', async (_, lines, code) => {
    await madeFeed(dir)
    published(await publishOn(dir, csv('a.csv', rosterLines(people(100))), '2026-11-20'))
    const before = repositoryBytes()
    expect(await publishOn(dir, csv('b.csv', lines), '2026-11-21')).toMatchObject({
      kind: 'refused',
      refusal: { code },
    })
    expect(repositoryBytes()).toEqual(before)
    expect(readdirSync(dir)).not.toContain('work')
  })

  it('lists rejected rows by line, column and code beside the file, never with a value', async () => {
    await madeFeed(dir)
    const lines = rosterLines(people(300))
    lines[5] = rosterLine({ serial: 4, programme: 'lain-lain' })
    const summary = published(await publishOn(dir, csv('a.csv', lines), '2026-11-20'))
    expect(summary).toMatchObject({ rejected: 1, rows: 299, rejectsFile: join(place, 'a.csv.rejects.csv') })
    expect(readFileSync(join(place, 'a.csv.rejects.csv'), 'utf8')).toBe(
      'line,column,code\n6,programme,wrong-programme\n',
    )
  })

  it('a shrunken roster goes in when told', async () => {
    await madeFeed(dir)
    published(await publishOn(dir, csv('a.csv', rosterLines(people(100))), '2026-11-20'))
    const outcome = await publishOn(dir, csv('b.csv', rosterLines(people(60))), '2026-11-21', { maxShrinkShare: 0.5 })
    expect(published(outcome).changes).toMatchObject({ removed: 40 })
  })

  it('data older than what is published, or of tomorrow', async () => {
    await madeFeed(dir)
    const file = csv('a.csv', rosterLines(people(30)))
    published(await publishOn(dir, file, '2026-11-20'))
    const asOf = (day: string) =>
      publishFeed(publishJob(dir, file, { asOf: day as never }), portsAt('2026-11-21T05:00:00Z'))
    expect(await asOf('2026-11-19')).toMatchObject({ refusal: { code: 'older-than-current' } })
    expect(await asOf('2026-11-22')).toMatchObject({ refusal: { code: 'as-of-in-future' } })
  })

  it('definitions against themselves or of other programmes, and statistics with a wrong line', async () => {
    await madeFeed(dir, { programmes: ['kbs-bekasi'] as never })
    const file = csv('a.csv', rosterLines(people(30)))
    const shipped = kbsBekasi
    const definitions = (name: string, value: unknown) => {
      writeFileSync(join(place, name), JSON.stringify(value))
      return { programmes: join(place, name) }
    }
    const [first, ...later] = shipped.versions
    const wrong = { ...shipped, versions: [first, ...later.map((one) => ({ ...one, from: first!.from }))] }
    expect(await publishOn(dir, file, '2026-11-20', definitions('d.json', [wrong]))).toMatchObject({
      refusal: { code: 'programmes-contradict' },
    })
    expect(await publishOn(dir, file, '2026-11-20', definitions('d.json', []))).toMatchObject({
      refusal: { code: 'programmes-missing' },
    })
    expect(await publishOn(dir, file, '2026-11-20', definitions('d.json', [{}]))).toMatchObject({
      refusal: { code: 'programmes-malformed' },
    })
    writeFileSync(join(place, 's.csv'), 'programme,year,measure,value,source\nkbs-bekasi,2025,population,viel,x\n')
    expect(await publishOn(dir, file, '2026-11-20', { statistics: join(place, 's.csv') })).toMatchObject({
      refusal: { code: 'statistics-malformed', detail: { line: 2, column: 'value' } },
    })
  })

  it('a repository that is not as it was signed, or a key that the root does not know', async () => {
    await madeFeed(dir)
    const file = csv('a.csv', rosterLines(people(30)))
    published(await publishOn(dir, file, '2026-11-20'))
    const other = join(place, 'other')
    await madeFeed(other)
    const key = join(dir, 'keys', 'snapshot.pem')
    const kept = readFileSync(key)
    writeFileSync(key, readFileSync(join(other, 'keys', 'snapshot.pem')))
    expect(await publishOn(dir, file, '2026-11-21')).toMatchObject({ refusal: { code: 'key-not-trusted' } })
    writeFileSync(key, kept)
    const metadata = join(dir, 'repository', 'metadata', '1.targets.json')
    writeFileSync(metadata, readFileSync(metadata, 'utf8').replace('feed.json', 'food.json'))
    expect(await publishOn(dir, file, '2026-11-21')).toMatchObject({ refusal: { code: 'repository-damaged' } })
  })
})

describe('statistics and definitions', () => {
  it('stay as published when the next publication brings none', async () => {
    await madeFeed(dir, { programmes: ['kbs-bekasi'] as never })
    writeFileSync(join(place, 's.csv'), 'programme,year,measure,value,source\nkbs-bekasi,2025,population,2600000,BPS\n')
    const own = { ...kbsBekasi, payer: 'Pemerintah Kota Contoh' }
    writeFileSync(join(place, 'd.json'), JSON.stringify([own]))
    const files = { statistics: join(place, 's.csv'), programmes: join(place, 'd.json') }
    published(await publishOn(dir, csv('a.csv', rosterLines(people(30))), '2026-11-20', files))
    published(await publishOn(dir, csv('b.csv', rosterLines(people(31))), '2026-11-21'))
    const read = (name: string) => asDesk('2026-11-21', async (fetch) => readFileSync(await fetch(name), 'utf8'))
    expect(await read('statistics.json')).toContain('"value":2600000')
    expect(await read('programmes.json')).toContain('Pemerintah Kota Contoh')
  })
})

describe('keys and encryption', () => {
  it('writes keys for their owner alone, and publishes with protected ones only by their passphrase', async () => {
    const passphrase = 'dua belas kata sandi'
    const made = await madeFeed(dir, { passphrase })
    for (const path of [
      ...made.rootKeys,
      join(dir, 'keys', 'targets.pem'),
      join(dir, 'keys', 'publisher-identity.txt'),
    ]) {
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(readFileSync(path, 'utf8')).toMatch(/ENCRYPTED/)
    }
    const file = csv('a.csv', rosterLines(people(30)))
    const refusal = (why: string) => ({ refusal: { code: 'key-unreadable', detail: { why } } })
    expect(await publishOn(dir, file, '2026-11-20')).toMatchObject(refusal('passphrase-missing'))
    expect(await publishOn(dir, file, '2026-11-20', { passphrase: 'falsch' })).toMatchObject(
      refusal('passphrase-wrong'),
    )
    published(await publishOn(dir, file, '2026-11-20', { passphrase }))
  })

  it('never writes over a folder that holds something', async () => {
    await madeFeed(dir)
    await expect(madeFeed(dir)).rejects.toThrow('not-empty')
  })

  it('publishes packs that anybody reads where that was asked for', async () => {
    await madeFeed(dir, { encryption: { kind: 'none' } })
    published(await publishOn(dir, csv('a.csv', rosterLines(people(30))), '2026-11-20'))
    published(await publishOn(dir, csv('b.csv', rosterLines(people(31))), '2026-11-21'))
    const catalogue = await catalogueAt('2026-11-21')
    expect(catalogue).toMatchObject({ encrypted: false, full: { target: 'roster/2026-11-21-1.full.lsp' } })
    const path = await asDesk('2026-11-21', (fetch) => fetch(catalogue.full.target))
    expect((await openPackFile(path, null)).header.rows).toBe(31)
  })
})
