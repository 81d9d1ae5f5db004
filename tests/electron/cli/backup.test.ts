import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backupIdentity } from '../../../electron/core/keys/backup-identity.ts'
import { backupPlace, openJournalFile, type BackupPlace } from '../../support/backup.ts'
import { loket } from '../../support/cli.ts'
import { newSecrets } from '../../support/journal.ts'

let place: BackupPlace
let file: string
beforeAll(async () => {
  place = backupPlace()
  file = await place.made()
})
afterAll(() => place.remove())

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loket-backup-cli-'))
})
afterEach(() => {
  delete process.env['LOKET_RECOVERY_KEY']
  rmSync(root, { recursive: true, force: true })
})

const atDesk = (...args: string[]) => loket(place.folder.root, 'backup', ...args)
/** A machine on which there has never been a desk. */
const elsewhere = (...args: string[]) => loket(join(root, 'nothing'), 'backup', ...args)

describe('loket backup create', () => {
  it('makes a backup that is proved, and says so in the journal as the machine’s administrator', async () => {
    const { code, out } = await atDesk('create', root)
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('read back and proved') })
    expect(out).toContain('RSUD Contoh')
    expect(readdirSync(root)).toHaveLength(1)
    const db = openJournalFile(place)
    const entry = db.prepare<[], { actor: string }>(`SELECT actor FROM entries WHERE type = 'backup-made'`).get()
    db.close()
    expect(entry?.actor).toMatch(/^machine administrator \(.+\)$/)
  })

  it('prints JSON that says what the backup holds', async () => {
    const { code, out } = await atDesk('create', root, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ kind: 'made', manifest: { format: 1, totals: { admissions: 6 } } })
  })

  it('refuses a folder that is not there, and one inside the data folder', async () => {
    expect(await atDesk('create', join(root, 'none'))).toMatchObject({ code: 2, out: '' })
    expect(await atDesk('create', join(place.folder.root, 'logs'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('inside the data folder'),
    })
    expect((await elsewhere('create', root)).code).toBe(2)
  })
})

describe('loket backup verify', () => {
  it('opens a backup with the desk’s own keys', async () => {
    const { code, out } = await atDesk('verify', file)
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Good') })
    expect(out).toContain('6 admissions')
  })

  it('says that the journal here lacks what the backup holds, where an older copy took its place', async () => {
    const own = backupPlace(2)
    try {
      const journal = join(own.folder.journal, '..')
      cpSync(journal, join(root, 'older'), { recursive: true })
      own.admit(1)
      const later = await own.made()
      expect((await loket(own.folder.root, 'backup', 'verify', later)).code).toBe(0)
      rmSync(journal, { recursive: true })
      cpSync(join(root, 'older'), journal, { recursive: true })
      expect(await loket(own.folder.root, 'audit', 'verify')).toMatchObject({ code: 0 })
      expect(await loket(own.folder.root, 'backup', 'verify', later)).toMatchObject({
        code: 1,
        out: expect.stringContaining('Good'),
        err: expect.stringContaining('does not hold all that this backup holds'),
      })
      expect(JSON.parse((await loket(own.folder.root, 'backup', 'verify', later, '--json')).out)).toMatchObject({
        kind: 'good',
        deskHoldsIt: false,
      })
    } finally {
      own.remove()
    }
  })

  it('opens it anywhere with the recovery key, from a file or the environment', async () => {
    const keyFile = join(root, 'key.txt')
    writeFileSync(keyFile, `${place.identity.toLowerCase()}\n`)
    expect((await elsewhere('verify', file, '--recovery-key-file', keyFile)).code).toBe(0)
    process.env['LOKET_RECOVERY_KEY'] = place.identity
    expect(JSON.parse((await elsewhere('verify', file, '--json')).out)).toMatchObject({ kind: 'good' })
    expect(existsSync(join(root, 'nothing'))).toBe(false)
  })

  it('says in one sentence what is wrong, and never shows the key', async () => {
    expect(await elsewhere('verify', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('LOKET_RECOVERY_KEY'),
    })
    const mistyped = place.identity.slice(0, -1) + (place.identity.endsWith('Q') ? 'P' : 'Q')
    process.env['LOKET_RECOVERY_KEY'] = mistyped
    const wrong = await elsewhere('verify', file)
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('mistyped') })
    expect(wrong.err).not.toContain(mistyped.slice(16))
    process.env['LOKET_RECOVERY_KEY'] = backupIdentity(newSecrets())
    expect(await elsewhere('verify', file)).toMatchObject({ code: 2, err: expect.stringContaining('do not open it') })
    expect(await atDesk('verify', join(root, 'none'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('no such'),
    })
    writeFileSync(join(root, 'letter.pdf'), 'x')
    expect((await atDesk('verify', join(root, 'letter.pdf'))).code).toBe(2)
  })

  it('still opens a backup when the desk itself cannot be opened any more', async () => {
    const broken = join(root, 'broken')
    mkdirSync(join(broken, 'journal'), { recursive: true })
    writeFileSync(join(broken, 'journal', 'journal.db'), 'torn')
    process.env['LOKET_RECOVERY_KEY'] = place.identity
    expect((await loket(broken, 'backup', 'verify', file)).code).toBe(0)
  })
})

describe('loket backup restore', () => {
  it('makes the desk anew, whose journal then verifies', async () => {
    process.env['LOKET_RECOVERY_KEY'] = place.identity
    const into = join(root, 'desk')
    const { code, out } = await elsewhere('restore', file, '--into', into)
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Restored and proved') })
    expect(await loket(into, 'journal', 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('Sound') })
    expect(await elsewhere('restore', file, '--into', into)).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing is ever restored over it'),
    })
  })

  it('refuses the backup of another hospital than the one named, and of another desk than the one here', async () => {
    process.env['LOKET_RECOVERY_KEY'] = place.identity
    const into = join(root, 'desk')
    expect(await elsewhere('restore', file, '--into', into, '--hospital', '1111111')).toMatchObject({
      code: 2,
      err: expect.stringContaining('another hospital'),
    })
    const other = backupPlace(0)
    try {
      const fromOther = await loket(other.folder.root, 'backup', 'restore', file, '--into', into, '--json')
      expect(fromOther).toMatchObject({ code: 2, err: expect.stringContaining('another desk') })
      expect(JSON.parse(fromOther.out)).toEqual({ kind: 'refused', fault: 'other-desk' })
      const named = ['--hospital', '3275999']
      expect((await loket(other.folder.root, 'backup', 'restore', file, '--into', into, ...named)).code).toBe(0)
    } finally {
      other.remove()
    }
  })
})
