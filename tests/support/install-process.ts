import { readFileSync } from 'node:fs'
import { openDataFolder } from '../../electron/core/data-folder.ts'
import { openRoster } from '../../electron/core/roster/open-roster.ts'
import type { PackInstall } from '../../electron/core/roster/roster.ts'
import type { IsoInstant } from '../../shared/domain/dates.ts'

// Installs what a feed brought, as the file says, and tells its stages on standard output; killed by the tests at any moment.
const [root = '', jobPath = ''] = process.argv.slice(2)
const job = JSON.parse(readFileSync(jobPath, 'utf8')) as PackInstall
const roster = openRoster({
  folder: openDataFolder(root),
  secrets: {
    masterKey: Buffer.alloc(32, 7),
    lastingKey: Buffer.alloc(32, 7),
    backupKey: Buffer.alloc(32, 6),
    signingSeed: Buffer.alloc(32, 8),
    deviceId: '01939d3e-0000-7000-8000-000000000001',
  },
  clock: { now: () => '2026-11-21T05:00:00.000Z' as IsoInstant },
  workerUrl: new URL('../../electron/core/roster/snapshot-worker.ts', import.meta.url),
})
roster.setFeeds([{ name: job.source, programmes: job.programmes }])
const outcome = await roster.installPacks(job, ({ stage }) => process.stdout.write(`${stage}\n`))
roster.close()
process.stdout.write(`${outcome.kind}\n`)
process.exitCode = outcome.kind === 'done' ? 0 : 1
