import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { DEFAULT_POLICIES } from '../../../../shared/domain/policy.ts'
import { deskPlace, type DeskPlace } from '../../../support/desk-core.ts'

const BUDI = 'Budi Contoh'
let place: DeskPlace
let folder: string
beforeEach(async () => {
  place = await deskPlace({ roster: false })
  folder = join(place.root, 'stick')
  mkdirSync(folder)
})
afterEach(() => place.remove())

const agreed = () => ({ ...DEFAULT_POLICIES.backup, folder })
const agree = () => place.core.backups.setPolicy(agreed(), BUDI)

function secretsOf(desk: DeskPlace) {
  const secrets = keyFile(desk.core.folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  return secrets
}

function auditRows(action: string) {
  const key = deriveKey(secretsOf(place), 'journal')
  const db = openDatabase(place.core.folder.journal, key, 'read')
  const rows = db.prepare<[string], { actor: string; facts: string }>('SELECT actor, facts FROM audit WHERE action = ?')
  const found = rows.all(action)
  db.close()
  return found
}

describe('the agreement', () => {
  it('begins without a folder, and the desk says so', async () => {
    expect(place.core.backups.health()).toEqual({
      lastGoodAt: null,
      state: 'unset',
      offSiteAt: null,
      offSiteDue: false,
    })
    expect(await place.core.backups.create(BUDI)).toEqual({ kind: 'failed', why: 'unset' })
    expect(await place.core.backups.files()).toEqual([])
  })

  it('refuses a folder that is not there or that lies inside the data folder, also by another way', async () => {
    const { backups, folder: data } = place.core
    const set = (path: string) => backups.setPolicy({ ...agreed(), folder: path }, BUDI)
    expect(await set(join(folder, 'none'))).toEqual({ kind: 'folder-refused', why: 'missing' })
    expect(await set('relative')).toEqual({ kind: 'folder-refused', why: 'missing' })
    expect(await set(data.root)).toEqual({ kind: 'folder-refused', why: 'inside-data' })
    expect(await set(join(folder, '..', 'data', 'logs'))).toEqual({ kind: 'folder-refused', why: 'inside-data' })
    expect(await set('/proc')).toEqual({ kind: 'folder-refused', why: 'not-writable' })
    expect(await agree()).toEqual({ kind: 'changed' })
    expect(backups.policy().folder).toBe(folder)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a backup of the desk', () => {
  it('is noted in the journal and the audit trail, is listed, proves itself, and is the last good one', async () => {
    await agree()
    expect(place.core.backups.health().state).toBe('due')
    const created = await place.core.backups.create(BUDI)
    expect(created).toMatchObject({ kind: 'made', manifest: { hospitalCode: '3275999', deskCode: 'A1' } })
    const [file] = await place.core.backups.files()
    expect(file?.bytes).toBeGreaterThan(10_000)
    expect(place.core.journal.setting('backup-made')?.fileName).toBe(file?.fileName)
    expect(await place.core.backups.verify(file?.fileName ?? '', BUDI)).toMatchObject({ kind: 'good' })
    expect(place.core.backups.health()).toMatchObject({ state: 'good', offSiteDue: true })
    expect(place.core.backups.noteOffSite(BUDI)).toEqual({ kind: 'noted' })
    expect(place.core.backups.health().offSiteDue).toBe(false)
    for (const action of ['backup-made', 'backup-verified', 'backup-taken-off-site'])
      expect(auditRows(action)).toEqual([expect.objectContaining({ actor: BUDI })])
    expect(verifyJournal(place.core.folder, secretsOf(place)).fault).toBeNull()
  })

  it('keeps as many as were agreed', async () => {
    await place.core.backups.setPolicy({ ...agreed(), keep: 2 }, BUDI)
    for (let n = 0; n < 4; n++) {
      place.clock.advance(60_000)
      expect((await place.core.backups.create(BUDI)).kind).toBe('made')
    }
    const names = (await place.core.backups.files()).map(({ fileName }) => fileName)
    expect(names).toHaveLength(2)
    expect(names[0]).toBe(place.core.journal.setting('backup-made')?.fileName)
  })

  it('that fails is said at the desk and in the audit trail until the next good one', async () => {
    await agree()
    renameSync(folder, `${folder}-pulled`)
    expect(await place.core.backups.create(BUDI)).toEqual({ kind: 'failed', why: 'folder-missing' })
    expect(place.core.backups.health().state).toBe('folder-missing')
    expect(auditRows('backup-failed')).toEqual([{ actor: BUDI, facts: '{"why":"folder-missing"}' }])
    renameSync(`${folder}-pulled`, folder)
    expect((await place.core.backups.create(BUDI)).kind).toBe('made')
    expect(place.core.backups.health().state).toBe('good')
  })

  it('is one at a time: a second press hears that one is being made', async () => {
    await agree()
    const [one, other] = await Promise.all([place.core.backups.create(BUDI), place.core.backups.create(BUDI)])
    expect([one.kind, other.kind].toSorted()).toEqual(['failed', 'made'])
    expect([one, other]).toContainEqual({ kind: 'failed', why: 'busy' })
    expect(place.core.backups.health().state).toBe('good')
  })

  it('breaks off when the desk closes, and writes nothing after that', async () => {
    await agree()
    const running = place.core.backups.create(BUDI)
    expect(place.core.backups.health().state).toBe('running')
    place.reopen()
    expect(await running).toEqual({ kind: 'failed', why: 'unexpected' })
    expect(auditRows('backup-failed')).toEqual([])
  })
})

describe('a file in the folder', () => {
  it('is only looked at by a name that this desk gives', async () => {
    await agree()
    await place.core.backups.create(BUDI)
    const [name = ''] = readdirSync(folder)
    writeFileSync(join(place.root, 'secret'), 'x')
    for (const bad of ['../secret', join(place.root, 'secret'), 'notes.txt', `${name}.partial`, `x/${name}`, ''])
      expect(await place.core.backups.verify(bad, BUDI)).toEqual({ kind: 'bad', fault: 'file-not-found' })
  })

  it('that was removed, or changed, is not good', async () => {
    await agree()
    await place.core.backups.create(BUDI)
    const [name = ''] = readdirSync(folder)
    writeFileSync(join(folder, name), 'something else')
    expect(await place.core.backups.verify(name, BUDI)).toEqual({ kind: 'bad', fault: 'not-a-backup' })
    rmSync(join(folder, name))
    expect(await place.core.backups.verify(name, BUDI)).toEqual({ kind: 'bad', fault: 'file-not-found' })
    expect(auditRows('backup-verified').map(({ facts }) => facts)).toEqual([
      '{"outcome":"not-a-backup"}',
      '{"outcome":"file-not-found"}',
    ])
  })
})
