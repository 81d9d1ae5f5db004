import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishFeed } from '../../../electron/publisher/publish-feed.ts'
import { kbsBekasi } from '../../../shared/programmes/kbs-bekasi.ts'
import { madeFeed, portsAt, publishJob, publishOn } from '../../support/publisher.ts'
import { published, publishingPlace } from './publishing-place.ts'
import { people, rosterLine, rosterLines } from './roster-lines.ts'

const at = publishingPlace()

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
    await madeFeed(at.dir)
    published(await publishOn(at.dir, at.csv('a.csv', rosterLines(people(100))), '2026-11-20'))
    const before = at.repositoryBytes()
    expect(await publishOn(at.dir, at.csv('b.csv', lines), '2026-11-21')).toMatchObject({
      kind: 'refused',
      refusal: { code },
    })
    expect(at.repositoryBytes()).toEqual(before)
    expect(readdirSync(at.dir)).not.toContain('work')
  })

  it('lists rejected rows by line, column and code beside the file, never with a value', async () => {
    await madeFeed(at.dir)
    const lines = rosterLines(people(300))
    lines[5] = rosterLine({ serial: 4, programme: 'lain-lain' })
    const summary = published(await publishOn(at.dir, at.csv('a.csv', lines), '2026-11-20'))
    expect(summary).toMatchObject({ rejected: 1, rows: 299, rejectsFile: join(at.place, 'a.csv.rejects.csv') })
    expect(readFileSync(join(at.place, 'a.csv.rejects.csv'), 'utf8')).toBe(
      'line,column,code\n6,programme,wrong-programme\n',
    )
  })

  it('a shrunken roster goes in when told', async () => {
    await madeFeed(at.dir)
    published(await publishOn(at.dir, at.csv('a.csv', rosterLines(people(100))), '2026-11-20'))
    const outcome = await publishOn(at.dir, at.csv('b.csv', rosterLines(people(60))), '2026-11-21', {
      maxShrinkShare: 0.5,
    })
    expect(published(outcome).changes).toMatchObject({ removed: 40 })
  })

  it('data older than what is published, or of tomorrow', async () => {
    await madeFeed(at.dir)
    const file = at.csv('a.csv', rosterLines(people(30)))
    published(await publishOn(at.dir, file, '2026-11-20'))
    const asOf = (day: string) =>
      publishFeed(publishJob(at.dir, file, { asOf: day as never }), portsAt('2026-11-21T05:00:00Z'))
    expect(await asOf('2026-11-19')).toMatchObject({ refusal: { code: 'older-than-current' } })
    expect(await asOf('2026-11-22')).toMatchObject({ refusal: { code: 'as-of-in-future' } })
  })

  it('definitions against themselves or of other programmes, and statistics with a wrong line', async () => {
    await madeFeed(at.dir, { programmes: ['kbs-bekasi'] as never })
    const file = at.csv('a.csv', rosterLines(people(30)))
    const shipped = kbsBekasi
    const definitions = (name: string, value: unknown) => {
      writeFileSync(join(at.place, name), JSON.stringify(value))
      return { programmes: join(at.place, name) }
    }
    const [first, ...later] = shipped.versions
    const wrong = { ...shipped, versions: [first, ...later.map((one) => ({ ...one, from: first!.from }))] }
    expect(await publishOn(at.dir, file, '2026-11-20', definitions('d.json', [wrong]))).toMatchObject({
      refusal: { code: 'programmes-contradict' },
    })
    expect(await publishOn(at.dir, file, '2026-11-20', definitions('d.json', []))).toMatchObject({
      refusal: { code: 'programmes-missing' },
    })
    expect(await publishOn(at.dir, file, '2026-11-20', definitions('d.json', [{}]))).toMatchObject({
      refusal: { code: 'programmes-malformed' },
    })
    writeFileSync(join(at.place, 's.csv'), 'programme,year,measure,value,source\nkbs-bekasi,2025,population,viel,x\n')
    expect(await publishOn(at.dir, file, '2026-11-20', { statistics: join(at.place, 's.csv') })).toMatchObject({
      refusal: { code: 'statistics-malformed', detail: { line: 2, column: 'value' } },
    })
  })

  it('a repository that is not as it was signed, or a key that the root does not know', async () => {
    await madeFeed(at.dir)
    const file = at.csv('a.csv', rosterLines(people(30)))
    published(await publishOn(at.dir, file, '2026-11-20'))
    const other = join(at.place, 'other')
    await madeFeed(other)
    const key = join(at.dir, 'keys', 'snapshot.pem')
    const kept = readFileSync(key)
    writeFileSync(key, readFileSync(join(other, 'keys', 'snapshot.pem')))
    expect(await publishOn(at.dir, file, '2026-11-21')).toMatchObject({ refusal: { code: 'key-not-trusted' } })
    writeFileSync(key, kept)
    const metadata = join(at.dir, 'repository', 'metadata', '1.targets.json')
    writeFileSync(metadata, readFileSync(metadata, 'utf8').replace('feed.json', 'food.json'))
    expect(await publishOn(at.dir, file, '2026-11-21')).toMatchObject({ refusal: { code: 'repository-damaged' } })
  })
})
