import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../electron/core/demo/random.ts'
import type { PackInstall } from '../../../../electron/core/roster/roster.ts'
import type { FeedVersion } from '../../../../shared/domain/feed.ts'
import { runKilled } from '../../../support/run-killed.ts'
import { feedIn, published, type Published } from './feed-fixture.ts'
import { building, desk, key, person, pointed, type CsvRow } from './roster-fixture.ts'

const INSTALLER = fileURLToPath(new URL('../../../support/install-process.ts', import.meta.url))
const ROUNDS = process.env['LOKET_LONG'] === '1' ? 100 : 10
const PEOPLE = 2500

/** Everybody is called after the version; in a delta only every fifth is, of another fifth each time. */
function generation(round: number, before: Published | null): Published {
  const name = `Angkatan ${round}`
  const rows = Array.from({ length: PEOPLE }, (_, i): CsvRow => {
    const serial = String(i + 1).padStart(4, '0')
    return person(i % 28, { nik: `327502150890${serial}`, kk_number: `327502010117${serial}`, name })
  })
  const version = `2026-11-20-${round + 1}`
  if (before === null) return published(version, rows)
  const changed = before.rows.map((row, i) => (i % 5 === round % 5 ? { ...row, name } : row))
  return { version: version as FeedVersion, rows: changed }
}

describe('a process killed while it installs what a feed brought', () => {
  it.each(['full', 'delta'] as const)(
    `leaves the old version or the new one whole, never a mix, and no unfinished file once the roster is opened (${ROUNDS} times, %s)`,
    async (kind) => {
      const { folder, dir, roster, reopen } = desk()
      const feed = feedIn(dir, 'bekasi', ['kbs-bekasi'])
      roster.setFeeds([feed])
      const random = createRandom(kind === 'full' ? 5 : 6)
      const jobPath = join(dir, 'job.json')
      const jobOf = (from: Published, to: Published): Promise<PackInstall> =>
        kind === 'full' ? feed.full(to) : feed.deltas([from, to])

      let current = generation(0, null)
      expect(await roster.installPacks(await feed.full(current), () => {})).toMatchObject({ kind: 'done' })
      let next = generation(1, kind === 'delta' ? current : null)
      writeFileSync(jobPath, JSON.stringify(await jobOf(current, next)))
      const startedAt = performance.now()
      expect(await runKilled(INSTALLER, [folder.root, jobPath], null)).toBe(true)
      const wholeMs = performance.now() - startedAt
      current = next

      let killed = 0
      for (let round = 2; round < ROUNDS + 2; round += 1) {
        next = generation(round, kind === 'delta' ? current : null)
        writeFileSync(jobPath, JSON.stringify(await jobOf(current, next)))
        // Most of it is the start of the process.
        const finished = await runKilled(INSTALLER, [folder.root, jobPath], wholeMs * (0.4 + random.below(700) / 1000))
        if (!finished) killed += 1
        const { version, layers } = pointed(folder, 'bekasi').current
        expect(finished ? [next.version] : [current.version, next.version]).toContain(version)
        expect(layers.length).toBeLessThanOrEqual(5)
        if (version === next.version) current = next
        const fresh = reopen()
        expect(building(folder)).toEqual([])
        fresh.setFeeds([feed])
        expect(fresh.state()).toMatchObject({
          kind: 'current',
          version: `bekasi/${version}`,
          people: PEOPLE,
          rows: PEOPLE,
          fellBack: false,
        })
        for (let i = 0; i < PEOPLE; i += 7) {
          const row = current.rows[i]
          for (const one of [fresh, roster])
            expect(one.find(key('nik', row?.nik ?? ''))[0]?.rows.map(({ name }) => name)).toEqual([row?.name])
        }
        fresh.close()
      }
      expect(killed).toBeGreaterThan(ROUNDS / 4)

      next = generation(ROUNDS + 2, kind === 'delta' ? current : null)
      writeFileSync(jobPath, JSON.stringify(await jobOf(current, next)))
      expect(await runKilled(INSTALLER, [folder.root, jobPath], null)).toBe(true)
      expect(building(folder)).toEqual([])
    },
    900_000,
  )
})
