import { copyFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockImport } from '../../../../electron/core/roster/import-lock.ts'
import { feedIn, published } from './feed-fixture.ts'
import { csv, desk, filesOf, key, person, pointed } from './roster-fixture.ts'

const SIZE = 30
const version = (n: number, name = `versi ${n}`) =>
  published(
    `2026-11-20-${n}`,
    Array.from({ length: SIZE }, (_, i) => person(i, { name: `Orang ${i} ${name}` })),
  )
const publication = (n: number) => ({
  feed: 'f'.repeat(32),
  handedRoot: 'a'.repeat(64),
  rootVersion: 1,
  fullSha256: String(n).repeat(64),
})

async function twoVersions() {
  const made = desk()
  const feed = feedIn(made.dir, 'bekasi', ['kbs-bekasi'])
  made.roster.setFeeds([feed])
  await made.give(csv([person(90, { programme: 'bogor-sehat' })]))
  for (const n of [1, 2]) {
    const job = await feed.full(version(n), { publication: publication(n) })
    expect(await made.roster.installPacks(job, () => {})).toMatchObject({ kind: 'done' })
  }
  return { ...made, feed }
}

const nameOf = ({ roster }: Awaited<ReturnType<typeof twoVersions>>) =>
  roster.find(key('nik', person(3)['nik'] ?? ''))[0]?.rows[0].name

describe('which publication an installed version is', () => {
  it('stands with it, and with the one before, also when both are damaged', async () => {
    const made = await twoVersions()
    const expected = new Map([1, 2].map((n) => [`2026-11-20-${n}`, publication(n)]))
    expect(made.roster.publications(made.feed.name)).toEqual(expected)
    const { current, previous } = pointed(made.folder, 'bekasi')
    for (const path of [...filesOf(made.folder, current), ...filesOf(made.folder, previous)]) truncateSync(path, 100)
    rmSync(join(made.folder.rosterDir, 'current.json'))
    const fresh = made.reopen()
    fresh.setFeeds([made.feed])
    expect(fresh.publications(made.feed.name)).toEqual(expected)
    expect(fresh.publications('bogor' as never)).toEqual(new Map())
    expect(fresh.publications('local' as never)).toEqual(new Map())
  })

  it('is noted anew when later keys signed for it, and nothing else changes', async () => {
    const made = await twoVersions()
    const before = pointed(made.folder, 'bekasi')
    const later = { ...publication(2), rootVersion: 7 }
    made.roster.notePublication(made.feed.name, '2026-11-20-2', later)
    expect(pointed(made.folder, 'bekasi')).toEqual({ ...before, current: { ...before.current, publication: later } })
    expect(made.roster.publications(made.feed.name).get('2026-11-20-2')).toEqual(later)
    expect(nameOf(made)).toBe('Orang 3 versi 2')
    made.roster.notePublication(made.feed.name, '2026-11-20-1', later)
    made.roster.notePublication('bogor' as never, '2026-11-20-1', later)
    expect(made.roster.publications(made.feed.name).get('2026-11-20-1')).toEqual(publication(1))
  })

  it('is left for the next time while an installation runs', async () => {
    const made = await twoVersions()
    const lock = lockImport(made.folder.rosterDir)
    made.roster.notePublication(made.feed.name, '2026-11-20-2', publication(9))
    lock?.release()
    expect(made.roster.publications(made.feed.name).get('2026-11-20-2')).toEqual(publication(2))
  })
})

describe('a pack that another process puts in the place of the one that was checked', () => {
  it.each(['full', 'delta'] as const)('is refused although it is a sound one (%s)', async (kind) => {
    const made = await twoVersions()
    const { feed, dir, roster, folder } = made
    const jobOf = (name: string) =>
      kind === 'full' ? feed.full(version(3, name)) : feed.deltas([version(2), version(3, name)])
    const [job, other] = [await jobOf('yang benar'), await jobOf('yang lain')]
    const whole = join(dir, 'aside')
    copyFileSync(job.packs[0]?.path ?? '', whole)
    copyFileSync(other.packs[0]?.path ?? '', job.packs[0]?.path ?? '')
    const before = pointed(folder, 'bekasi')
    expect(await roster.installPacks(job, () => {})).toMatchObject({ kind: 'refused', refusal: { code: 'damaged' } })
    expect(pointed(folder, 'bekasi')).toEqual(before)
    expect(nameOf(made)).toBe('Orang 3 versi 2')
    copyFileSync(whole, job.packs[0]?.path ?? '')
    expect(await roster.installPacks(job, () => {})).toMatchObject({ kind: 'done' })
    expect(nameOf(made)).toBe('Orang 3 yang benar')
  })

  it('is refused in the middle of a chain of changes too', async () => {
    const made = await twoVersions()
    const { feed, roster } = made
    const job = await feed.deltas([version(2), version(3), version(4)])
    const other = await feed.deltas([version(2), version(3, 'yang lain')])
    copyFileSync(other.packs[0]?.path ?? '', job.packs[0]?.path ?? '')
    expect(await roster.installPacks(job, () => {})).toMatchObject({ kind: 'refused', refusal: { code: 'damaged' } })
    expect(nameOf(made)).toBe('Orang 3 versi 2')
  })
})
