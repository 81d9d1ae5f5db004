import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDataFolder } from '../../../../electron/core/data-folder.ts'
import { openRoster } from '../../../../electron/core/roster/open-roster.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { csv, desk, key, NOON, person, SECRETS, WORKER_URL } from './roster-fixture.ts'

const asOf = '2026-11-21' as IsoDate

function people(count: number): string {
  return csv(
    Array.from({ length: count }, (_, i) => {
      const serial = String((i % 9999) + 1).padStart(4, '0')
      const day = String((Math.floor(i / 9999) % 28) + 1).padStart(2, '0')
      return person(i % 28, {
        nik: `327502${day}0890${serial}`,
        kk_number: `327502010117${serial}`,
        name: 'Siti Rahasia',
      })
    }),
  )
}

/** Names of files below `dir` that hold personal data in clear. */
function inClear(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(dir, name)
    if (!existsSync(path) || !statSync(path).isFile()) return false
    const bytes = readFileSync(path)
    return ['Rahasia', '327502010890', '3275020101170', 'SQLite format 3'].some((text) => bytes.includes(text))
  })
}

describe('a roster at rest', () => {
  it('holds no personal data in clear, during an import and after it', async () => {
    const { give, folder, dir } = desk()
    let scans = 0
    let building = 0
    let done = false
    const importing = give(people(60_000)).finally(() => {
      done = true
    })
    while (!done) {
      expect(inClear(folder.root)).toEqual([])
      if (readdirSync(folder.rosterDir).some((name) => name.startsWith('building-'))) building += 1
      scans += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(await importing).toMatchObject({ kind: 'done' })
    expect(inClear(folder.root)).toEqual([])
    expect(scans).toBeGreaterThan(3)
    expect(building).toBeGreaterThan(0)
    // The same scan does find it in the input: it is not blind.
    expect(inClear(dir)).toEqual(['roster.csv'])
  })

  it('writes rejects into the data folder when the input lies where nothing can be written', async (context) => {
    const { roster, dir, folder } = desk()
    const locked = join(dir, 'locked')
    mkdirSync(locked)
    writeFileSync(join(locked, 'in.csv'), csv([person(1), person(2, { sex: '?' })]))
    if (process.getuid?.() === 0) {
      // Root may write anywhere; a read-only mount stops it too.
      if (!mounted(locked, ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs'])) context.skip('mounting is not allowed here')
      writeFileSync(join(locked, 'in.csv'), csv([person(1), person(2, { sex: '?' })]))
      execFileSync('mount', ['-o', 'remount,ro', locked])
    } else {
      chmodSync(locked, 0o500)
      onTestFinished(() => chmodSync(locked, 0o700))
    }
    const outcome = await roster.import(join(locked, 'in.csv'), { asOf, maxRejectedShare: 1 }, () => {})
    expect(outcome).toMatchObject({ kind: 'done', report: { rejectsFile: join(folder.root, 'in.csv.rejects.csv') } })
    expect(readFileSync(join(folder.root, 'in.csv.rejects.csv'), 'utf8')).toBe('line,column,code\n3,sex,unknown-code\n')
  })
})

describe('a full disk', () => {
  it('refuses the import, changes nothing and leaves nothing behind', async (context) => {
    const { dir } = desk()
    const disk = join(dir, 'disk')
    mkdirSync(disk)
    if (!mounted(disk, ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs'])) context.skip('mounting a small disk needs root')
    const folder = openDataFolder(join(disk, 'data'))
    const roster = openRoster({ folder, secrets: SECRETS, clock: NOON, workerUrl: WORKER_URL })
    const small = join(dir, 'small.csv')
    const large = join(dir, 'large.csv')
    writeFileSync(small, people(500))
    writeFileSync(large, people(60_000))
    expect(await roster.import(small, { asOf }, () => {})).toMatchObject({ kind: 'done' })
    const before = readdirSync(folder.rosterDir)
    const state = roster.state()

    expect(await roster.import(large, { asOf }, () => {})).toMatchObject({
      kind: 'refused',
      refusal: { code: 'disk-full' },
    })
    expect(readdirSync(folder.rosterDir)).toEqual(before)
    expect(roster.state()).toEqual(state)
    expect(roster.find(key('nik', '3275020108900001'))).toHaveLength(1)

    // Not a byte free: even the lock and the pointer must not be harmed.
    fill(join(disk, 'ballast'))
    copyFileSync(large, join(dir, 'again.csv'))
    expect(await roster.import(join(dir, 'again.csv'), { asOf }, () => {})).toMatchObject({
      refusal: { code: 'disk-full' },
    })
    expect(roster.state()).toEqual(state)
    roster.close()
    const again = openRoster({ folder, secrets: SECRETS, clock: NOON, workerUrl: WORKER_URL })
    expect(again.state()).toEqual(state)
    again.close()
  })
})

function mounted(path: string, options: string[]): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('mount', [...options, path], { stdio: 'ignore' })
  } catch {
    return false
  }
  onTestFinished(() => void execFileSync('umount', ['-l', path]))
  return true
}

function fill(path: string): void {
  try {
    writeFileSync(path, Buffer.alloc(16 << 20))
  } catch {
    // ENOSPC is the purpose.
  }
}
