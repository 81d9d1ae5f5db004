import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataFolder, type DataFolder } from '../../../../electron/core/data-folder.ts'
import { freeBytesOf } from '../../../../electron/core/free-bytes.ts'
import { diskItem, folderItem, keysItem, logsItem } from '../../../../electron/core/health/folder-items.ts'
import { examineClosed } from '../../../../electron/core/health/closed-desk.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { KeystoreRefused } from '../../../../electron/core/keys/keystore.ts'
import { newSecrets, turnedClock } from '../../../support/journal.ts'

const MEGABYTE = 1_048_576
const isWindows = process.platform === 'win32'

let folder: DataFolder
beforeEach(() => {
  folder = openDataFolder(join(mkdtempSync(join(tmpdir(), 'loket-health-')), 'data'))
})
afterEach(() => rmSync(dirname(folder.root), { recursive: true, force: true }))

describe('the data folder', () => {
  it.skipIf(isWindows)('is well when only its owner can enter', () => {
    expect(folderItem(folder.root)).toMatchObject({ level: 'well', code: 'private' })
  })

  it.skipIf(isWindows)('is in trouble when others can enter, and says with which mode', () => {
    chmodSync(folder.root, 0o755)
    expect(folderItem(folder.root)).toMatchObject({ level: 'trouble', code: 'not-private', facts: { mode: '755' } })
  })

  it.skipIf(isWindows)('is in trouble when it belongs to another user', () => {
    expect(folderItem(folder.root, 4_000_000)).toMatchObject({ level: 'trouble', code: 'not-owned' })
  })

  it('is in trouble when it is not there', () => {
    expect(folderItem(join(folder.root, 'gone'))).toMatchObject({ level: 'trouble', code: 'missing' })
  })
})

describe('the disk', () => {
  it.each([
    [null, 'notice', 'not-known'],
    [199 * MEGABYTE, 'trouble', 'nearly-full'],
    [200 * MEGABYTE, 'notice', 'low'],
    [2047 * MEGABYTE, 'notice', 'low'],
    [2048 * MEGABYTE, 'well', 'enough'],
  ])('with %s bytes free is %s', (bytes, level, code) => {
    expect(diskItem(bytes)).toMatchObject({ level, code })
  })

  it('says how much is free', () => {
    expect(freeBytesOf(folder.root)).toBeGreaterThan(0)
    expect(freeBytesOf(join(folder.root, 'gone'))).toBeNull()
  })
})

describe('the keys', () => {
  it('are in trouble when they are gone, and well when only the owner reads them', () => {
    expect(keysItem(folder, false)).toMatchObject({ level: 'trouble', code: 'missing' })
    keyFile(folder.keyFile).create(newSecrets())
    expect(keysItem(folder, false)).toMatchObject({ level: 'well', code: 'private' })
  })

  it.skipIf(isWindows)('are in trouble when others read them, and when they are damaged', () => {
    keyFile(folder.keyFile).create(newSecrets())
    chmodSync(folder.keyFile, 0o640)
    expect(keysItem(folder, false)).toMatchObject({ level: 'trouble', code: 'readable-by-others' })
    chmodSync(folder.keyFile, 0o600)
    writeFileSync(folder.keyFile, '{"format":')
    expect(keysItem(folder, false)).toMatchObject({ level: 'trouble', code: 'damaged' })
  })

  it('are sealed for the program that unsealed them, and out of reach of a command', () => {
    writeFileSync(join(dirname(folder.keyFile), 'keys.sealed'), 'sealed', { mode: 0o600 })
    expect(keysItem(folder, true)).toMatchObject({ level: 'well', code: 'sealed' })
    expect(keysItem(folder, false)).toMatchObject({ level: 'notice', code: 'sealed-elsewhere' })
  })

  it('ask for a start of the desk when a change of keys was broken off', () => {
    const keystore = keyFile(folder.keyFile)
    keystore.create(newSecrets())
    keystore.stage({ secrets: newSecrets(), at: '2026-11-21T01:00:00.000Z', actor: 'Budi Contoh' } as never)
    expect(keysItem(folder, false)).toMatchObject({ level: 'notice', code: 'rotation-unfinished' })
  })
})

describe('the logs', () => {
  it('are well while they are small, and worth a look when something else fills the folder', () => {
    expect(logsItem(folder.logDir)).toMatchObject({ level: 'well', code: 'written', facts: { megabytes: 0 } })
    writeFileSync(join(folder.logDir, 'core.1'), Buffer.alloc(13 * MEGABYTE))
    expect(logsItem(folder.logDir)).toMatchObject({ level: 'notice', code: 'large', facts: { megabytes: 13 } })
    mkdirSync(join(folder.root, 'other'))
    expect(logsItem(join(folder.root, 'none'))).toMatchObject({ code: 'not-known' })
  })
})

describe('a desk whose keys are refused', () => {
  it.each(['missing', 'damaged', 'staged-damaged', 'both-damaged', 'staged-of-another-desk'] as const)(
    'is in trouble by its keys: %s',
    (code) => {
      keyFile(folder.keyFile).create(newSecrets())
      const { items } = examineClosed(folder, { kind: 'refused', error: new KeystoreRefused(code) }, turnedClock())
      expect(items.filter(({ level }) => level === 'trouble').map(({ topic }) => topic)).toEqual(['keys'])
    },
  )
})
