import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataFolder } from '../../../../electron/core/data-folder.ts'
import { keyFile } from '../../../../electron/core/keys/key-file.ts'
import { openCore } from '../../../../electron/core/open-core.ts'
import { newSecrets } from '../../../support/journal.ts'
import { SOURCE_WORKERS } from '../../../../electron/core/source-workers.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-keys-'))
  path = join(folder, 'keys', 'keys.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const MODULE = new URL('../../../../electron/core/keys/key-file.ts', import.meta.url).href

/** In a process that may open files but not put a byte into them, as on a full disk. */
function createWithoutSpace(): string {
  const script = `
    const { keyFile } = await import(${JSON.stringify(MODULE)})
    const secrets = { masterKey: Buffer.alloc(32), lastingKey: Buffer.alloc(32), backupKey: Buffer.alloc(32), signingSeed: Buffer.alloc(32), deviceId: '01939d3e-0000-7000-8000-000000000001' }
    try { keyFile(${JSON.stringify(path)}).create(secrets); console.log('created') } catch (error) { console.log(error.code) }`
  const command = 'ulimit -f 0; exec "$0" --input-type=module -e "$1" | cat'
  return execFileSync('bash', ['-c', command, process.execPath, script], { encoding: 'utf8' }).trim()
}

describe('the key file', () => {
  it('is not made anew in a folder whose journal is gone too: that data waits for its backup', () => {
    openDataFolder(folder)
    writeFileSync(join(folder, 'journal', 'head'), '')
    const open = () =>
      openCore({
        dataFolder: folder,
        version: '0.0.0-test',
        demo: false,
        workers: SOURCE_WORKERS,
        deliver: () => Promise.resolve({ kind: 'printer' }),
      })
    expect(open).toThrow('keystore refused: missing')
    expect(existsSync(path)).toBe(false)
  })

  it('is not said to be lost where the operating system sealed the keys', () => {
    openDataFolder(folder)
    writeFileSync(join(folder, 'keys', 'keys.sealed'), 'sealed')
    expect(() => keyFile(path).load()).toThrow('keystore refused: sealed')
  })

  it('is private, is read back, and is never overwritten', () => {
    const secrets = newSecrets()
    keyFile(path).create(secrets)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(keyFile(path).load()).toEqual(secrets)
    expect(() => keyFile(path).create(newSecrets())).toThrow('already-there')
    expect(keyFile(path).load()).toEqual(secrets)
  })

  it.skipIf(process.platform === 'win32')('is not used once others could read it', () => {
    keyFile(path).create(newSecrets())
    chmodSync(path, 0o640)
    expect(() => keyFile(path).load()).toThrow('readable-by-others')
  })

  it.skipIf(process.platform === 'win32')(
    'is not there after a write that failed, so that the next start founds it',
    () => {
      expect(createWithoutSpace()).toBe('EFBIG')
      expect(existsSync(path)).toBe(false)
      expect(keyFile(path).load()).toBeNull()
    },
  )
})
