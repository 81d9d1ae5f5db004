import { openDataFolder } from '../../electron/core/data-folder.ts'
import { openRoster } from '../../electron/core/roster/open-roster.ts'
import type { IsoDate, IsoInstant } from '../../shared/domain/dates.ts'

// Imports one file and tells its stages on standard output; killed by the tests at any moment.
const [root = '', path = ''] = process.argv.slice(2)
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
const outcome = await roster.import(path, { asOf: '2026-11-21' as IsoDate }, (progress) =>
  process.stdout.write(`${progress.stage}\n`),
)
roster.close()
process.stdout.write(`${outcome.kind}\n`)
