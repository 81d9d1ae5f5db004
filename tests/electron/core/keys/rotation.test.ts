import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../../electron/core/clock.ts'
import type { DataFolder } from '../../../../electron/core/data-folder.ts'
import { opensWith } from '../../../../electron/core/db/rekey-copy.ts'
import { connect } from '../../../../electron/core/journal/connection.ts'
import { parseStored } from '../../../../electron/core/journal/stored-entry.ts'
import { verifyJournal } from '../../../../electron/core/journal/verify-journal.ts'
import { takeFolderAlone, shareFolder } from '../../../../electron/core/keys/folder-use.ts'
import { freshSecrets, withNewKeys } from '../../../../electron/core/keys/fresh-secrets.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { deriveKey, type Secrets } from '../../../../electron/core/keys/keystore.ts'
import { rotateNow } from '../../../../electron/core/keys/rotate-now.ts'
import { settleKeyFile } from '../../../../electron/core/keys/settle-rotation.ts'
import { readPointer } from '../../../../electron/core/roster/pointer-file.ts'
import { fileSha256 } from '../../../../electron/core/roster/file-sha256.ts'
import { fileIdOf } from '../../../../electron/core/roster/roster-file-names.ts'
import { silentLog } from '../../../../electron/core/server/log.ts'
import { admitInput, deskPlace, people, rina, type DeskPlace } from '../../../support/desk-core.ts'

let place: DeskPlace
let folder: DataFolder
let before: Secrets
beforeEach(async () => {
  place = await deskPlace()
  folder = place.core.folder
  before = current()
  place.core.close()
})
afterEach(() => place.remove())

const keystore = () => keyFile(folder.keyFile)
const settle = () =>
  settleKeyFile({ folder, clock: systemClock, log: silentLog, programVersion: '0.0.0-test' }, keystore())

function current(): Secrets {
  const secrets = keystore().load()
  if (secrets === null) throw new Error('no keys')
  return secrets
}

function stageNext(): Secrets {
  const secrets = withNewKeys(before)
  keystore().stage({ secrets, askedBy: 'Budi Contoh' })
  return secrets
}

function rosterEntry() {
  const reading = readPointer(folder.rosterDir)
  const entry = reading.kind === 'read' ? reading.pointer.sources['local']?.current : undefined
  const [base] = entry?.layers ?? []
  if (entry === undefined || base === undefined) throw new Error('no roster')
  return { version: entry.version, ...base, key: `roster/${fileIdOf(base.file)}` }
}

describe('a staged rotation', () => {
  it('is completed by the next opening: every database has its new key, and nothing is lost', () => {
    const entries = verifyJournal(folder, before).entries
    const next = stageNext()
    const core = place.reopen()
    expect(current()).toEqual(next)
    expect(opensWith(folder.journal, deriveKey(next, 'journal'))).toBe(true)
    expect(opensWith(folder.journal, deriveKey(before, 'journal'))).toBe(false)
    const { key, file, sha256 } = rosterEntry()
    expect(opensWith(join(folder.rosterDir, file), deriveKey(next, key))).toBe(true)
    expect(opensWith(join(folder.rosterDir, file), deriveKey(before, key))).toBe(false)
    expect(fileSha256(join(folder.rosterDir, file))).toBe(sha256)
    expect(core.roster.find({ kind: 'nik', value: people.ahmad })).toHaveLength(1)
    expect(core.journal.setting('keys-rotated')).not.toBeNull()
    expect(verifyJournal(folder, next)).toMatchObject({ entries: entries + 1, fault: null })
  })

  it('leaves nothing behind of the former keys, nor of its own work', () => {
    const next = stageNext()
    place.reopen().close()
    expect(readdirSync(join(folder.root, 'keys')).toSorted()).toEqual(['in-use.lock', 'keys.json'])
    expect(readdirSync(join(folder.root, 'journal')).toSorted()).toEqual(['head', 'journal.db'])
    expect(readdirSync(folder.rosterDir).filter((name) => /building|\.new$/.test(name))).toEqual([])
    expect(readFileSync(folder.keyFile, 'utf8')).not.toContain(before.masterKey.toString('hex'))
    expect(statSync(folder.keyFile).mode & 0o777).toBe(0o600)
    expect(statSync(folder.journal).mode & 0o777).toBe(0o600)
    expect(current()).toEqual(next)
  })

  it('says in the journal and in the audit trail who asked for it, once', () => {
    stageNext()
    place.reopen()
    place.reopen()
    place.core.close()
    const { db, entries, auditTrail } = connect(folder.journal, deriveKey(current(), 'journal'))
    const said = [...entries.from(1)].map(parseStored).filter((entry) => entry?.type === 'keys-rotated')
    const rows = [...auditTrail.from(1)].filter(({ action }) => action === 'keys-rotated')
    db.close()
    expect(said).toMatchObject([{ actor: 'Budi Contoh' }])
    expect(rows).toMatchObject([{ actor: 'Budi Contoh', facts: JSON.stringify({ entry: said[0]?.seq }) }])
  })

  it('waits for the next start while another program has the folder in use, and the desk goes on with its keys', () => {
    const other = shareFolder(folder)
    stageNext()
    const core = place.reopen()
    expect(core.desk.check).toBeDefined()
    expect(current()).toEqual(before)
    other.release()
    place.reopen()
    expect(current()).not.toEqual(before)
  }, 30_000)

  it('is refused for keys of another desk, and nothing is changed', () => {
    keystore().stage({ secrets: freshSecrets(), askedBy: 'Budi Contoh' })
    expect(settle).toThrow('staged-of-another-desk')
    expect(opensWith(folder.journal, deriveKey(before, 'journal'))).toBe(true)
  })

  it('is given up when its file is damaged before any database was changed', () => {
    stageNext()
    writeFileSync(join(folder.root, 'keys', 'keys.next'), '{', { mode: 0o600 })
    const core = place.reopen()
    expect(current()).toEqual(before)
    expect(core.journal.setting('keys-rotated')).toBeNull()
    expect(existsSync(join(folder.root, 'keys', 'keys.next'))).toBe(false)
  })
})

describe('a rotation now', () => {
  const now = () => rotateNow({ folder, clock: systemClock, log: silentLog, programVersion: '0.0.0-test' }, 'somebody')

  it('leaves a roster that was changed behind the import as it is, says so, and gives the rest its keys', () => {
    const path = join(folder.rosterDir, rosterEntry().file)
    const bytes = readFileSync(path)
    const middle = bytes.length >> 1
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    writeFileSync(path, bytes)
    expect(now()).toMatchObject({ kind: 'rotated', rosters: [], unreadableRosters: [rosterEntry().version] })
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(place.reopen().roster.state()).toEqual({ kind: 'damaged', version: rosterEntry().version })
    expect(verifyJournal(folder, current()).fault).toBeNull()
  })

  it('changes nothing in a folder whose journal is damaged', () => {
    const bytes = readFileSync(folder.journal)
    bytes[5000] = (bytes[5000] ?? 0) ^ 1
    writeFileSync(folder.journal, bytes)
    expect(now).toThrow(/malformed|not-readable-with-this-key/)
    expect(readFileSync(folder.journal).equals(bytes)).toBe(true)
    expect(current()).toEqual(before)
    expect(existsSync(join(folder.root, 'keys', 'keys.next'))).toBe(false)
  })

  it('may follow another one at once', () => {
    expect(now().kind).toBe('rotated')
    const between = current()
    expect(now().kind).toBe('rotated')
    expect(current()).not.toEqual(between)
    expect(place.reopen().roster.find({ kind: 'nik', value: people.ahmad })).toHaveLength(1)
  })
})

describe('damaged key files', () => {
  it('are told apart: the next keys alone complete the rotation where the databases have them', () => {
    const next = stageNext()
    const staged = readFileSync(join(folder.root, 'keys', 'keys.next'))
    settle()
    // As after a crash between the last database and the key file, which the disk then damaged.
    writeFileSync(join(folder.root, 'keys', 'keys.next'), staged, { mode: 0o600 })
    for (const damage of [() => writeFileSync(folder.keyFile, 'x', { mode: 0o600 }), () => rmSync(folder.keyFile)]) {
      damage()
      writeFileSync(join(folder.root, 'keys', 'keys.next'), staged, { mode: 0o600 })
      const core = place.reopen()
      expect(current()).toEqual(next)
      expect(core.roster.state().kind).toBe('current')
      core.close()
    }
  })

  it('are refused with their own code', () => {
    stageNext()
    writeFileSync(folder.keyFile, 'x', { mode: 0o600 })
    expect(settle).toThrow('keystore refused: damaged')
    rmSync(folder.keyFile)
    expect(settle).toThrow('keystore refused: missing')
    writeFileSync(folder.keyFile, 'x', { mode: 0o600 })
    writeFileSync(join(folder.root, 'keys', 'keys.next'), 'x', { mode: 0o600 })
    expect(settle).toThrow('both-damaged')
  })

  it('are refused when only the damaged one could read the journal', () => {
    const old = readFileSync(folder.keyFile)
    stageNext()
    settle()
    writeFileSync(folder.keyFile, old, { mode: 0o600 })
    writeFileSync(join(folder.root, 'keys', 'keys.next'), 'x', { mode: 0o600 })
    expect(settle).toThrow('staged-damaged')
  })

  it.skipIf(process.platform === 'win32')('are refused when others may read the next keys', () => {
    stageNext()
    writeFileSync(join(folder.root, 'keys', 'keys.next'), readFileSync(join(folder.root, 'keys', 'keys.next')))
    rmSync(join(folder.root, 'keys', 'keys.next'))
    writeFileSync(join(folder.root, 'keys', 'keys.next'), 'x', { mode: 0o644 })
    expect(settle).toThrow('readable-by-others')
  })
})

describe('the use of a data folder', () => {
  it('is shared by many and taken alone by one', () => {
    const [one, two] = [shareFolder(folder), shareFolder(folder)]
    expect(takeFolderAlone(folder, 0)).toBeNull()
    one.release()
    expect(takeFolderAlone(folder, 0)).toBeNull()
    two.release()
    const alone = takeFolderAlone(folder, 0)
    expect(alone).not.toBeNull()
    expect(takeFolderAlone(folder, 0)).toBeNull()
    alone?.release()
  })
})

it('an admission made before a rotation can be found and printed after it', async () => {
  const core = place.reopen()
  const admitted = await core.desk.admit(admitInput(people.ahmad), rina.name)
  if (admitted.kind !== 'admitted') throw new Error(admitted.kind)
  core.close()
  stageNext()
  const after = place.reopen()
  expect(after.journal.admissions.get(admitted.admission.id)).toEqual(admitted.admission)
  expect((await after.letters.print(admitted.admission.id, rina.name)).kind).toBe('made')
})
