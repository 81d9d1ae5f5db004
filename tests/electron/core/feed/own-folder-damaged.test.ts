import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import { feedRepository, type FeedRepository } from '../../../support/feed-repository.ts'

// What this desk keeps of a feed in its own folder may be lost or damaged. What it must never do again stands elsewhere.

const DOCUMENTS = ['root.json', 'timestamp.json', 'snapshot.json', 'targets.json'] as const

let place: string
let repository: FeedRepository
let desk: FeedDesk
const feed = (...names: string[]) => join(desk.place.folder.root, 'feeds', 'bekasi', ...names)
const local = (name: string) => feed('metadata', name)

/** A desk at the third version, under the second root. */
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'loket-own-folder-'))
  repository = feedRepository(join(place, 'repository'))
  desk = feedDesk()
  repository.publish({ version: '2026-11-21-1' })
  await desk.add('bekasi', repository.dir, repository.root)
  await taken()
  keep('first')
  repository.rotateRoot()
  repository.publish({ version: '2026-11-22-1' })
  await taken()
  keep('second')
  repository.publish({ version: '2026-11-23-1' })
  await taken()
})
afterEach(() => {
  desk.close()
  rmSync(place, { recursive: true })
})

async function taken(): Promise<void> {
  const code = await said()
  if (code !== 'full') throw new Error(code)
}

async function said(): Promise<string> {
  const outcome = await desk.pull('bekasi')
  return outcome.kind === 'refused' ? outcome.refusal.code : outcome.report.route
}

/** The repository, and what this desk keeps of it, as they are now. */
function keep(name: string): void {
  cpSync(repository.dir, join(place, name, 'repository'), { recursive: true })
  cpSync(feed('metadata'), join(place, name, 'metadata'), { recursive: true })
}

/** The whole repository as it was at the second version. */
function rollBack(): void {
  rmSync(repository.dir, { recursive: true })
  cpSync(join(place, 'second', 'repository'), repository.dir, { recursive: true })
}

const WAYS: [string, (path: string, name: string) => void][] = [
  ['missing', (path) => rmSync(path)],
  ['empty', (path) => writeFileSync(path, '')],
  ['cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, 200))],
  ['noise', (path) => writeFileSync(path, Buffer.alloc(500, 0xfe))],
  ['JSON of nothing', (path) => writeFileSync(path, 'null')],
  ['JSON of another kind', (path) => writeFileSync(path, '{"signed":{"_type":"root","version":"2"},"signatures":[1]}')],
  ['one letter changed', (path) => writeFileSync(path, readFileSync(path, 'utf8').replace(/"sig":"./, '"sig":"x'))],
  ['of the version before', (path, name) => cpSync(join(place, 'second', 'metadata', name), path)],
  ['of the first version', (path, name) => cpSync(join(place, 'first', 'metadata', name), path)],
]
const CASES = DOCUMENTS.flatMap((name) => WAYS.map(([way, damage]) => [name, way, damage] as const))

describe('a document on this desk’s own disk', () => {
  it.each(CASES)('(%s, %s) does not keep the next version out', async (name, _, damage) => {
    damage(local(name), name)
    expect(await said()).toBe('none')
    damage(local(name), name)
    repository.publish({ version: '2026-11-24-1' })
    expect(await said()).toBe('full')
    expect(readdirSync(feed('metadata')).toSorted()).toEqual(DOCUMENTS.toSorted())
    expect(await said()).toBe('none')
  })

  it.each(CASES)('(%s, %s) opens no way back to an older version', async (name, _, damage) => {
    damage(local(name), name)
    const here = repository.dir
    cpSync(here, join(place, 'honest'), { recursive: true })
    rollBack()
    expect(await said()).toBe('rolled-back')
    expect(await said()).toBe('rolled-back')
    rmSync(here, { recursive: true })
    cpSync(join(place, 'honest'), here, { recursive: true })
    expect(await said()).toBe('none')
  })
})

describe('all that this desk keeps of a feed', () => {
  const wholeWays: [string, () => void][] = [
    ['its documents gone', () => rmSync(feed('metadata'), { recursive: true })],
    [
      'a file in place of its documents',
      () => {
        rmSync(feed('metadata'), { recursive: true })
        writeFileSync(feed('metadata'), 'x')
      },
    ],
    [
      'all of its documents damaged',
      () => {
        for (const name of DOCUMENTS) writeFileSync(local(name), '{')
      },
    ],
    ['everything gone', () => rmSync(feed(), { recursive: true })],
    [
      'cut off in the middle of a change',
      () => {
        cpSync(feed('metadata'), feed('metadata.old'), { recursive: true })
        cpSync(join(place, 'first', 'metadata'), feed('metadata.new'), { recursive: true })
        rmSync(feed('metadata'), { recursive: true })
      },
    ],
  ]

  it.each(wholeWays)(
    '(%s) is made anew from the root that was handed over, and an older version is refused',
    async (_, damage) => {
      damage()
      expect(await said()).toBe('none')
      damage()
      rollBack()
      expect(await said()).toBe('rolled-back')
    },
  )
})

describe('the same version number with other content', () => {
  const other = { version: '2026-11-23-1', full: Buffer.from('something else') }
  const memoryLost: [string, () => void][] = [
    ['remembers all', () => undefined],
    ['lost the state of the feed', () => rmSync(feed('state.json'))],
    ['has a damaged state of the feed', () => writeFileSync(feed('state.json'), '{"taken":')],
    ['lost all it kept of the feed', () => rmSync(feed(), { recursive: true })],
  ]

  it.each(memoryLost)('is refused by a desk that %s, and the next number is taken', async (_, lose) => {
    lose()
    repository.publish(other)
    expect(await said()).toBe('number-reused')
    lose()
    expect(await said()).toBe('number-reused')
    expect(desk.jobs).toHaveLength(3)
    repository.publish({ version: '2026-11-24-1' })
    expect(await said()).toBe('full')
  })

  it.each(memoryLost)('is taken whole by a desk that %s once the issuer has changed its keys', async (_, lose) => {
    lose()
    repository.rotateRoot()
    repository.publish(other)
    expect(await said()).toBe('full')
    expect(await said()).toBe('none')
  })

  it.each(memoryLost)(
    'is refused by a desk that %s also when later keys signed the first content too',
    async (_, lose) => {
      repository.rotateRoot()
      repository.publish({ version: '2026-11-23-1' })
      expect(await said()).toBe('none')
      lose()
      repository.publish(other)
      expect(await said()).toBe('number-reused')
    },
  )

  it.each(memoryLost)('aside: changes go on after a change of keys at a desk that %s', async (_, lose) => {
    repository.rotateRoot()
    repository.publish({ version: '2026-11-23-1' })
    expect(await said()).toBe('none')
    lose()
    const deltas = [{ from: '2026-11-23-1', to: '2026-11-24-1' }]
    repository.publish({ version: '2026-11-24-1', full: Buffer.alloc(5000), deltas })
    expect(await said()).toBe('delta')
  })
})
