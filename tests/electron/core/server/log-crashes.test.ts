import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'support', 'crashing-process.ts')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a failure that nobody caught', () => {
  it.each(['throws', 'throws-later', 'rejects'])(
    'ends the process and leaves its kind and place in the log (%s)',
    (how) => {
      const { status, stderr } = spawnSync(process.execPath, [PROGRAM, how, folder], { encoding: 'utf8' })
      expect(status).toBe(1)
      const line: unknown = JSON.parse(readFileSync(join(folder, 'core.log'), 'utf8'))
      expect(line).toMatchObject({ event: 'core.crashed', error: 'RangeError' })
      expect(line).toHaveProperty('frames', expect.arrayContaining([expect.stringContaining('crashing-process.ts:')]))
      expect(JSON.stringify(line) + stderr).not.toContain('3275021508909901')
    },
  )
})
