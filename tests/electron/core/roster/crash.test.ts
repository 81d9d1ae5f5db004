import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../electron/core/demo/random.ts'
import { runKilled } from '../../../support/run-killed.ts'
import { building, csv, desk, key, person } from './roster-fixture.ts'

const IMPORTER = fileURLToPath(new URL('../../../support/import-process.ts', import.meta.url))
const ROUNDS = process.env['LOKET_LONG'] === '1' ? 100 : 12
const PEOPLE = 9000

/** Unlike the fixture's 99, thousands of different people. */
function generation(name: string): string {
  const rows = Array.from({ length: PEOPLE }, (_, i) => {
    const serial = String(i + 1).padStart(4, '0')
    return person(i % 28, { nik: `327502150890${serial}`, kk_number: `327502010117${serial}`, name })
  })
  return csv(rows)
}

describe('a process killed while it imports', () => {
  it(`leaves the old version or the new one, never a mix, no unfinished file once the roster is opened, and does not stand in the way (${ROUNDS} times)`, async () => {
    const { give, folder, dir, reopen, roster } = desk()
    await give(generation('Angkatan 0'))
    const path = join(dir, 'next.csv')
    const random = createRandom(4)

    writeFileSync(path, generation('Angkatan 0'))
    const startedAt = performance.now()
    expect(await runKilled(IMPORTER, [folder.root, path], null)).toBe(true)
    const wholeMs = performance.now() - startedAt

    let current = 'Angkatan 0'
    let killed = 0
    for (let round = 1; round <= ROUNDS; round += 1) {
      const next = `Angkatan ${round}`
      writeFileSync(path, generation(next))
      const finished = await runKilled(IMPORTER, [folder.root, path], wholeMs * (0.1 + random.below(1000) / 1000))
      if (!finished) killed += 1
      const fresh = reopen()
      expect(building(folder)).toEqual([])
      expect(fresh.state()).toMatchObject({ kind: 'current', people: PEOPLE, rows: PEOPLE, fellBack: false })
      const names = new Set<string>()
      for (let i = 0; i < PEOPLE; i += 45) {
        const nik = `327502150890${String(i + 1).padStart(4, '0')}`
        names.add(fresh.find(key('nik', nik))[0]?.rows[0].name ?? 'gone')
        expect(roster.find(key('nik', nik))[0]?.rows[0].name).toBe(fresh.find(key('nik', nik))[0]?.rows[0].name)
      }
      expect(names.size).toBe(1)
      const [name = ''] = names
      expect(finished ? [next] : [current, next]).toContain(name)
      current = name
      fresh.close()
    }
    expect(killed).toBeGreaterThan(ROUNDS / 4)

    expect(await runKilled(IMPORTER, [folder.root, path], null)).toBe(true)
    expect(building(folder)).toEqual([])
  }, 600_000)

  it('keeps a second process out only as long as it lives', async () => {
    const { give, folder, dir, roster } = desk()
    await give(generation('Angkatan 0'))
    const path = join(dir, 'next.csv')
    writeFileSync(path, generation('Angkatan 1'))
    const child = spawn(process.execPath, [IMPORTER, folder.root, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const asked = await give(generation('Angkatan 2'))
    expect(asked).toMatchObject({ kind: 'refused', refusal: { code: 'busy' } })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    expect(await give(generation('Angkatan 3'))).toMatchObject({ kind: 'done' })
    expect(roster.find(key('nik', '3275021508900001'))[0]?.rows[0].name).toBe('Angkatan 3')
  })
})
