import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feedDesk, type FeedDesk } from '../../../support/feed-desk.ts'
import type { FeedName } from '../../../../shared/domain/feed.ts'
import { feedRepository, type FeedRepository } from '../../../support/feed-repository.ts'

let desk: FeedDesk
let repository: FeedRepository
let root: string
let stick: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'loket-stick-'))
  stick = join(root, 'stick')
  repository = feedRepository(stick)
  repository.publish({ version: '2026-11-21-1', full: Buffer.alloc(2_000_000, 1) })
  desk = feedDesk()
  await desk.add('bekasi', stick, repository.root)
})
afterEach(() => {
  desk.close()
  rmSync(root, { recursive: true })
})

async function said(): Promise<string> {
  const outcome = await desk.pull('bekasi')
  return outcome.kind === 'refused' ? outcome.refusal.code : outcome.report.route
}

const packPath = () => join(stick, 'targets', 'roster', readdirSync(join(stick, 'targets', 'roster'))[0] ?? '')

describe('a feed on a stick', () => {
  it('is taken as from a server', async () => {
    const outcome = await desk.pull('bekasi')
    expect(outcome).toMatchObject({ kind: 'done', report: { route: 'full' } })
    expect(outcome.kind === 'done' && outcome.report.bytes).toBeGreaterThan(2_000_000)
    expect(await said()).toBe('none')
  })

  it('that is not in is not reached, and one with something else on it is no feed', async () => {
    renameSync(stick, `${stick}-away`)
    expect(await said()).toBe('unreachable')
    mkdirSync(stick)
    expect(await said()).toBe('unreachable')
    mkdirSync(join(stick, 'photos'))
    expect(await said()).toBe('not-a-feed')
  })

  it('that is pulled out in the middle is not reached, and goes on when it is back', async () => {
    const pulling = desk.feeds().pull('bekasi' as FeedName, 'petugas', ({ stage, bytes }) => {
      // All that is left is an empty folder where the stick was.
      if (stage === 'fetching' && bytes === 0) {
        renameSync(stick, `${stick}-away`)
        mkdirSync(stick)
      }
    })
    expect(await pulling).toMatchObject({ kind: 'refused', refusal: { code: 'unreachable' } })
    rmSync(stick, { recursive: true })
    renameSync(`${stick}-away`, stick)
    expect(await said()).toBe('full')
  })

  it('of which only a part was copied is damaged', async () => {
    unlinkSync(packPath())
    expect(await said()).toBe('damaged')
    unlinkSync(join(stick, 'metadata', '1.snapshot.json'))
    rmSync(join(desk.place.folder.root, 'feeds', 'bekasi', 'metadata'), { recursive: true })
    expect(await said()).toBe('damaged')
  })

  it('may lie behind a link, and links inside of it lead nowhere else', async () => {
    symlinkSync(stick, join(root, 'link'))
    expect(await desk.add('bogor', join(root, 'link'), repository.root)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'programme-taken' },
    })
    const pack = packPath()
    renameSync(pack, join(root, 'outside'))
    symlinkSync(join(root, 'outside'), pack)
    expect(await said()).toBe('not-a-feed')
    unlinkSync(pack)
    renameSync(join(root, 'outside'), join(stick, 'inside'))
    symlinkSync(join(stick, 'inside'), pack)
    expect(await said()).toBe('full')
  })

  it('holds no pipes and folders in place of files', async () => {
    const pack = packPath()
    unlinkSync(pack)
    mkdirSync(pack)
    expect(await said()).toBe('not-a-feed')
    rmSync(pack, { recursive: true })
    execFileSync('mkfifo', [pack])
    expect(await said()).toBe('not-a-feed')
  })

  it('is never written to', async () => {
    const before = readdirSync(stick, { recursive: true }).map((name) => [
      name,
      statSync(join(stick, String(name))).mtimeMs,
    ])
    expect(await said()).toBe('full')
    expect(
      readdirSync(stick, { recursive: true }).map((name) => [name, statSync(join(stick, String(name))).mtimeMs]),
    ).toEqual(before)
  })

  it('may be another copy the next time', async () => {
    expect(await said()).toBe('full')
    repository.publish({ version: '2026-11-22-1' })
    cpSync(stick, `${stick}-2`, { recursive: true })
    const to = { name: 'bekasi' as FeedName, from: `${stick}-2`, everyMinutes: null, proxy: null, identityPath: null }
    expect(await desk.feeds().change(to, 'pengelola')).toEqual({ kind: 'changed' })
    rmSync(stick, { recursive: true })
    expect(await said()).toBe('full')
  })
})
