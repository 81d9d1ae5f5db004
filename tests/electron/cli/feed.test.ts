import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateX25519Identity } from 'age-encryption'
import { z } from 'zod'
import { FeedState, PullReport } from '../../../shared/domain/feed.ts'
import { groupedHex } from '../../../shared/texts/feed-refusal.ts'
import { demoHospital } from '../../../electron/core/demo/demo-hospital.ts'
import { bogorFeed, type BogorFeed } from '../../support/bogor-feed.ts'
import { loket, type CliRun } from '../../support/cli.ts'
import { today } from '../../support/data-folders.ts'
import { refused, refusedPeople, rosterCsv } from '../../support/refused-people.ts'

let root: string
let feed: BogorFeed

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'loket-feed-cli-'))
  feed = await bogorFeed()
  const hospital = join(root, 'hospital.json')
  writeFileSync(hospital, JSON.stringify(demoHospital(today())))
  await run('hospital', 'set', hospital)
  const csv = join(root, 'bekasi.csv')
  writeFileSync(csv, rosterCsv(refusedPeople(today()).filter(({ programme }) => programme === 'kbs-bekasi')))
  await run('roster', 'import', csv, '--as-of', today())
}, 120_000)
afterAll(async () => {
  await feed.remove()
  rmSync(root, { recursive: true, force: true })
})

const run = (...words: string[]): Promise<CliRun> => loket(join(root, 'data'), ...words)
const add = (...more: string[]): Promise<CliRun> =>
  run('feed', 'add', 'kab-bogor', '--from', feed.server.url, '--root', feed.root, ...more)
const list = async () => z.array(FeedState).parse(JSON.parse((await run('feed', 'list', '--json')).out))

describe('the feeds of a desk, from the command line', () => {
  it('are none at first; a name that is no feed is a wrong question', async () => {
    expect(await run('feed', 'list')).toMatchObject({ code: 0, out: expect.stringContaining('no feed') })
    expect(await run('feed', 'pull')).toMatchObject({ code: 2 })
    expect(await run('feed', 'remove', 'kab-bogor')).toMatchObject({ code: 2 })
    expect(await run('feed', 'add', 'local', '--from', feed.server.url, '--root', feed.root)).toMatchObject({ code: 2 })
  })

  it('are not added before somebody has compared the fingerprint', async () => {
    const shown = await add('--identity', feed.identity)
    expect(shown).toMatchObject({ code: 1, err: expect.stringContaining('--yes') })
    expect(shown.out).toContain(feed.issuer)
    expect(shown.out).toContain(groupedHex(feed.rootSha256))
    expect(await list()).toEqual([])
  })

  it('are not added without the key that opens their data', async () => {
    const none = await add('--yes')
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('--identity FILE') })
    const other = join(root, 'other-identity.txt')
    writeFileSync(other, `${await generateX25519Identity()}\n`)
    expect(await add('--identity', other, '--yes')).toMatchObject({ code: 2, out: '' })
    expect(await list()).toEqual([])
  })

  it('are added, say while nothing was brought which programme cannot be answered for, and then bring it', async () => {
    const unheard = await run('check', refused.ended, '--care', 'igd', '--json')
    expect(JSON.parse(unheard.out)).toMatchObject({ programmesWithoutData: ['bogor-sehat'] })
    const added = await add('--identity', feed.identity, '--every', 'never', '--yes')
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining('Added: kab-bogor') })
    expect(await list()).toMatchObject([
      { name: 'kab-bogor', everyMinutes: null, hasIdentity: true, source: { kind: 'none' } },
    ])

    const pulled = await run('feed', 'pull', 'kab-bogor', '--json')
    expect(pulled.code).toBe(0)
    const [done] = z.array(PullReport.extend({ kind: z.literal('done') })).parse(JSON.parse(pulled.out))
    expect(done).toMatchObject({ feed: 'kab-bogor', versionBefore: null, route: 'full', people: 40, changes: null })
    expect(done?.bytes).toBeGreaterThan(0)
    expect(JSON.stringify(done)).not.toContain(feed.member)
  })

  it('answer beside what was loaded by hand, each with its own version', async () => {
    const { out, code } = await run('check', feed.member, '--care', 'igd', '--json')
    expect(code).toBe(0)
    const answer = JSON.parse(out) as { candidates: { programmes: object[] }[] }
    expect(answer).toMatchObject({ verdict: { kind: 'eligible', programme: 'bogor-sehat' } })
    expect(answer.candidates[0]?.programmes[0]).toMatchObject({
      roster: { source: 'kab-bogor', asOf: today(), ageDays: 0 },
    })
    expect(answer).not.toHaveProperty('programmesWithoutData')
    const bekasi = JSON.parse((await run('check', refused.nothing, '--care', 'igd', '--json')).out) as typeof answer
    expect(bekasi.candidates[0]?.programmes[0]).toMatchObject({ roster: { source: 'local' } })
  })

  it('that are refused exit with 1 and the code, and the version before goes on', async () => {
    feed.server.misbehave(/timestamp\.json$/, { kind: 'replace', body: Buffer.from('<html>') })
    const pulled = await run('feed', 'pull', '--json')
    feed.server.behave()
    expect(pulled.code).toBe(1)
    expect(JSON.parse(pulled.out)).toMatchObject([
      { kind: 'refused', feed: 'kab-bogor', refusal: { code: 'not-a-feed' } },
    ])
    expect(await list()).toMatchObject([{ refusal: { code: 'not-a-feed' }, source: { kind: 'serving', people: 40 } }])
    const doctor = JSON.parse((await run('doctor', '--json')).out) as { items: object[] }
    expect(doctor.items).toContainEqual(
      expect.objectContaining({
        topic: 'feeds',
        level: 'trouble',
        code: 'refused',
        facts: { feed: 'kab-bogor', refusal: 'not-a-feed' },
      }),
    )
  })

  it('are pulled from another place once it is changed to, as a stick, and removed', async () => {
    const stick = join(root, 'stick')
    cpSync(join(feed.root, '..', 'repository'), stick, { recursive: true })
    expect(await run('feed', 'change', 'kab-bogor', '--from', stick, '--every', '60')).toMatchObject({ code: 0 })
    expect(await list()).toMatchObject([{ from: stick, everyMinutes: 60 }])
    expect(await run('feed', 'pull')).toMatchObject({ code: 0, out: expect.stringContaining('nothing newer') })
    expect(await run('feed', 'remove', 'kab-bogor')).toMatchObject({ code: 0 })
    expect(await list()).toEqual([])
  })
})
