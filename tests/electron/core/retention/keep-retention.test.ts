import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, describe, expect, it } from 'vitest'
import { examine } from '../../../../electron/core/health/examine.ts'
import { keepRetention } from '../../../../electron/core/retention/keep-retention.ts'
import { lockImport } from '../../../../electron/core/roster/import-lock.ts'
import { entriesOf, readPointer, writePointer, type Pointer } from '../../../../electron/core/roster/pointer-file.ts'
import { listedVersions } from '../../../../electron/core/roster/replaced-file.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import type { Core } from '../../../../electron/core/open-core.ts'
import { deskPlace, TODAY, type DeskPlace } from '../../../support/desk-core.ts'

const DAY_MS = 86_400_000

async function desk(): Promise<DeskPlace> {
  const place = await deskPlace()
  onTestFinished(() => place.remove())
  return place
}

/** One more version of the same people, at the clock's time. */
async function importAgain({ root, core }: DeskPlace): Promise<string> {
  const outcome = await core.importRoster(join(root, 'roster.csv'), { asOf: TODAY }, () => undefined, 'test')
  return outcome.kind === 'done' ? outcome.report.version : outcome.refusal.code
}

/** The versions whose files lie here, by what the list of the folder and its pointer say of them. */
function rosters({ folder: { rosterDir } }: Core): string[] {
  const reading = readPointer(rosterDir)
  const versions = [
    ...(reading.kind === 'read' ? entriesOf(reading.pointer) : []).map(({ version, layers }) => ({
      version,
      files: layers.map(({ file }) => file),
    })),
    ...(listedVersions(rosterDir) ?? []),
  ]
  const files = readdirSync(rosterDir).filter((name) => name.endsWith('.db'))
  const named = versions.filter((one) => one.files.every((file) => files.includes(file)))
  expect(
    files.filter((file) => !named.some((one) => one.files.includes(file))),
    'files of no version',
  ).toEqual([])
  return [...new Set(named.map(({ version }) => version))].toSorted()
}

function pointer({ folder }: Core): Pointer {
  const reading = readPointer(folder.rosterDir)
  if (reading.kind !== 'read') throw new Error('no pointer')
  return reading.pointer
}

/** The base of the local source's current version. */
function currentFile(core: Core): string {
  return join(core.folder.rosterDir, pointer(core).sources['local']?.current.layers[0]?.file ?? '')
}

/** What the trail says of purges, newest last. */
function purgedRows({ folder }: Core): unknown[] {
  const secrets = keyFile(folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  const connection = connect(folder.journal, deriveKey(secrets, 'journal'))
  try {
    return [...connection.auditTrail.from(1)]
      .filter(({ action }) => action === 'roster-purged')
      .map(({ actor, facts }) => ({ actor, ...(JSON.parse(facts) as object) }))
  } finally {
    connection.db.close()
  }
}

describe('retention of rosters', () => {
  it('keeps every replaced version for the window, and says in the trail which ones it removed after it', async () => {
    const place = await desk()
    place.clock.advance(DAY_MS)
    await importAgain(place)
    place.clock.advance(DAY_MS)
    await importAgain(place)
    const all = ['2026-11-21-1', '2026-11-21-2', '2026-11-21-3']
    place.clock.advance(13 * DAY_MS - 1)
    expect(keepRetention(place.core).rosters).toEqual([])
    expect(rosters(place.core)).toEqual(all)

    place.clock.advance(1)
    expect(keepRetention(place.core).rosters).toEqual(['2026-11-21-1'])
    expect(rosters(place.core)).toEqual(all.slice(1))
    expect(purgedRows(place.core)).toEqual([{ actor: 'system', versions: ['2026-11-21-1'], afterDays: 14 }])
    expect(keepRetention(place.core).rosters, 'a second time').toEqual([])
  })

  it('lets the version before go when its window has passed, and the current one never', async () => {
    const place = await desk()
    place.clock.advance(DAY_MS)
    await importAgain(place)
    place.clock.advance(5000 * DAY_MS)
    expect(keepRetention(place.core).rosters).toEqual(['2026-11-21-1'])
    expect(rosters(place.core)).toEqual(['2026-11-21-2'])
    expect(pointer(place.core).sources['local']).toMatchObject({
      previous: null,
      current: { version: '2026-11-21-2' },
    })
    expect(place.core.roster.state()).toMatchObject({ kind: 'current', version: '2026-11-21-2', fellBack: false })
  })

  it('keeps the version before as long as it answers for a damaged one', async () => {
    const place = await desk()
    place.clock.advance(DAY_MS)
    await importAgain(place)
    place.core.close()
    writeFileSync(currentFile(place.core), 'damaged')
    const core = place.reopen()
    place.clock.advance(5000 * DAY_MS)
    expect(core.roster.state()).toMatchObject({ version: '2026-11-21-1', fellBack: true })
    expect(keepRetention(core).rosters).toEqual([])
    expect(core.roster.state()).toMatchObject({ version: '2026-11-21-1', fellBack: true })
  })

  it('follows the policy of the desk', async () => {
    const place = await desk()
    await importAgain(place)
    place.core.journal.write((tx) =>
      tx.append({ type: 'retention-policy-set', body: { policy: { rosterDays: 2, logDays: 90 } } }, 'Budi Contoh'),
    )
    place.clock.advance(2 * DAY_MS)
    expect(keepRetention(place.core).rosters).toEqual(['2026-11-21-1'])
  })

  it('removes nothing when no pointer can be read, or while an import runs', async () => {
    const place = await desk()
    await importAgain(place)
    place.clock.advance(400 * DAY_MS)
    const lock = lockImport(place.core.folder.rosterDir)
    expect(keepRetention(place.core).rosters).toEqual([])
    lock?.release()
    for (const name of ['current.json', 'current.copy.json'])
      writeFileSync(join(place.core.folder.rosterDir, name), '{')
    expect(keepRetention(place.core).rosters).toEqual([])
    expect(rosters(place.core)).toHaveLength(2)
  })

  it('starts the window anew when the list of replaced versions is lost', async () => {
    const place = await desk()
    await importAgain(place)
    rmSync(join(place.core.folder.rosterDir, 'replaced.json'))
    // The file's own time is the real one of this run.
    place.clock.set(new Date(Date.now() + 13 * DAY_MS).toISOString())
    expect(keepRetention(place.core).rosters).toEqual([])
    place.clock.set(new Date(Date.now() + 15 * DAY_MS).toISOString())
    expect(keepRetention(place.core).rosters).toEqual(['2026-11-21-1'])
  })
})

describe('retention of rosters on a disk that is short of space', () => {
  const NEEDED = 2_147_483_648

  /** Four versions: one that answers and three that were replaced, a day apart. */
  async function fourVersions(): Promise<DeskPlace> {
    const place = await desk()
    for (let day = 0; day < 3; day++) {
      place.clock.advance(DAY_MS)
      await importAgain(place)
    }
    return place
  }
  const version = (n: number) => `2026-11-21-${n}`
  const withFree = ({ core }: DeskPlace, freeBytes: number | null): Core => ({ ...core, freeBytes: () => freeBytes })
  const health = (core: Core) => examine(core).items.find(({ topic }) => topic === 'retention')

  it('keeps all of their window while there is enough, or the system does not say', async () => {
    const place = await fourVersions()
    for (const freeBytes of [NEEDED, null]) {
      expect(keepRetention(withFree(place, freeBytes)).rosters).toEqual([])
      expect(health(withFree(place, freeBytes))).toMatchObject({ level: 'well', code: 'kept' })
    }
  })

  it('removes the oldest, as many as it takes, and says in the trail how short it was', async () => {
    const place = await fourVersions()
    expect(keepRetention(withFree(place, NEEDED - 1)).rosters).toEqual([version(1)])
    expect(purgedRows(place.core)).toEqual([{ actor: 'system', versions: [version(1)], freeMb: 2047, neededMb: 2048 }])
    expect(rosters(place.core)).toEqual([2, 3, 4].map(version))
  })

  it('keeps the one that answers and the one before it, however short it is, and the doctor says so', async () => {
    const place = await fourVersions()
    const core = withFree(place, 0)
    expect(keepRetention(core).rosters).toEqual([version(1), version(2)])
    expect(keepRetention(core).rosters, 'a second time').toEqual([])
    expect(rosters(core)).toEqual([3, 4].map(version))
    expect(pointer(core).sources['local']).toMatchObject({ previous: { version: version(3) } })
    expect(health(core)).toEqual({
      topic: 'retention',
      level: 'notice',
      code: 'short-of-space',
      facts: { freeMb: 0, neededMb: 2048, rosterDays: 14 },
    })
  })

  it('counts what leaves by its window before it takes anything earlier', async () => {
    const place = await fourVersions()
    place.clock.advance(12 * DAY_MS)
    expect(keepRetention(withFree(place, NEEDED - 1)).rosters).toEqual([version(1)])
    expect(purgedRows(place.core)).toEqual([{ actor: 'system', versions: [version(1)], afterDays: 14 }])
  })

  it('asks three times the roster that answers where that is more', async () => {
    const place = await fourVersions()
    const { rosterDir } = place.core.folder
    const { format, sources } = pointer(place.core)
    const local = sources['local']
    const [base] = local?.current.layers ?? []
    if (local === undefined || base === undefined) throw new Error('nothing installed')
    const current = { ...local.current, layers: [{ ...base, bytes: NEEDED }] }
    writePointer(rosterDir, { format, sources: { local: { ...local, current } } })
    expect(keepRetention(withFree(place, 3 * NEEDED - 1)).rosters).toEqual([version(1)])
    expect(keepRetention(withFree(place, 3 * NEEDED)).rosters).toEqual([])
  })
})

describe('retention of logs', () => {
  const line = (at: string, event: string) => `${JSON.stringify({ at, event })}\n`

  it('removes the lines older than agreed, of every process, and no other', async () => {
    const place = await desk()
    const { logDir } = place.core.folder
    const old = line('2026-08-01T00:00:00.000Z', 'old')
    const young = line('2026-11-01T00:00:00.000Z', 'young')
    writeFileSync(join(logDir, 'core.log'), old + young)
    writeFileSync(join(logDir, 'shell.log'), young)
    writeFileSync(join(logDir, 'shell.log.1'), old)
    expect(keepRetention(place.core).logFiles).toBe(2)
    expect(readFileSync(join(logDir, 'core.log.1'), 'utf8')).toBe(young)
    expect(existsSync(join(logDir, 'core.log')), 'the next line makes it anew').toBe(false)
    expect(readFileSync(join(logDir, 'shell.log'), 'utf8')).toBe(young)
    expect(existsSync(join(logDir, 'shell.log.1'))).toBe(false)
    expect(keepRetention(place.core).logFiles, 'a second time').toBe(0)
  })
})
