import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../../electron/core/roster/roster.ts'
import { feedIn, published, type Feed } from './feed-fixture.ts'
import { csv, desk, filesOf, key, person, pointed } from './roster-fixture.ts'

async function install(roster: Roster, feed: Feed, people: number[]): Promise<void> {
  const version = published(
    '2026-11-20-1',
    people.map((n) => person(n, { name: `Dari ${feed.handedRoot[0]}` })),
  )
  expect(await roster.installPacks(await feed.full(version), () => {})).toMatchObject({ kind: 'done' })
}

const nameOf = (roster: Roster, n: number) => roster.find(key('nik', person(n)['nik'] ?? ''))[0]?.rows[0].name

describe('the name of a feed that was removed, given to another issuer', () => {
  it('answers nothing that the issuer before brought, before the first pull and while its own version is damaged', async () => {
    const made = desk()
    const { roster, dir, folder } = made
    await made.give(csv([person(90, { programme: 'bogor-sehat' })]))
    const before = feedIn(dir, 'bekasi', ['kbs-bekasi'])
    const after = feedIn(dir, 'bekasi', ['kbs-bekasi'], 'b'.repeat(64))
    roster.setFeeds([before])
    await install(roster, before, [1, 2])
    roster.setFeeds([])
    roster.setFeeds([after])
    expect(roster.state()).toMatchObject({ sources: [{ source: 'bekasi', kind: 'none' }, { source: 'local' }] })
    expect(nameOf(roster, 1)).toBeUndefined()
    expect(roster.publications(after.name).size).toBe(0)
    expect(roster.deltaBase(after.name)).toBeNull()

    await install(roster, after, [2, 3])
    expect([1, 2, 3].map((n) => nameOf(roster, n))).toEqual([undefined, 'Dari b', 'Dari b'])
    const [file = ''] = filesOf(folder, pointed(folder, 'bekasi').current)
    const bytes = readFileSync(file)
    for (let at = 4096 + 300; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0x10
    writeFileSync(file, bytes)
    const fresh = made.reopen()
    fresh.setFeeds([after])
    expect([1, 2, 3].map((n) => nameOf(fresh, n))).toEqual([undefined, undefined, undefined])
    expect(fresh.state()).toMatchObject({ sources: [{ source: 'bekasi', kind: 'damaged' }, { source: 'local' }] })
  })

  it('answers at once what it brought, when it comes back with the root that it had', async () => {
    const { roster, dir } = desk()
    const feed = feedIn(dir, 'bekasi', ['kbs-bekasi'])
    roster.setFeeds([feed])
    await install(roster, feed, [1])
    roster.setFeeds([])
    roster.setFeeds([feed])
    expect(nameOf(roster, 1)).toBe('Dari a')
  })
})
