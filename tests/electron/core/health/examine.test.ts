import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, describe, expect, it } from 'vitest'
import { examine } from '../../../../electron/core/health/examine.ts'
import { hospitalItem } from '../../../../electron/core/health/work-items.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import type { Core } from '../../../../electron/core/open-core.ts'
import { HealthReport, HealthTopic } from '../../../../shared/contract/health.ts'
import type { IsoDate, IsoInstant } from '../../../../shared/domain/dates.ts'
import { deskPlace, type DeskPlace } from '../../../support/desk-core.ts'
import { testHospital } from '../../../support/journal.ts'
import { feedIn, published } from '../roster/feed-fixture.ts'
import { person } from '../roster/roster-fixture.ts'

const DAY_MS = 86_400_000

async function desk(options?: { roster: boolean }): Promise<DeskPlace> {
  const place = await deskPlace(options)
  onTestFinished(() => place.remove())
  return place
}

const found = (core: Core, topic: HealthTopic) => examine(core).items.find((item) => item.topic === topic)

describe('the examination of a desk', () => {
  it('looks at every topic once, in the order of the contract', async () => {
    const { core } = await desk()
    const report = HealthReport.parse(examine(core))
    expect(report.items.map(({ topic }) => topic)).toEqual(HealthTopic.options)
  })

  it('finds a clock behind the journal, and one that may be far ahead', async () => {
    const { core, clock } = await desk()
    expect(found(core, 'clock')).toMatchObject({ level: 'well', code: 'right' })
    clock.set('2026-11-20T01:00:00.000Z')
    expect(found(core, 'clock')).toMatchObject({ level: 'trouble', code: 'behind', facts: { minutes: 1440 } })
    clock.set('2028-11-20T01:00:00.000Z')
    expect(found(core, 'clock')).toMatchObject({ level: 'notice', code: 'far-ahead' })
  })

  it('asks for operators, an administrator and somebody who may approve', async () => {
    const { core } = await desk({ roster: false })
    const add = (name: string, role: 'clerk' | 'administrator' | 'supervisor') =>
      core.accounts.add({ name, role, secret: '864209' }, 'test')
    expect(found(core, 'operators')).toMatchObject({ level: 'trouble', code: 'none' })
    await add('Rina Contoh', 'clerk')
    expect(found(core, 'operators')).toMatchObject({ level: 'trouble', code: 'no-administrator' })
    await add('Budi Contoh', 'administrator')
    expect(found(core, 'operators')).toMatchObject({ level: 'notice', code: 'nobody-approves' })
    await add('Sari Contoh', 'supervisor')
    expect(found(core, 'operators')).toMatchObject({ level: 'well', code: 'ready', facts: { count: 3 } })
    for (let time = 0; time < 5; time += 1) await core.accounts.checkSecret('Rina Contoh', '000000')
    expect(found(core, 'operators')).toMatchObject({ level: 'notice', code: 'locked-out', facts: { count: 1 } })
  })

  it('says how old the roster is', async () => {
    const { core, clock } = await desk()
    expect(found(core, 'roster')).toMatchObject({ level: 'well', code: 'current', facts: { ageDays: 0 } })
    clock.advance(4 * DAY_MS)
    expect(found(core, 'roster')).toMatchObject({ level: 'notice', code: 'ageing', facts: { ageDays: 4 } })
    clock.advance(11 * DAY_MS)
    expect(found(core, 'roster')).toMatchObject({ level: 'trouble', code: 'stale', facts: { ageDays: 15 } })
  })

  it('says when the list of roster versions rests on one of its copies, until the next import writes both', async () => {
    const { core, root } = await desk()
    for (const name of ['current.json', 'current.copy.json']) {
      writeFileSync(join(core.folder.rosterDir, name), '{')
      expect(found(core, 'roster')).toMatchObject({ level: 'notice', code: 'one-copy' })
      await core.importRoster(`${root}/roster.csv`, { asOf: '2026-11-21' as IsoDate }, () => undefined, 'test')
      expect(found(core, 'roster')).toMatchObject({ level: 'well', code: 'current' })
    }
  })

  it('tells an older version that came back in place of the newest import as a fall-back', async () => {
    const { core, root } = await desk()
    const [pointer, copy] = ['current.json', 'current.copy.json'].map((name) => join(core.folder.rosterDir, name))
    const older = readFileSync(pointer ?? '')
    await core.importRoster(`${root}/roster.csv`, { asOf: '2026-11-21' as IsoDate }, () => undefined, 'test')
    writeFileSync(copy ?? '', older)
    expect(found(core, 'roster')).toMatchObject({ level: 'well', code: 'current' })
    rmSync(pointer ?? '')
    expect(found(core, 'roster')).toMatchObject({ level: 'trouble', code: 'fell-back' })
  })

  it('counts the people of one source, and of several the sources: a CSV may hold people whom a feed speaks for', async () => {
    const { core, root } = await desk()
    expect(found(core, 'roster')).toMatchObject({ code: 'current', facts: { people: expect.any(Number) } })
    const feed = feedIn(root, 'bogor', ['bogor-sehat'])
    core.roster.setFeeds([feed])
    const version = published('2026-11-20-1', [person(1, { programme: 'bogor-sehat' })])
    expect(await core.roster.installPacks(await feed.full(version), () => {})).toMatchObject({ kind: 'done' })
    const item = found(core, 'roster')
    expect(item).toMatchObject({ level: 'well', code: 'several', facts: { count: 2, asOf: '2026-11-20' } })
    expect(item?.facts).not.toHaveProperty('people')
  })

  it('misses a roster, a folder for backups and the recovery kit of a new desk', async () => {
    const { core } = await desk({ roster: false })
    expect(found(core, 'roster')).toMatchObject({ level: 'trouble', code: 'none' })
    expect(found(core, 'backup')).toMatchObject({ level: 'trouble', code: 'unset' })
    expect(found(core, 'off-site')).toMatchObject({ level: 'notice', code: 'no-backup' })
    expect(found(core, 'recovery-kit')).toMatchObject({ level: 'trouble', code: 'never' })
  })

  it('finds a recovery kit outdated by a change of keys', async () => {
    const { core, clock } = await desk({ roster: false })
    core.journal.write((tx) => tx.append({ type: 'recovery-kit-printed', body: {} }, 'Budi Contoh'))
    expect(found(core, 'recovery-kit')).toMatchObject({ level: 'well', code: 'printed' })
    clock.advance(1000)
    core.journal.write((tx) => tx.append({ type: 'keys-rotated', body: {} }, 'Budi Contoh'))
    expect(found(core, 'recovery-kit')).toMatchObject({ level: 'trouble', code: 'outdated' })
  })

  it('trusts no recovery kit of the very instant at which the keys changed, as where the clock stands still', async () => {
    const { core } = await desk({ roster: false })
    core.journal.write((tx) => tx.append({ type: 'recovery-kit-printed', body: {} }, 'Budi Contoh'))
    core.journal.write((tx) => tx.append({ type: 'keys-rotated', body: {} }, 'Budi Contoh'))
    expect(core.keys.state().kitOutdated).toBe(true)
    expect(found(core, 'recovery-kit')).toMatchObject({ level: 'trouble', code: 'outdated' })
  })

  it('finds replaced rosters beyond their window', async () => {
    const { core, clock, root } = await desk()
    await core.importRoster(`${root}/roster.csv`, { asOf: '2026-11-21' as IsoDate }, () => undefined, 'test')
    expect(found(core, 'retention')).toMatchObject({ level: 'well', code: 'kept', facts: { rosterDays: 14 } })
    clock.advance(14 * DAY_MS)
    expect(found(core, 'retention')).toMatchObject({ level: 'notice', code: 'rosters-due', facts: { count: 1 } })
  })

  it('takes in what a check of the whole journal said', async () => {
    const { core } = await desk({ roster: false })
    const secrets = keyFile(core.folder.keyFile).load()
    if (secrets === null) throw new Error('no keys')
    const report = examine(core, verifyJournal(core.folder, secrets))
    expect(report.items.find(({ topic }) => topic === 'journal')).toMatchObject({ level: 'well', code: 'verified' })
    const fault = { where: 'audit', seq: 7, fault: 'hash-differs' } as const
    const damaged = examine(core, { entries: 3, auditRows: 9, fault })
    expect(damaged.items.find(({ topic }) => topic === 'audit')).toMatchObject({ level: 'trouble', code: 'damaged' })
  })
})

describe('the contracts', () => {
  const at = (date: string) => hospitalItem(testHospital, `${date}T05:00:00.000Z` as IsoInstant)

  it.each([
    ['2026-11-30', 'well', 'set'],
    ['2026-12-01', 'notice', 'contract-ending'],
    ['2026-12-31', 'notice', 'contract-ending'],
    ['2027-01-01', 'trouble', 'contract-ended'],
  ])('on %s are %s', (date, level, code) => {
    expect(at(date)).toMatchObject({ level, code })
  })

  it("count by their latest: next year's stands beside this year's", () => {
    const [first] = testHospital.contracts
    if (first === undefined) throw new Error('no contract')
    const next = { ...first, from: '2027-01-01' as IsoDate, until: '2027-12-31' as IsoDate }
    const renewed = { ...testHospital, contracts: [first, next] }
    expect(hospitalItem(renewed, '2026-12-20T05:00:00.000Z' as IsoInstant)).toMatchObject({ level: 'well' })
    expect(hospitalItem({ ...renewed, contracts: [] }, '2026-12-20T05:00:00.000Z' as IsoInstant)).toMatchObject({
      level: 'trouble',
      code: 'no-contract',
    })
  })
})
