import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FeedName } from '../../../../shared/domain/feed.ts'
import type { Nik } from '../../../../shared/domain/identifiers.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { sampleRows } from '../../../../electron/core/demo/samples.ts'
import { bogorSehat } from '../../../../shared/programmes/bogor-sehat.ts'
import { kbsBekasi } from '../../../../shared/programmes/kbs-bekasi.ts'
import { admitInput, deskPlace, people, question, rina, rosterCsv, type DeskPlace } from '../../../support/desk-core.ts'
import { madeFeed, portsAt, publishOn } from '../../../support/publisher.ts'

const BOGOR = FeedName.parse('kab-bogor')
/** Fifteen days after the file that was loaded by hand: one too many for any programme. */
const TODAY = '2026-12-06' as IsoDate
const newer = { ...bogorSehat, payer: 'Dinas Kesehatan Kabupaten Bogor' }

let place: DeskPlace
beforeAll(async () => {
  place = await deskPlace()
  place.clock.set(`${TODAY}T01:00:00.000Z`)
  const dir = join(place.root, 'publisher')
  mkdirSync(dir)
  const csv = join(dir, 'bogor.csv')
  writeFileSync(csv, rosterCsv(sampleRows().filter(({ programme }) => programme === bogorSehat.code)))
  const definitions = join(dir, 'programmes.json')
  writeFileSync(definitions, JSON.stringify([newer]))
  const plan = { programmes: [bogorSehat.code] as [typeof bogorSehat.code], encryption: { kind: 'none' as const } }
  const made = await madeFeed(join(dir, 'feed'), plan, portsAt('2026-12-05T01:00:00Z'))
  await publishOn(join(dir, 'feed'), csv, '2026-12-05', { programmes: definitions })
  const feed = { name: BOGOR, from: made.repository, rootPath: made.root, identityPath: null, proxy: null }
  const looked = await place.core.feeds.look(feed)
  if (looked.kind !== 'offer') throw new Error(JSON.stringify(looked))
  await place.core.feeds.add(feed, looked.offer, null, 'test')
  const pulled = await place.core.feeds.pull(BOGOR, 'test', () => undefined)
  if (pulled.kind !== 'done') throw new Error(JSON.stringify(pulled))
}, 120_000)
afterAll(() => place.remove())

const check = (nik: Nik) => {
  const result = place.core.desk.check({ text: nik, source: 'wedge', question: { care: 'igd' } }, rina.name)
  if (result.kind !== 'people') throw new Error(result.kind)
  return result.candidates[0]
}

describe('a desk with a feed beside what was loaded by hand', () => {
  it('judges each programme by the age of its own source', () => {
    expect(check(people.bogor)?.verdict).toMatchObject({ kind: 'eligible', programme: 'bogor-sehat' })
    expect(check(people.ahmad)?.verdict).toMatchObject({
      kind: 'stale',
      programme: 'kbs-bekasi',
      rosterDate: '2026-11-21',
    })
  })

  it('writes down the source that spoke for the programme that decided', () => {
    const input = (nik: Nik) => admitInput(nik, { question: question({ serviceDate: TODAY }) })
    expect(place.core.desk.admit(input(people.bogor), rina.name)).toMatchObject({
      kind: 'admitted',
      admission: {
        evidence: { rosterVersion: 'kab-bogor/2026-12-05-1', rosterAsOf: '2026-12-05', verdict: 'eligible' },
      },
    })
    expect(place.core.desk.admit({ ...input(people.ahmad), basis: 'provisional' }, rina.name)).toMatchObject({
      kind: 'admitted',
      admission: { evidence: { rosterVersion: '2026-11-21-1', rosterAsOf: '2026-11-21', verdict: 'stale' } },
    })
  })

  it('goes by the definition that the feed brought for its own programme, until the feed is removed', () => {
    expect(place.core.programmes()).toEqual([kbsBekasi, newer])
    expect(place.core.feeds.remove(BOGOR, 'test')).toEqual({ kind: 'changed' })
    expect(place.core.programmes()).toEqual([kbsBekasi, bogorSehat])
  })
})
