import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { openScratchFile } from '../../../../electron/core/db/scratch-file.ts'
import { demoRows } from '../../../../electron/core/demo/generate-roster.ts'
import { writeDemoRoster } from '../../../../electron/core/demo/write-roster-csv.ts'

const dir = mkdtempSync(join(tmpdir(), 'loket-scratch-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('scratch', () => {
  it('gives each part back until it is closed, and then is gone', () => {
    const path = join(dir, 'parts.scratch')
    const scratch = openScratchFile(path)
    const bytes = (fill: number) => Buffer.alloc(300_000, fill)
    scratch.put(0, 0, bytes(1))
    scratch.put(0, 1, bytes(2))
    scratch.put(1, 0, bytes(3))
    expect(bytes(2).equals(scratch.get(0, 1)!)).toBe(true)
    expect(bytes(3).equals(scratch.get(1, 0)!)).toBe(true)
    expect(bytes(1).equals(scratch.get(0, 0)!)).toBe(true)
    expect(scratch.get(0, 2)).toBeNull()
    expect(scratch.get(2, 0)).toBeNull()
    scratch.close()
    expect(readdirSync(dir)).toEqual([])
  })

  it('is of no use to anybody when the process that holds its key is killed', async () => {
    const csv = join(dir, 'roster.csv')
    const path = join(dir, 'killed.scratch')
    const options = { people: 4000, seed: 5 }
    writeDemoRoster(csv, options)
    const script = join(import.meta.dirname, '../../../support/sort-roster-process.ts')
    const child = spawn(process.execPath, [script, csv, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')

    expect(existsSync(path)).toBe(true)
    const left = readdirSync(dir).filter((name) => name.startsWith('killed.scratch'))
    const bytes = left.map((name) => readFileSync(join(dir, name), 'latin1')).join('')
    expect(bytes.length).toBeGreaterThan(100_000)
    for (const row of [...demoRows(options)].slice(0, 300)) {
      expect([row.nik, row.kkNumber, row.name].filter((value) => bytes.includes(value))).toEqual([])
    }
    const plain = new Database(path, { readonly: true })
    expect(() => plain.prepare('SELECT count(*) FROM part').get()).toThrow('file is not a database')
    plain.close()
  })
})
