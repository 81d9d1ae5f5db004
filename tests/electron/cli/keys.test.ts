import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { opensWith } from '../../../electron/core/db/rekey-copy.ts'
import { backupIdentity } from '../../../electron/core/keys/backup-identity.ts'
import { shareFolder } from '../../../electron/core/keys/folder-use.ts'
import { keyFile } from '../../../electron/core/keys/key-file.ts'
import { deriveKey, type Secrets } from '../../../electron/core/keys/keystore.ts'
import { lockDataFolder } from '../../../electron/supervisor/instance-lock.ts'
import { deskPlace, people, type DeskPlace } from '../../support/desk-core.ts'
import { scanQr, readPdf } from '../core/letters/read-pdf.ts'
import { loket } from '../../support/cli.ts'

let place: DeskPlace
let root: string
let scratch: string
beforeEach(async () => {
  place = await deskPlace()
  root = place.core.folder.root
  place.core.close()
  scratch = mkdtempSync(join(tmpdir(), 'loket-kit-'))
})
afterEach(() => {
  place.remove()
  rmSync(scratch, { recursive: true, force: true })
})

function current(): Secrets {
  const secrets = keyFile(join(root, 'keys', 'keys.json')).load()
  if (secrets === null) throw new Error('no keys')
  return secrets
}

describe('loket keys rotate', () => {
  it('gives every database a new key and says how long each took and what to print', async () => {
    const before = current()
    const { code, out } = await loket(root, 'keys', 'rotate')
    expect(code).toBe(0)
    expect(out).toMatch(/^The journal has a new key \([\d.]+ s\)\.$/m)
    expect(out).toMatch(/^Roster 2026-11-21-1 has a new key \([\d.]+ s\)\.$/m)
    expect(out).toContain('loket keys kit FILE.pdf')
    expect(opensWith(join(root, 'journal', 'journal.db'), deriveKey(before, 'journal'))).toBe(false)
    expect(place.reopen().roster.find({ kind: 'nik', value: people.ahmad })).toHaveLength(1)
    expect((await loket(root, 'journal', 'verify')).code).toBe(0)
  })

  it('is refused with one sentence while a desk runs, and changes nothing', async () => {
    const before = current()
    const describeDesk = () => ({ pid: process.pid, shell: 'browser', url: 'http://127.0.0.1:1/' }) as const
    const lock = await lockDataFolder(
      { dataFolder: root, describe: describeDesk, onShow: () => undefined },
      { show: false },
    )
    if (lock.kind !== 'held') throw new Error('taken')
    const { code, err } = await loket(root, 'keys', 'rotate')
    await lock.release()
    expect(code).toBe(1)
    expect(err.trim()).toBe(
      'The desk is running on this data folder: stop it first, or change the keys on its screen; nothing was changed.',
    )
    expect(current()).toEqual(before)
  })

  it('is refused while another command has the folder in use', async () => {
    const before = current()
    const use = shareFolder(place.core.folder)
    const { code, err } = await loket(root, 'keys', 'rotate')
    use.release()
    expect(code).toBe(1)
    expect(err).toContain('Another command is using this data folder')
    expect(current()).toEqual(before)
  })

  it('of two at once one rotates and the other is refused', async () => {
    const both = await Promise.all([loket(root, 'keys', 'rotate'), loket(root, 'keys', 'rotate')])
    // The second may also come when the first has ended: then it rotates once more.
    const said = both.map(({ code, out, err }) => (code === 0 ? out : err))
    expect(both[0].code === 0 || both[1].code === 0).toBe(true)
    for (const words of said) expect(words).toMatch(/has a new key|nothing was changed/)
    expect(place.reopen().journal.setting('keys-rotated')).not.toBeNull()
  })

  it('is refused in the name of an operator: it is the machine administrator’s', async () => {
    const before = current()
    const { code, err } = await loket(root, '--operator', 'Rina Contoh', 'keys', 'rotate')
    expect(code).toBe(2)
    expect(err).toContain('leave --operator and LOKET_OPERATOR away')
    expect(current()).toEqual(before)
  })

  it('has nothing to do where there is no desk', async () => {
    const { code, err } = await loket(join(scratch, 'nowhere'), 'keys', 'rotate')
    expect(code).toBe(2)
    expect(err).toContain('There is no desk in this data folder')
  })
})

describe('loket keys kit', () => {
  it('writes one private page with the key as text and as a code, and the journal says so', async () => {
    const file = join(scratch, 'kit.pdf')
    const { code, out } = await loket(root, 'keys', 'kit', file)
    expect(code).toBe(0)
    expect(out).toContain('seal it in an envelope')
    expect(out).not.toContain('AGE-SECRET-KEY')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const pdf = readFileSync(file)
    const { pages, info } = await readPdf(pdf)
    expect(pages).toHaveLength(1)
    expect(pages[0]?.replaceAll(' ', '')).toContain(backupIdentity(current()).slice('AGE-SECRET-KEY-1'.length))
    expect(pages[0]).toContain('Pulihkan dari cadangan')
    expect(info['Title']).toBe('Lembar pemulihan')
    // The reader used here misses one code or another at one resolution or another.
    const scanned = [150, 200, 250, 300].map((dotsPerInch) => scanQr(pdf, dotsPerInch)).filter((text) => text !== null)
    expect(new Set(scanned)).toEqual(new Set([backupIdentity(current())]))
    expect(place.reopen().journal.setting('kit-printed')).not.toBeNull()
  })

  it('is not counted as printed where no file can be written', async () => {
    const { code } = await loket(root, 'keys', 'kit', join(scratch, 'missing', 'kit.pdf'))
    expect(code).toBe(2)
    expect(place.reopen().journal.setting('kit-printed')).toBeNull()
    expect(existsSync(join(scratch, 'missing'))).toBe(false)
  })
})
