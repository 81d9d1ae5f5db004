import { hash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBackup, type VerifyOutcome } from '../../../../electron/core/backup/verify-backup.ts'
import { openDatabase } from '../../../../electron/core/db/open-database.ts'
import { canonicalJson, sha256Hex } from '../../../../electron/core/journal/entry-hash.ts'
import { backupIdentity } from '../../../../electron/core/keys/backup-identity.ts'
import { deriveKey } from '../../../../electron/core/keys/keystore.ts'
import type { BackupManifest } from '../../../../shared/contract/backup.ts'
import { backupPlace, plainOf, sealedBackup, section, type BackupPlace } from '../../../support/backup.ts'
import { newSecrets } from '../../../support/journal.ts'

let place: BackupPlace
let good: string
let bytes: Buffer
beforeAll(async () => {
  place = backupPlace()
  good = await place.made()
  bytes = readFileSync(good)
})
afterAll(() => place.remove())

const ANYBODY = { hospitalCode: null, device: null }

function verified(path: string, identities = [place.identity], expected = ANYBODY as Expected): Promise<VerifyOutcome> {
  return verifyBackup({ path, identities, expected, place: place.folder.root, programVersion: '0.0.0-test' }, null)
}
type Expected = { hospitalCode: string | null; device: string | null }

async function faultOf(content: Buffer, name = 'changed.lsbackup') {
  const path = join(place.folder.root, name)
  writeFileSync(path, content)
  const outcome = await verified(path)
  return outcome.kind === 'bad' ? outcome.fault : 'good'
}

describe('a good backup', () => {
  it('proves itself and says what it holds', async () => {
    const outcome = await verified(good)
    expect(outcome).toMatchObject({
      kind: 'good',
      manifest: {
        device: place.secrets.deviceId,
        hospitalCode: '3275999',
        deskCode: 'A1',
        totals: { admissions: 6, guaranteed: 4, voided: 2, umum: 0, provisional: 0 },
      },
    })
  })

  it('leaves nothing behind after it was proved', async () => {
    await verified(good)
    expect(readdirSync(join(place.folder.root, 'backup-work')).filter((name) => !name.startsWith('alone'))).toEqual([])
  })

  it('is opened by any of several keys', async () => {
    const identities = [backupIdentity(newSecrets()), place.identity]
    expect((await verified(good, identities)).kind).toBe('good')
  })

  it('holds neither a name nor a number of a patient in the clear', () => {
    expect(bytes.includes('Contoh')).toBe(false)
    expect(bytes.includes('3275020')).toBe(false)
    expect(bytes.includes('SQLite')).toBe(false)
  })
})

describe('bad input', () => {
  it('names a file that is not there, an empty file, a folder, and garbage', async () => {
    expect(await verified(join(place.out, 'nothing'))).toEqual({ kind: 'bad', fault: 'file-not-found' })
    expect(await faultOf(Buffer.alloc(0))).toBe('not-a-backup')
    expect(await verified(place.out)).toEqual({ kind: 'bad', fault: 'not-a-backup' })
    expect(await faultOf(randomBytes(3_000_000))).toBe('not-a-backup')
  })

  it('does not read a huge line without end into memory', async () => {
    const path = join(place.folder.root, 'huge')
    writeFileSync(path, 'age-encryption.org/v1\n')
    truncateSync(path, 20_000_000_000)
    const before = process.memoryUsage().rss
    expect(await verified(path)).toEqual({ kind: 'bad', fault: 'not-a-backup' })
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  })

  it('names another key', async () => {
    expect(await verified(good, [backupIdentity(newSecrets())])).toEqual({ kind: 'bad', fault: 'wrong-key' })
  })

  it('finds a backup cut short anywhere', async () => {
    const head = bytes.indexOf('\n--- ') + 5
    for (const length of [10, head, head + 20]) expect(await faultOf(bytes.subarray(0, length))).not.toBe('good')
    const chunk = 64 * 1024 + 16
    const body = bytes.indexOf(0x0a, head) + 1 + 16
    const cuts = [body + 1, body + 500, body + chunk, body + chunk + 1, bytes.length - chunk, bytes.length - 1]
    for (const length of cuts) expect(await faultOf(bytes.subarray(0, length)), `cut at ${length}`).toBe('damaged')
    for (let n = 0; n < 10; n++) {
      const length = body + 1 + Math.floor(Math.random() * (bytes.length - body - 1))
      expect(await faultOf(bytes.subarray(0, length)), `cut at ${length}`).toBe('damaged')
    }
  }, 180_000)

  it('finds a flipped bit in every part of the head and anywhere in the body', async () => {
    const body = bytes.indexOf(0x0a, bytes.indexOf('\n--- ') + 1) + 1
    for (let at = 0; at < body; at += 3) expect(await faultOf(flipped(at)), `head ${at}`).not.toBe('good')
    const places = [body, body + 16, body + 17, bytes.length - 1, bytes.length - 17]
    for (let n = 0; n < 25; n++) places.push(body + Math.floor(Math.random() * (bytes.length - body)))
    for (const at of places) expect(await faultOf(flipped(at)), `body ${at}`).toBe('damaged')
  }, 120_000)

  it('finds bytes that were added', async () => {
    expect(await faultOf(Buffer.concat([bytes, Buffer.from('more')]))).toBe('damaged')
  })

  function flipped(at: number): Buffer {
    const copy = Buffer.from(bytes)
    copy[at] = (copy[at] ?? 0) ^ 0x01
    return copy
  }
})

describe('a backup that was put together by somebody with its key', () => {
  it('is refused by name when its format is a later one', async () => {
    const { manifest, secrets, database } = await plainOf(good, place.identity)
    const later = canonicalJson({ ...(JSON.parse(manifest) as object), format: 2, more: true })
    expect(await forged([Buffer.from(`${later}\n`), section(secrets), section(database)])).toBe('newer-than-program')
  })

  it('does not prove when it says other totals, another end, hospital or database than it has', async () => {
    for (const change of [
      (m: BackupManifest) => ({ ...m, totals: { ...m.totals, guaranteed: m.totals.guaranteed + 1 } }),
      (m: BackupManifest) => ({ ...m, entries: { ...m.entries, hash: sha256Hex('x') } }),
      (m: BackupManifest) => ({ ...m, audit: { ...m.audit, seq: m.audit.seq - 1 } }),
      (m: BackupManifest) => ({ ...m, databaseSha256: sha256Hex('x') }),
      (m: BackupManifest) => ({ ...m, device: newSecrets().deviceId }),
      (m: BackupManifest) => ({ ...m, hospitalCode: '3276999' }),
      (m: BackupManifest) => ({ ...m, demo: !m.demo }),
    ]) {
      const { manifest, secrets, database } = await plainOf(good, place.identity)
      const line = `${canonicalJson(change(JSON.parse(manifest) as BackupManifest))}\n`
      expect(await forged([Buffer.from(line), section(secrets), section(database)])).toBe('does-not-prove')
    }
  })

  it('is damaged when a section is too short, too long or missing', async () => {
    const { manifest, secrets, database } = await plainOf(good, place.identity)
    const line = Buffer.from(`${manifest}\n`)
    expect(await forged([line])).toBe('damaged')
    expect(await forged([line, section(secrets)])).toBe('damaged')
    expect(await forged([line, section(secrets), section(database).subarray(0, 5000)])).toBe('damaged')
    expect(await forged([line, section(secrets), section(database), Buffer.from('x')])).toBe('damaged')
    expect(await forged([Buffer.from('no manifest at all')])).toBe('damaged')
    expect(await forged([Buffer.from('no manifest at all\n')])).toBe('not-a-backup')
    expect(await forged([line, section(Buffer.from('{}')), section(database)])).toBe('does-not-prove')
  })

  it.each([
    ['an entry was changed', `UPDATE entries SET actor = 'Anybody' WHERE seq = 4`],
    ['an entry was signed by nobody', `UPDATE entries SET signature = '${'0'.repeat(128)}' WHERE seq = 4`],
    ['the last entries are gone', 'DELETE FROM entries WHERE seq > 5'],
    ['an audit row was changed', `UPDATE audit SET actor = 'Anybody' WHERE seq = 2`],
    ['an admission is shown otherwise', `UPDATE admissions SET state = 'umum' WHERE state = 'guaranteed'`],
    ['an admission is not shown', 'DELETE FROM admissions'],
    ['a setting is another', `DELETE FROM settings WHERE name = 'hospital'`],
  ])('does not prove when %s', async (_what, sql) => {
    const { manifest, secrets, database } = await plainOf(good, place.identity)
    const copy = join(place.folder.root, 'tampered.db')
    writeFileSync(copy, database)
    const db = openDatabase(copy, deriveKey(place.secrets, 'journal'), 'build')
    for (const trigger of ['entries_stay', 'entries_never_leave', 'audit_stays', 'audit_never_leaves'])
      db.exec(`DROP TRIGGER ${trigger}`)
    db.exec(sql)
    db.close()
    const tampered = readFileSync(copy)
    const said = {
      ...(JSON.parse(manifest) as BackupManifest),
      databaseBytes: tampered.length,
      databaseSha256: sha256Of(tampered),
    }
    const line = Buffer.from(`${canonicalJson(said)}\n`)
    expect(await forged([line, section(secrets), section(tampered)])).toBe('does-not-prove')
  })

  it('is refused by name when its database is newer', async () => {
    const { manifest, secrets, database } = await plainOf(good, place.identity)
    const copy = join(place.folder.root, 'newer.db')
    writeFileSync(copy, database)
    const db = openDatabase(copy, deriveKey(place.secrets, 'journal'), 'build')
    db.pragma('user_version = 999')
    db.close()
    const newer = readFileSync(copy)
    const said = { ...(JSON.parse(manifest) as object), databaseBytes: newer.length, databaseSha256: sha256Of(newer) }
    const line = Buffer.from(`${canonicalJson(said)}\n`)
    expect(await forged([line, section(secrets), section(newer)])).toBe('newer-than-program')
  })

  async function forged(parts: readonly Buffer[]) {
    mkdirSync(join(place.folder.root, 'forged'), { recursive: true })
    const path = join(place.folder.root, 'forged', 'file')
    await sealedBackup(path, place.identity, parts)
    const outcome = await verified(path)
    return outcome.kind === 'bad' ? outcome.fault : 'good'
  }
})

describe('whose backup it is', () => {
  it('is asked by device first, then by hospital', async () => {
    const device = place.secrets.deviceId
    const other = newSecrets().deviceId
    expect((await verified(good, undefined, { hospitalCode: '3275999', device })).kind).toBe('good')
    // The desk belonged to no hospital, or to another one, when it was made.
    expect((await verified(good, undefined, { hospitalCode: '1111111', device })).kind).toBe('good')
    expect((await verified(good, undefined, { hospitalCode: '3275999', device: null })).kind).toBe('good')
    expect(await verified(good, undefined, { hospitalCode: '1111111', device: other })).toEqual({
      kind: 'bad',
      fault: 'other-hospital',
    })
    expect(await verified(good, undefined, { hospitalCode: '1111111', device: null })).toEqual({
      kind: 'bad',
      fault: 'other-hospital',
    })
    expect(await verified(good, undefined, { hospitalCode: '3275999', device: other })).toEqual({
      kind: 'bad',
      fault: 'other-desk',
    })
  })
})

function sha256Of(content: Buffer): string {
  return hash('sha256', content)
}
