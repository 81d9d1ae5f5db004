import { readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { placeOf, tufDesk } from './tuf-desk.ts'

// What the public suite tuf-conformance asks of files and names; docs/feed.md says which of its cases stands where.

const at = tufDesk()

describe('a file', () => {
  const replaced = (path: string, content: string) =>
    writeFileSync(at.issuer.place(placeOf(path, content)), 'x'.repeat(content.length))

  it.each(['file.txt', 'path/to/a/file.txt'])('is fetched as it was signed: %s', async (path) => {
    at.issuer.files.set(path, 'content')
    at.issuer.publish()
    await at.refresh()
    expect(at.asked().filter((one) => one.startsWith('/targets/'))).toEqual([])
    expect(await at.fetched(path)).toBe('content')
  })

  it('that others stand for is refused, and so is one that was fetched before, if it is fetched again', async () => {
    at.issuer.files.set('a.txt', 'first').set('b.txt', 'second')
    at.issuer.publish()
    await at.refresh()
    expect(await at.fetched('a.txt')).toBe('first')
    replaced('a.txt', 'first')
    replaced('b.txt', 'second')
    expect([await at.fetched('a.txt'), await at.fetched('b.txt')]).toEqual(['damaged', 'damaged'])
  })

  it('that changes with each publication is the one of the last that was seen, and never what nobody signed', async () => {
    for (let n = 0; n <= 10; n++) {
      at.issuer.files.set('a.txt', `changed ${n}`).set(`new-${n}`, `new ${n}`)
      at.issuer.next('timestamp', 'snapshot', 'targets')
      // The desk sees every fifth.
      if (n % 5 !== 0) continue
      expect(await at.refresh()).toBe('trusted')
      expect([await at.fetched('a.txt'), await at.fetched(`new-${n}`)]).toEqual([`changed ${n}`, `new ${n}`])
      at.issuer.next('timestamp', 'snapshot', 'targets')
      replaced('a.txt', `changed ${n}`)
      expect(await at.refresh()).toBe('trusted')
      expect(await at.fetched('a.txt')).toBe('damaged')
    }
  })
})

describe('a name that means something to a server or a disk', () => {
  it.each(['?', '#', '/a', '../a'])(
    'of a role is never asked for: what is delegated is not followed: %s',
    async (name) => {
      at.issuer.files.clear()
      at.issuer.delegate = name
      at.issuer.publish()
      expect(await at.refresh()).toBe('trusted')
      const [asked, kept] = [at.asked(), readdirSync(at.kept(), { recursive: true })]
      expect(await at.catalogue()).toBe('not-a-feed')
      expect(at.asked()).toEqual(asked)
      expect(readdirSync(at.kept(), { recursive: true })).toEqual(kept)
    },
  )

  it.each([
    'roster/2026-11-22-1?.full.lsp',
    'roster/#2026-11-22-1.full.lsp',
    '/roster/2026-11-22-1.full.lsp',
    '../2026-11-22-1.full.lsp',
    'roster/%2e%2e/2026-11-22-1.full.lsp',
  ])('of a pack makes the catalogue none: %s', async (target) => {
    const issuer = { format: 1, feed: 'f'.repeat(32), issuer: 'Kota', programmes: ['kbs-bekasi'] }
    const counts = { people: 1, rows: 1, conflicts: 0 }
    const when = { version: '2026-11-22-1', asOf: '2026-11-22', publishedAt: '2026-11-22T00:00:00.000Z' }
    const catalogue = (of: string) =>
      JSON.stringify({
        ...issuer,
        ...when,
        ...counts,
        encrypted: false,
        full: { target: of, bytes: 1 },
        deltas: [],
        history: [{ ...when, people: 1, rows: 1 }],
      })
    at.issuer.files.set('feed.json', catalogue('roster/2026-11-22-1.full.lsp'))
    at.issuer.publish()
    await at.refresh()
    expect(await at.catalogue()).toBe('believed')
    at.issuer.files.set('feed.json', catalogue(target))
    at.issuer.next('timestamp', 'snapshot', 'targets')
    await at.refresh()
    expect(await at.catalogue()).toBe('pack-malformed')
  })
})
