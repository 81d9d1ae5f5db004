import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import type { Nik } from '../../shared/domain/identifiers.ts'
import { opensWith } from '../../electron/core/db/rekey-copy.ts'
import { connect } from '../../electron/core/journal/connection.ts'
import { subjectHasher } from '../../electron/core/journal/subject-hash.ts'
import { verifyJournal } from '../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../electron/core/keys/key-file.ts'
import { deriveKey, type Secrets } from '../../electron/core/keys/keystore.ts'
import { fileSha256 } from '../../electron/core/roster/file-sha256.ts'
import { entriesOf, readPointer } from '../../electron/core/roster/pointer-file.ts'
import { fileIdOf } from '../../electron/core/roster/roster-file-names.ts'
import { feedIn, published } from '../electron/core/roster/feed-fixture.ts'
import { person } from '../electron/core/roster/roster-fixture.ts'
import { admitInput, deskPlace, people, question, rina, type DeskPlace } from '../support/desk-core.ts'

const LONG = process.env['LOKET_LONG'] === '1'
const KILLS = LONG ? 200 : 40
const ADMISSIONS = 50
const PIN = '739154'
/** The import, and of a feed a base that two versions share, with a layer over it. */
const FILES = 3
const PROCESS = fileURLToPath(new URL('rotating.ts', import.meta.url))

let place: DeskPlace
let rotations = 0
beforeAll(async () => {
  place = await deskPlace()
  const { desk, accounts } = place.core
  for (let n = 0; n < ADMISSIONS; n++) {
    const serviceDate = addDays('2026-09-01' as IsoDate, n)
    const admitted = desk.admit(admitInput(people.ahmad, { question: question({ serviceDate }) }), rina.name)
    if (admitted.kind !== 'admitted') throw new Error(admitted.kind)
  }
  const added = await accounts.add({ name: 'Budi Contoh', role: 'administrator', secret: PIN }, 'system')
  if (added.kind !== 'changed') throw new Error(added.kind)
  await installLayers()
  place.core.close()
})
afterAll(() => place.remove())

async function installLayers(): Promise<void> {
  const { roster } = place.core
  const feed = feedIn(place.root, 'bogor', ['bogor-sehat'])
  roster.setFeeds([feed])
  const version = (n: number) =>
    published(`2026-11-20-${n}`, [
      person(1, { programme: 'bogor-sehat' }),
      person(2, { programme: 'bogor-sehat', name: `Versi ${n}` }),
    ])
  for (const job of [await feed.full(version(1)), await feed.deltas([version(1), version(2)])])
    expect(await roster.installPacks(job, () => {})).toMatchObject({ kind: 'done' })
}

type Ended = { killed: boolean; ms: number; steps: number }

/** Rotates in a process of its own, and ends it after `killAfterMs` or before its step `dieAt`. */
async function rotate({ killAfterMs, dieAt = 0 }: { killAfterMs?: number; dieAt?: number }): Promise<Ended> {
  const child = spawn(process.execPath, [PROCESS, place.core.folder.root, String(dieAt)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let said = ''
  const { promise: over, resolve } = Promise.withResolvers<void>()
  child.on('close', () => resolve())
  child.stdout.on('data', (text: Buffer) => {
    const before = said
    said += text.toString()
    if (before !== '') return
    child.stdin.write('go\n')
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  await over
  const figures = said.split('\n')[1] ?? ''
  return { killed: child.signalCode === 'SIGKILL', ...(figures === '' ? { ms: 0, steps: 0 } : JSON.parse(figures)) }
}

function current(): Secrets {
  const secrets = keyFile(place.core.folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  return secrets
}

/** Opens the desk as its next start does, and looks at all that a rotation touches. */
async function expectWhole(before: Secrets): Promise<void> {
  const { folder } = place.core
  const core = place.reopen()
  const now = current()
  const rotated = !now.masterKey.equals(before.masterKey)
  if (rotated) rotations += 1
  expect(existsSync(join(folder.root, 'keys', 'keys.next'))).toBe(false)
  const everything = { from: '2026-01-01' as IsoDate, to: '2026-12-31' as IsoDate, text: '', limit: 1 }
  expect(core.journal.admissions.list(everything).total).toBe(ADMISSIONS)
  expect(core.roster.state()).toMatchObject({ kind: 'current', fellBack: false })
  expect(core.roster.find({ kind: 'nik', value: people.siti })).toHaveLength(1)
  core.roster.setFeeds([feedIn(place.root, 'bogor', ['bogor-sehat'])])
  const layered = person(2)['nik'] as Nik
  expect(core.roster.find({ kind: 'nik', value: layered })).toMatchObject([{ rows: [{ name: 'Versi 2' }] }])
  core.close()

  expect(readdirSync(join(folder.root, 'journal')).toSorted()).toEqual(['head', 'journal.db'])
  expect(verifyJournal(folder, now).fault).toBeNull()
  expect(opensWith(folder.journal, deriveKey(before, 'journal'))).toBe(!rotated)
  const reading = readPointer(folder.rosterDir)
  if (reading.kind !== 'read') throw new Error('no roster')
  const layers = entriesOf(reading.pointer).flatMap((entry) => entry.layers)
  expect(new Set(layers.map(({ file }) => file)).size).toBe(FILES)
  for (const { file, sha256, bytes } of layers) {
    const path = join(folder.rosterDir, file)
    expect(fileSha256(path)).toBe(sha256)
    expect(bytes).toBeGreaterThan(0)
    expect(opensWith(path, deriveKey(before, `roster/${fileIdOf(file)}`))).toBe(!rotated)
  }
  expect(readdirSync(folder.rosterDir).filter((name) => /building|\.new$/.test(name))).toEqual([])

  const { db, auditTrail, entries } = connect(folder.journal, deriveKey(now, 'journal'))
  const ahmad = subjectHasher(now)({ kind: 'nik', value: people.ahmad })
  expect([...auditTrail.from(1)].filter(({ subject }) => subject === ahmad).length).toBeGreaterThanOrEqual(ADMISSIONS)
  expect([...entries.from(1)].filter(({ type }) => type === 'keys-rotated')).toHaveLength(rotations)
  expect([...auditTrail.from(1)].filter(({ action }) => action === 'keys-rotated')).toHaveLength(rotations)
  db.close()
}

describe('a rotation that is killed', () => {
  it(`at ${KILLS} random instants always leaves a desk that opens with everything, under the old keys or the new`, async () => {
    let before = current()
    const { ms } = await rotate({})
    await expectWhole(before)
    let kills = 0
    for (let n = 0; kills < KILLS; n++) {
      before = current()
      const { killed } = await rotate({ killAfterMs: Math.random() * ms * 1.3 })
      if (killed) kills += 1
      await expectWhole(before)
    }
    const pin = await place.reopen().accounts.checkSecret('Budi Contoh', PIN)
    place.core.close()
    expect(pin.kind).toBe('right')
    console.info(
      `${kills} kills; a rotation takes ${ms.toFixed(0)} ms here; ${rotations} completed, most by the next start`,
    )
  }, 600_000)

  it('before each of its steps on the disk does the same', async () => {
    const { steps } = await rotate({})
    rotations += 1
    expect(steps).toBeGreaterThan(10)
    for (let dieAt = 1; dieAt <= steps; dieAt++) {
      const before = current()
      expect((await rotate({ dieAt })).killed).toBe(true)
      await expectWhole(before)
    }
    console.info(`killed before each of ${steps} steps`)
  }, 600_000)
})
