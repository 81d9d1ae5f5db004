import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loket, loketWith } from '../../support/cli.ts'
import { csvOf } from '../../support/publisher.ts'
import { people, rosterLines } from '../publisher/roster-lines.ts'

let place: string
let dir: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'publisher-'))
  dir = join(place, 'feed')
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const init = (...more: string[]) =>
  loket(place, 'feed', 'init', dir, '--issuer', 'Dinas Contoh', '--programme', 'kbs-bekasi', 'bogor-sehat', ...more)
const publish = (csv: string, ...more: string[]) => loket(place, 'feed', 'publish', dir, csv, ...more)

describe('loket feed, for an issuer', () => {
  it('makes a feed, says what to do next, and never shows a secret', async () => {
    const made = await init()
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toContain('Move the three root keys to three sticks')
    expect(made.out).toContain('read its SHA-256 aloud')
    expect(made.out).not.toMatch(/AGE-SECRET-KEY|PRIVATE KEY/)
    expect(made.out).not.toContain('Mistyped')
    expect(await init()).toMatchObject({ code: 2, out: '' })
  }, 180_000)

  it('says that it has no rules for a programme, which may be mistyped, and again when that is published', async () => {
    const made = await loket(place, 'feed', 'init', dir, '--issuer', 'Dinas Contoh', '--programme', 'kbs-bekasih')
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toContain('no rules for kbs-bekasih. Mistyped?')
    const refused = await publish(csvOf(join(place, 'a.csv'), rosterLines(people(40))), '--yes')
    expect(refused.code).toBe(2)
    expect(refused.err).toMatch(/^This program has no rules for kbs-bekasih: .+\n$/)
  }, 120_000)

  it('names what is missing in a folder that was moved or brought back in part, and makes empty folders again', async () => {
    await init()
    const csv = csvOf(join(place, 'a.csv'), rosterLines(people(40)))
    const both = async () => [await publish(csv, '--yes'), await loket(place, 'feed', 'status', dir)]
    const without = async (name: string, during: () => Promise<void>) => {
      renameSync(join(dir, name), join(place, 'aside'))
      await during()
      rmSync(join(dir, name), { recursive: true, force: true })
      renameSync(join(place, 'aside'), join(dir, name))
    }
    await without('keys', async () => {
      for (const one of await both())
        expect(one).toMatchObject({ code: 2, err: expect.stringContaining('The folder keys is not there') })
    })
    await without('repository', async () => {
      for (const one of await both()) expect(one).toMatchObject({ code: 1, err: expect.stringContaining('backup') })
    })
    await without('publisher.json', async () => {
      writeFileSync(join(dir, 'publisher.json'), '{')
      for (const one of await both())
        expect(one).toMatchObject({ code: 1, err: expect.stringContaining('publisher.json of this feed') })
    })
    for (const empty of ['changes', 'repository/targets', 'offline']) rmSync(join(dir, empty), { recursive: true })
    expect(await publish(csv, '--yes')).toMatchObject({ code: 0, out: expect.stringContaining('Published') })
  }, 120_000)

  it('publishes with --yes, says that nothing changed, and asks for a person where nobody is', async () => {
    await init()
    const csv = csvOf(join(place, 'a.csv'), rosterLines(people(40)))
    const next = csvOf(join(place, 'b.csv'), rosterLines(people(42)), '2026-11-20T06:00:00Z')
    const nobody = await publish(csv)
    expect(nobody.code).toBe(2)
    expect(nobody.err).toContain('add --yes')
    expect(readdirSync(join(dir, 'repository', 'metadata'))).toEqual(['1.root.json'])
    expect((await publish(csv, '--yes')).out).toContain('Published 2026-11-20-1')
    expect(await publish(csv, '--yes')).toMatchObject({
      code: 0,
      out: 'Nothing changed since 2026-11-20-1: no new version.\n',
    })
    expect((await publish(next, '--dry-run')).out).toMatch(/added +2\n/)
    const json = JSON.parse((await publish(next, '--json')).out) as unknown
    expect(json).toMatchObject({ kind: 'published', summary: { version: '2026-11-20-2', changes: { added: 2 } } })
    const status = JSON.parse((await loket(place, 'feed', 'status', dir, '--json')).out) as unknown
    expect(status).toMatchObject({ rootVersion: 1, recipients: 2, published: { version: '2026-11-20-2', people: 42 } })
  }, 120_000)

  it('refuses with one sentence: exit code 2 for what was given, 1 for what could not be done', async () => {
    const csv = csvOf(join(place, 'a.csv'), rosterLines(people(40)))
    expect(await publish(csv, '--yes')).toMatchObject({ code: 2, out: '' })
    await init('--no-encryption')
    await publish(csv, '--yes')
    const shrunk = await publish(csvOf(join(place, 'b.csv'), rosterLines(people(10))), '--yes')
    expect(shrunk.code).toBe(2)
    expect(shrunk.err).toContain(
      '10 rows where 40 are published (75% fewer): check that it is complete, then allow it with --max-shrink 76%',
    )
    const few = await loket(place, 'feed', 'rotate-keys', dir, '--root-key', join(dir, 'offline', 'root-1.pem'))
    expect(few).toMatchObject({ code: 2 })
    expect(few.err).toContain('2 are needed')
    expect(await publish(csv, '--yes', '--max-rejects', 'viel')).toMatchObject({ code: 2 })
    expect(
      await loket(place, 'feed', 'init', join(place, 'x'), '--issuer', 'A', '--programme', 'Nicht Gut'),
    ).toMatchObject({
      code: 2,
    })
  }, 120_000)

  it('protects keys by the passphrase of the environment, and needs it again', async () => {
    const secret = { LOKET_FEED_PASSPHRASE: 'empat kata yang panjang' }
    const words = ['feed', 'init', dir, '--issuer', 'Dinas Contoh', '--programme', 'kbs-bekasi']
    const made = await loketWith(secret, place, ...words)
    expect(made).toMatchObject({ code: 0 })
    expect(made.out).not.toContain(secret.LOKET_FEED_PASSPHRASE)
    expect(readFileSync(join(dir, 'keys', 'targets.pem'), 'utf8')).toContain('ENCRYPTED')
    const csv = csvOf(join(place, 'a.csv'), rosterLines(people(40)))
    const without = await publish(csv, '--yes')
    expect(without.code).toBe(2)
    expect(without.err).toContain('LOKET_FEED_PASSPHRASE')
    expect((await loketWith(secret, place, 'feed', 'publish', dir, csv, '--yes')).code).toBe(0)
  }, 120_000)
})
