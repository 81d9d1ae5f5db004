import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makePrivateFolder } from '../../../electron/core/private-folder.ts'

const dir = mkdtempSync(join(tmpdir(), 'loket-folder-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('makePrivateFolder', () => {
  it('makes every missing folder, and does nothing where it is there', () => {
    const path = join(dir, 'a', 'b')
    makePrivateFolder(path)
    makePrivateFolder(path)
    expect(existsSync(path)).toBe(true)
  })

  it.skipIf(process.platform === 'win32')('lets only the owner in', () => {
    makePrivateFolder(join(dir, 'c', 'd'))
    expect(statSync(join(dir, 'c')).mode & 0o777).toBe(0o700)
  })

  it('throws where no folder can be made', () => {
    const file = join(dir, 'file')
    writeFileSync(file, '')
    expect(() => makePrivateFolder(join(file, 'x'))).toThrow(/ENOTDIR/)
  })

  it.runIf(process.platform === 'linux')('does not try for ever below a folder that takes none', () => {
    expect(() => makePrivateFolder('/proc/loket/x')).toThrow(/ENOENT/)
  })
})
