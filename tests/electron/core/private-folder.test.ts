import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makePrivateFolder } from '../../../electron/core/private-folder.ts'

const dir = mkdtempSync(join(tmpdir(), 'loket-folder-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('makePrivateFolder', () => {
  it('makes every missing folder, for its owner alone', () => {
    const path = join(dir, 'a', 'b')
    makePrivateFolder(path)
    if (process.platform !== 'win32') expect(statSync(join(dir, 'a')).mode & 0o777).toBe(0o700)
    makePrivateFolder(path)
    expect(existsSync(path)).toBe(true)
  })

  it('throws, rather than trying for ever, where no folder can be made', () => {
    const file = join(dir, 'file')
    writeFileSync(file, '')
    expect(() => makePrivateFolder(join(file, 'x'))).toThrow()
    if (process.platform === 'linux') expect(() => makePrivateFolder('/proc/loket/x')).toThrow()
  })
})
