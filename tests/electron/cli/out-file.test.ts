import { lchownSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { outFile, writeOut } from '../../../electron/cli/out-file.ts'

const NOBODY = 65_534

let folder: string
let precious: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'loket-out-')))
  precious = join(folder, 'precious')
  writeFileSync(precious, 'kept')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe.skipIf(process.platform === 'win32')('a link where a file is to be written', () => {
  test('is followed where whoever writes made it', () => {
    symlinkSync(precious, join(folder, 'link'))
    expect(outFile(join(folder, 'link'))).toBe(precious)
  })

  test.runIf(process.getuid?.() === 0)('is not followed for root where another user made it', () => {
    const link = join(folder, 'link')
    symlinkSync(precious, link)
    lchownSync(link, NOBODY, NOBODY)
    expect(() => outFile(link)).toThrow('a link that another user made')
  })

  test('under the name of the part is not written through', () => {
    const file = join(folder, 'rule')
    symlinkSync(precious, `${file}.${process.pid}.part`)
    writeOut(file, Buffer.from('new'))
    expect([readFileSync(file, 'utf8'), readFileSync(precious, 'utf8')]).toEqual(['new', 'kept'])
  })
})
