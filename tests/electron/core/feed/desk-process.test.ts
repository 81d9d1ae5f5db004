import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startCore } from '../../../support/core-under-shell.ts'
import { feedRepository } from '../../../support/feed-repository.ts'
import { testHospital } from '../../../support/journal.ts'
import { runLoket } from '../../../support/run-loket.ts'

it('asks by itself, soon, a feed that a command adds while the desk runs, and what it says of it goes to its own log', async () => {
  const root = mkdtempSync(join(tmpdir(), 'loket-desk-feed-'))
  const data = join(root, 'data')
  writeFileSync(join(root, 'hospital.json'), JSON.stringify(testHospital))
  await runLoket(data, 'hospital', 'set', join(root, 'hospital.json'))
  const repository = feedRepository(join(root, 'repository'), new Date().toISOString())
  // Signed well, and no pack at all: the desk must have fetched it to say so.
  repository.publish({ version: '2026-11-21-1' })
  writeFileSync(join(root, 'root.json'), repository.root)
  const desk = startCore(data)
  try {
    await desk.ready
    await runLoket(data, 'feed', 'add', 'bekasi', '--from', repository.dir, '--root', join(root, 'root.json'), '--yes')
    const refusal = () => JSON.parse(readFileSync(join(data, 'feeds', 'bekasi', 'state.json'), 'utf8')) as unknown
    await expect
      .poll(refusal, { timeout: 25_000, interval: 500 })
      .toMatchObject({ refusal: { code: 'pack-malformed' }, failures: 1, nextAttemptAt: expect.any(String) })
  } finally {
    expect(await desk.stop()).toBe(0)
    expect(readFileSync(join(data, 'logs', 'core.log'), 'utf8')).toContain('"event":"feed.refused"')
    rmSync(root, { recursive: true })
  }
}, 180_000)
