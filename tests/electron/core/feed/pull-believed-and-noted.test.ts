import { createHash } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bogorSehat } from '../../../../shared/programmes/bogor-sehat.ts'
import { kbsBekasi } from '../../../../shared/programmes/kbs-bekasi.ts'
import { askingDesk } from './asking-desk.ts'

const at = askingDesk()

describe('what is believed', () => {
  it('refuses an older roster also when everything that was fetched before is gone', async () => {
    at.repository.publish({ version: '2026-11-22-10' })
    await at.added()
    expect(await at.code()).toBe('full')
    // The same keys, and the number of documents goes on: only the version of the roster is lower.
    at.repository.publish({ version: '2026-11-22-9' })
    expect(await at.code()).toBe('rolled-back')
    rmSync(at.dirOf('bekasi'), { recursive: true })
    expect(await at.code()).toBe('rolled-back')
    expect(at.desk.jobs).toHaveLength(1)
  })

  it('refuses a publication for programmes that were not agreed', async () => {
    await at.added()
    at.repository.publish({ version: '2026-11-22-1', programmes: ['kbs-bekasi', 'bogor-sehat'] })
    expect(await at.code()).toBe('programmes-changed')
  })

  it('does not fetch a pack that this desk has no key for', async () => {
    await at.added()
    at.repository.publish({ version: '2026-11-22-1', encrypted: true })
    expect(await at.code()).toBe('not-for-this-desk')
    expect(at.server.requests.some(({ path }) => path.includes('.age'))).toBe(false)
  })

  it('refuses definitions that contradict themselves, and definitions of others', async () => {
    await at.added()
    at.repository.publish({ version: '2026-11-22-1', programmesJson: '[{"code":"kbs-bekasi"}]' })
    expect(await at.code()).toBe('definitions-contradict')
    at.repository.publish({ version: '2026-11-22-2', programmesJson: JSON.stringify([bogorSehat]) })
    expect(await at.code()).toBe('definitions-contradict')
    expect(at.desk.jobs).toHaveLength(0)
  })

  it('hands on definitions and figures that are sound', async () => {
    const figure = { programme: 'kbs-bekasi', year: 2025, measure: 'families', value: 10, source: 'contoh' }
    at.repository.publish({
      version: '2026-11-22-1',
      programmesJson: JSON.stringify([kbsBekasi]),
      statisticsJson: JSON.stringify([figure, { ...figure, programme: 'bogor-sehat' }]),
    })
    await at.added()
    expect(await at.code()).toBe('full')
    expect(at.desk.jobs[0]?.companion).toMatchObject({ definitions: [{ code: 'kbs-bekasi' }], statistics: [figure] })
  })

  it('is refused by a later format, and by a catalogue that is none', async () => {
    await at.added()
    at.repository.publish({ version: '2026-11-22-1', catalogueJson: '{"format":2}' })
    expect(await at.code()).toBe('newer-format')
    at.repository.publish({ version: '2026-11-22-1', catalogueJson: '{"format":1}' })
    expect(await at.code()).toBe('pack-malformed')
  })
})

describe('what is noted', () => {
  it('of a feed with nothing new, or that is refused alike each time, is one line when nobody asked', async () => {
    await at.added()
    await at.desk.pull('bekasi', 'system')
    const before = at.desk.journal().ends().entries.seq
    for (let times = 0; times < 3; times++) await at.desk.pull('bekasi', 'system')
    expect(at.actions().filter((action) => action === 'feed-pulled')).toHaveLength(1)
    await at.server.close()
    for (let times = 0; times < 3; times++) expect(await at.code('system')).toBe('unreachable')
    expect(at.actions().filter((action) => action === 'feed-refused')).toHaveLength(1)
    await at.code('petugas')
    expect(at.actions().filter((action) => action === 'feed-refused')).toHaveLength(2)
    expect(at.desk.journal().ends().entries.seq).toBe(before)
  })

  it('never has an address, a folder or a host in the log', async () => {
    await at.added()
    await at.desk.pull('bekasi')
    await at.server.close()
    await at.desk.pull('bekasi')
    const text = JSON.stringify(at.desk.lines)
    for (const secret of ['127.0.0.1', String(at.server.port), at.desk.place.folder.root, at.repository.dir]) {
      expect(text).not.toContain(secret)
    }
    expect(at.desk.lines.map(({ event }) => event)).toEqual(['feed.pulled', 'feed.refused'])
  })

  it('is made good when the journal could not be written after an installation', async () => {
    await at.added()
    // What was noted beside the journal did not come to the disk either.
    rmSync(at.dirOf('bekasi'), { recursive: true })
    at.desk.sources.set('bekasi', {
      kind: 'serving',
      source: 'bekasi',
      programmes: [],
      version: '2026-11-21-1',
      asOf: '2026-11-21' as never,
      importedAt: '2026-11-21T00:00:00.000Z' as never,
      ageDays: 0,
      people: 1,
      rows: 1,
      fellBack: false,
    })
    const fullSha256 = createHash('sha256').update('full 2026-11-21-1').digest('hex')
    const publication = { feed: 'f'.repeat(32), handedRoot: 'a'.repeat(64), rootVersion: 1, fullSha256 }
    at.desk.publications.set('bekasi', new Map([['2026-11-21-1', publication]]))
    expect(await at.code('system')).toBe('none')
    expect(at.desk.journal().rosterHigh('bekasi')?.version).toBe('2026-11-21-1')
  })

  it('tells a roster that is damaged from one that never came, and brings the same version again', async () => {
    await at.added()
    expect(at.desk.feeds().list()[0]?.source).toMatchObject({ kind: 'none' })
    await at.desk.pull('bekasi')
    at.desk.sources.set('bekasi', { kind: 'damaged', source: 'bekasi', programmes: [], version: '2026-11-21-1' })
    expect(at.desk.feeds().list()[0]?.source).toMatchObject({ kind: 'damaged', version: '2026-11-21-1' })
    expect(await at.code()).toBe('full')
    expect(at.desk.feeds().list()[0]?.source).toMatchObject({ kind: 'serving' })
  })

  it('keeps the last good time, the refusal and when documents expire', async () => {
    await at.added()
    await at.desk.pull('bekasi')
    await at.server.close()
    await at.desk.pull('bekasi')
    at.desk.reopen()
    expect(at.desk.feeds().list()).toMatchObject([
      {
        name: 'bekasi',
        refusal: { code: 'unreachable' },
        lastGoodAt: at.desk.clock.now(),
        expiresAt: '2026-12-05T00:00:00.000Z',
        rootVersion: 1,
        hasIdentity: false,
      },
    ])
    expect(readdirSync(at.dirOf('bekasi'))).toContain('state.json')
  })
})
