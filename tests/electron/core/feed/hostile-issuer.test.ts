import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import { bogorSehat } from '../../../../shared/programmes/bogor-sehat.ts'
import { kbsBekasi } from '../../../../shared/programmes/kbs-bekasi.ts'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, type FeedRepository } from '../../../support/feed-repository.ts'

// Whoever has the keys that sign each day, but not those of the root.

let root: string
let repository: FeedRepository
let desk: FeedDesk
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'loket-hostile-'))
  repository = feedRepository(join(root, 'repository'))
  repository.publish({ version: '2026-11-21-1' })
  desk = feedDesk()
  await desk.add('bekasi', repository.dir, repository.root)
  await said()
})
afterEach(() => {
  desk.close()
  rmSync(root, { recursive: true })
})

async function said(name = 'bekasi'): Promise<string> {
  const outcome = await desk.pull(name)
  return outcome.kind === 'refused' ? outcome.refusal.code : outcome.report.route
}

describe('with stolen daily keys', () => {
  it('cannot leave a version behind that nothing honest could follow, nor a roster that never grows old', async () => {
    repository.publish({ version: '2031-01-01-1' })
    expect(await said()).toBe('dated-ahead')
    repository.publish({ version: '2026-11-22-1', asOf: '2031-01-01' })
    expect(await said()).toBe('dated-ahead')
    repository.publish({ version: '2026-11-22-2' })
    expect(await said()).toBe('full')
  })

  it('cannot have published the number of the issuer’s next version first: that one is taken all the same', async () => {
    repository.publish({ version: '2026-11-22-1', full: Buffer.from('forged') })
    expect(await said()).toBe('full')
    repository.rotateRoot()
    repository.publish({ version: '2026-11-22-1', full: Buffer.from('honest') })
    expect(await said()).toBe('full')
    expect(await said()).toBe('none')
    expect(desk.jobs).toHaveLength(3)
  })

  it('that are rotated take the numbers of the documents back, and not the roster: an older one is refused by the new keys too', async () => {
    repository.publish({ version: '2026-11-22-1' })
    expect(await said()).toBe('full')
    repository.rotateRoot()
    repository.setNumber(0)
    repository.publish({ version: '2026-11-21-5' })
    expect(await said()).toBe('rolled-back')
    repository.publish({ version: '2026-11-23-1' })
    expect(await said()).toBe('full')
  })

  it('does not stand below the changes that other keys sign: after a rotation the whole is fetched once', async () => {
    const delta = (from: string, to: string) => ({ version: to, full: Buffer.alloc(5000), deltas: [{ from, to }] })
    repository.publish(delta('2026-11-21-1', '2026-11-22-1'))
    expect(await said()).toBe('delta')
    repository.rotateRoot()
    repository.publish(delta('2026-11-22-1', '2026-11-23-1'))
    expect(await said()).toBe('full')
    repository.publish(delta('2026-11-23-1', '2026-11-24-1'))
    expect(await said()).toBe('delta')
  })

  it('cannot fall silent about a programme, so that nobody would be its member', async () => {
    const both = ['kbs-bekasi', 'bogor-sehat']
    const other = feedRepository(join(root, 'other'))
    other.publish({ version: '2026-11-21-1', programmes: both })
    desk.feeds().remove('bekasi' as FeedName, 'pengelola')
    await desk.add('both', other.dir, other.root)
    expect(await said('both')).toBe('full')
    other.publish({ version: '2026-11-22-1', programmes: ['bogor-sehat'] })
    expect(await said('both')).toBe('programmes-changed')
    other.publish({ version: '2026-11-22-2', programmes: both })
    expect(await said('both')).toBe('full')
  })

  it('cannot make its programme give out the letter numbers of another’s', async () => {
    const { letters } = bogorSehat
    repository.publish({ version: '2026-11-22-1', programmesJson: JSON.stringify([{ ...kbsBekasi, letters }]) })
    expect(await said()).toBe('definitions-contradict')
    repository.publish({ version: '2026-11-22-2', programmesJson: JSON.stringify([kbsBekasi]) })
    expect(await said()).toBe('full')
  })

  it.each([
    ['a terminal’s escape', 'Kota\u001B[2J\u001B[1;1H'],
    ['a line of its own', 'Kota\nRoot  0000'],
    ['text turned around', 'Kota \u202Egnalab'],
  ])('cannot show %s as its name', async (_title, issuer) => {
    repository.publish({ version: '2026-11-22-1', issuer })
    expect(await said()).toBe('pack-malformed')
  })

  it('cannot fill the disk of a desk with rows', async () => {
    repository.publish({ version: '2026-11-22-1', rows: 9e15, people: 9e15 })
    expect(await said()).toBe('disk-full')
  })
})

describe('a feed that was removed and added again', () => {
  it('is taken whole, and not measured by what served before', async () => {
    desk.feeds().remove('bekasi' as FeedName, 'pengelola')
    const anew = feedRepository(join(root, 'anew'))
    anew.publish({ version: '2026-11-21-1', full: Buffer.from('anew') })
    await desk.add('bekasi', anew.dir, anew.root)
    desk.sources.set('bekasi', {
      kind: 'serving',
      source: 'bekasi',
      programmes: [],
      version: '2026-11-21-1',
      asOf: '2026-11-21' as never,
      importedAt: '2026-11-21T00:00:00.000Z' as never,
      ageDays: 0,
      people: 9000,
      rows: 9000,
      fellBack: false,
    })
    expect(await said()).toBe('full')
    expect(desk.jobs.at(-1)).toMatchObject({ maxShrinkShare: 1, packs: [{ kind: 'full' }] })
    anew.publish({ version: '2026-11-22-1' })
    expect(await said()).toBe('full')
    expect(desk.jobs.at(-1)).not.toHaveProperty('maxShrinkShare')
  })

  it('has nothing done to it by a pull of before that was still under way', async () => {
    repository.publish({ version: '2026-11-22-1' })
    let release: () => void = () => undefined
    desk.answerWith(async () => {
      await new Promise<void>((resolve) => (release = resolve))
      return { kind: 'refused', refusal: { code: 'stopped', detail: {} } }
    })
    const before = desk.jobs.length
    const pulling = desk.pull('bekasi')
    while (desk.jobs.length === before) await new Promise((resolve) => setTimeout(resolve, 10))
    desk.feeds().remove('bekasi' as FeedName, 'pengelola')
    const adding = desk.add('bekasi', repository.dir, repository.root)
    setTimeout(() => release(), 300)
    expect(await adding).toEqual({ kind: 'added' })
    expect(await pulling).toMatchObject({ kind: 'refused', refusal: { code: 'stopped' } })
    expect(desk.feeds().list()).toMatchObject([{ refusal: null, lastAttemptAt: null, running: null }])
    desk.answerWith(null)
    expect(await said()).toBe('full')
    expect(desk.jobs.at(-1)).toMatchObject({ maxShrinkShare: 1 })
  })

  it('does not lead into the data of this desk by a link', async () => {
    mkdirSync(join(root, 'links'))
    symlinkSync(desk.place.folder.root, join(root, 'links', 'own'))
    expect(await desk.add('own', join(root, 'links', 'own'), repository.root)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'unreachable', detail: { why: 'inside-data' } },
    })
  })
})
