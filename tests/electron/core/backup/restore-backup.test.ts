import { hash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { restoreBackup, type RestoreOutcome } from '../../../../electron/core/backup/restore-backup.ts'
import { restoreEvents } from '../../../../electron/core/backup/restore-events.ts'
import { isUnused } from '../../../../electron/core/backup/unused-folder.ts'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import { canonicalJson } from '../../../../electron/core/journal/entry-hash.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import { openDataFolder } from '../../../../electron/core/data-folder.ts'
import type { Journal } from '../../../../electron/core/journal/journal.ts'
import { openJournal } from '../../../../electron/core/journal/open-journal.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { backupIdentity } from '../../../../electron/core/keys/backup-identity.ts'
import { silentLog } from '../../../../electron/core/server/log.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'
import type { RestoreEvent } from '../../../../shared/contract/setup.ts'
import { backupPlace, plainOf, sealedBackup, section, type BackupPlace } from '../../../support/backup.ts'
import { newSecrets, turnedClock } from '../../../support/journal.ts'

let place: BackupPlace
let file: string
beforeAll(async () => {
  place = backupPlace()
  file = await place.made()
})
afterAll(() => place.remove())

let root: string
let into: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-restore-'))
  into = join(root, 'data')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const ANYBODY = { hospitalCode: null, device: null }
const job = (change = {}) => ({
  path: file,
  identities: [place.identity],
  expected: ANYBODY,
  into,
  actor: 'machine administrator (test)',
  programVersion: '0.0.0-test',
  ...change,
})
const restored = (change = {}): Promise<RestoreOutcome> => restoreBackup(job(change), null, () => undefined)

function reopened() {
  const folder = openDataFolder(into)
  const secrets = keyFile(folder.keyFile).load()
  if (secrets === null) throw new Error('no keys')
  const clock = turnedClock('2027-01-01T00:00:00.000Z')
  const journal = openJournal({ folder, secrets, clock, log: silentLog, programVersion: '0.0.0-test', demo: false })
  return { folder, secrets, journal }
}

function restoreIn(journal: Journal) {
  const said = journal.setting('restored')
  if (said === null) throw new Error('the journal says nothing of a restore')
  return said
}

describe('a restored desk', () => {
  it('is the same device with every admission, and says in its journal what it was restored from', async () => {
    expect((await restored()).kind).toBe('restored')
    const { folder, secrets, journal } = reopened()
    expect(secrets).toEqual(place.secrets)
    expect(journal.device).toBe(place.secrets.deviceId)
    expect(journal.admissions.between('2026-01-01' as never, '2026-12-31' as never)).toHaveLength(6)
    const { takenAt, at, skippedLetterNumbers, entries } = restoreIn(journal)
    expect(skippedLetterNumbers).toBe(10_000 + Math.floor((Date.parse(at) - Date.parse(takenAt)) / 60_000))
    expect(entries.seq).toBe(16)
    journal.close()
    const report = verifyJournal(folder, secrets)
    expect(report.fault).toBeNull()
    expect(report.entries).toBe(17)
  })

  it('leaves out the letter numbers that may have been given after the backup', async () => {
    await restored()
    const { journal } = reopened()
    const { takenAt, at, skippedLetterNumbers: skipped } = restoreIn(journal)
    const next = (code: string, year: number) => journal.write((tx) => tx.nextLetterSequence(code, year))
    const [taken, restoredIn] = [takenAt, at].map((instant) => Number(instant.slice(0, 4)))
    // The letters of that year were 6.
    expect(next('A1', taken ?? 0)).toEqual({ kind: 'written', value: 6 + skipped + 1 })
    // The desk may have been given another code since.
    expect(next('B2', taken ?? 0)).toEqual({ kind: 'written', value: skipped + 1 })
    // A year that nobody has seen begins with 1 as always.
    expect(next('A1', (restoredIn ?? 0) + 2)).toEqual({ kind: 'written', value: 1 })
    journal.close()
  })

  it('has the lists that this program makes of the entries, whatever those of an older version were', async () => {
    const older = join(root, 'older.lsbackup')
    const { manifest, secrets, database } = await plainOf(file, place.identity)
    const path = join(root, 'older.db')
    writeFileSync(path, database)
    const db = openDatabase(path, deriveKey(place.secrets, 'journal'), 'build')
    db.exec('UPDATE letter_sequences SET last = 1')
    db.close()
    const changed = readFileSync(path)
    const said = (programVersion: string) => {
      const own = { databaseSha256: hash('sha256', changed), databaseBytes: changed.length, programVersion }
      return Buffer.from(`${canonicalJson({ ...(JSON.parse(manifest) as object), ...own })}\n`)
    }
    const content = [section(secrets), section(changed)]
    await sealedBackup(older, place.identity, [said('0.0.0-test'), ...content])
    expect(await restored({ path: older })).toEqual({ kind: 'refused', fault: 'does-not-prove' })
    await sealedBackup(older, place.identity, [said('0.0.0-older'), ...content])
    expect((await restored({ path: older })).kind).toBe('restored')
    const { folder, journal } = reopened()
    journal.close()
    expect(verifyJournal(folder, place.secrets).fault).toBeNull()
  })

  it('keeps its keys from everybody else', async () => {
    await restored()
    const path = join(into, 'keys', 'keys.json')
    expect(statSync(path).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
    expect(statSync(into).mode & 0o077).toBe(0)
  })

  it('leaves no copies aside', async () => {
    await restored()
    expect(readdirSync(into).toSorted()).toEqual(['backup-work', 'journal', 'keys', 'logs', 'roster'])
    expect(readdirSync(join(into, 'journal')).toSorted()).toEqual(['head', 'journal.db'])
    expect(readdirSync(join(into, 'backup-work'))).toEqual(['alone.lock'])
  })
})

describe('where it may be restored', () => {
  it('is a folder that the program has made and nobody has used; its sealed keys are set aside', async () => {
    openDataFolder(into)
    writeFileSync(join(into, 'logs', 'core.log'), '{}\n')
    writeFileSync(join(into, 'keys', 'keys.sealed'), 'sealed')
    expect((await restored()).kind).toBe('restored')
    expect(existsSync(join(into, 'keys', 'keys.sealed'))).toBe(false)
    expect(readFileSync(join(into, 'keys', 'keys.sealed.before-restore'), 'utf8')).toBe('sealed')
  })

  it.each([
    ['somebody’s file', ['letter.pdf']],
    ['a desk’s keys', ['keys', 'keys.json']],
    ['a desk’s journal', ['journal', 'journal.db']],
    ['a roster', ['roster', '2026-11-21-1.db']],
    ['a restore that only has to be finished', ['restored', 'keys.json']],
  ])('is no folder with %s, which stays as it is', async (_what, path) => {
    mkdirSync(join(into, ...path.slice(0, -1)), { recursive: true })
    writeFileSync(join(into, ...path), 'precious')
    expect(isUnused(into)).toBe(false)
    expect(await restored()).toEqual({ kind: 'refused', fault: 'not-empty' })
    expect(readFileSync(join(into, ...path), 'utf8')).toBe('precious')
  })

  it('is no folder below a file, and none behind a link that leads nowhere', async () => {
    writeFileSync(join(root, 'file'), 'precious')
    symlinkSync(join(root, 'nowhere', 'at-all'), join(root, 'link'))
    for (const path of [join(root, 'file', 'below'), join(root, 'link')])
      expect(await restored({ into: path })).toEqual({ kind: 'refused', fault: 'not-writable' })
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('precious')
  })

  it('is no file, and no desk that was restored a moment ago', async () => {
    writeFileSync(into, '')
    expect(await restored()).toEqual({ kind: 'refused', fault: 'not-empty' })
    rmSync(into)
    await restored()
    expect(await restored()).toEqual({ kind: 'refused', fault: 'not-empty' })
  })

  it('is one folder for one restore at a time', async () => {
    const outcomes = await Promise.all([restored(), restored()])
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'restored'])
    const { journal } = reopened()
    expect(journal.setting('restored')).not.toBeNull()
    journal.close()
  })
})

describe('what is refused leaves the folder unused', () => {
  it.each([
    ['of another hospital', { expected: { hospitalCode: '1111111', device: null } }, 'other-hospital'],
    ['of another desk', { expected: { hospitalCode: '3275999', device: newSecrets().deviceId } }, 'other-desk'],
    ['with another key', { identities: [backupIdentity(newSecrets())] }, 'wrong-key'],
    ['that is not there', { path: '/nowhere/at-all.lsbackup' }, 'file-not-found'],
  ])('a backup %s', async (_what, change, fault) => {
    expect(await restored(change)).toEqual({ kind: 'refused', fault })
    expect(isUnused(into)).toBe(true)
    expect(readdirSync(into)).toEqual(['backup-work'])
  })

  it('a backup cut short', async () => {
    const bytes = readFileSync(file)
    const path = join(root, 'short.lsbackup')
    writeFileSync(path, bytes.subarray(0, bytes.length - 100))
    expect(await restored({ path })).toEqual({ kind: 'refused', fault: 'damaged' })
    expect(isUnused(into)).toBe(true)
  })
})

describe('a restore that was cut off in its last step', () => {
  /** As it lay before the last step: all of it in one folder. */
  async function staged(): Promise<void> {
    await restored()
    const aside = join(into, 'restored')
    mkdirSync(aside)
    renameSync(join(into, 'journal', 'journal.db'), join(aside, 'journal.db'))
    renameSync(join(into, 'journal', 'head'), join(aside, 'head'))
    renameSync(join(into, 'keys', 'keys.json'), join(aside, 'keys.json'))
  }

  it.each([
    ['before anything was moved', []],
    ['after the journal', [['journal.db', 'journal']]],
    [
      'after the head',
      [
        ['journal.db', 'journal'],
        ['head', 'journal'],
      ],
    ],
    [
      'after the keys',
      [
        ['journal.db', 'journal'],
        ['head', 'journal'],
        ['keys.json', 'keys'],
      ],
    ],
  ])('%s is completed by whoever opens the folder next', async (_when, moved) => {
    await staged()
    for (const [name = '', to = ''] of moved) renameSync(join(into, 'restored', name), join(into, to, name))
    const { folder, secrets, journal } = reopened()
    journal.close()
    expect(existsSync(join(into, 'restored'))).toBe(false)
    expect(verifyJournal(folder, secrets).fault).toBeNull()
  })
})

it('a desk that came between is never written over by a restore that was cut off', () => {
  const folder = openDataFolder(into)
  mkdirSync(join(into, 'restored'))
  for (const path of [join(into, 'restored', 'journal.db'), folder.journal]) writeFileSync(path, path)
  openDataFolder(into)
  expect(readFileSync(folder.journal, 'utf8')).toBe(folder.journal)
  expect(existsSync(join(into, 'restored', 'journal.db'))).toBe(true)
})

describe('a restore on screen', () => {
  async function events(change: { path?: string; recoveryKey?: string } = {}): Promise<RestoreEvent[]> {
    const all: RestoreEvent[] = []
    const request = { path: file, recoveryKey: place.identity, into, ...change }
    const deps = { workerUrl: SOURCE_WORKERS.backup, programVersion: '0.0.0-test' }
    for await (const event of restoreEvents(request, deps)) all.push(event)
    return all
  }

  it('says how far it is and ends with the totals', async () => {
    expect(await events()).toEqual([
      { kind: 'progress', stage: 'decrypting' },
      { kind: 'progress', stage: 'verifying' },
      { kind: 'progress', stage: 'installing' },
      { kind: 'restored', totals: expect.objectContaining({ admissions: 6, entries: 16 }) },
    ])
  })

  it('takes the recovery key as people type it, and refuses a mistyped one before it opens anything', async () => {
    const spaced = place.identity.toLowerCase().replaceAll(/(.{6})/g, '$1 ')
    expect((await events({ recoveryKey: spaced })).at(-1)).toMatchObject({ kind: 'restored' })
    rmSync(into, { recursive: true })
    const last = place.identity.at(-1) === 'Q' ? 'P' : 'Q'
    for (const recoveryKey of [place.identity.slice(0, -1) + last, '', 'x', place.identity.slice(0, -2)])
      expect(await events({ recoveryKey, path: '/nowhere' })).toEqual([{ kind: 'refused', fault: 'wrong-key' }])
    expect(existsSync(into)).toBe(false)
  })

  it('tells what is wrong with the file', async () => {
    expect((await events({ path: join(root, 'none') })).at(-1)).toEqual({ kind: 'refused', fault: 'file-not-found' })
  })
})
