import { openScratchFile } from '../../electron/core/db/scratch-file.ts'
import { readRosterCsv } from '../../electron/roster-files/read-roster-csv.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'

// Reads a roster with many runs put aside, says so, and waits there to be killed.
const [path = '', scratchFile = ''] = process.argv.slice(2)
const roster = readRosterCsv({
  path,
  today: '2026-11-22' as IsoDate,
  rejects: { add: () => {} },
  openScratch: () => openScratchFile(scratchFile),
  runBytes: 100_000,
})
process.stdout.write(`${roster.rows}\n`)
setInterval(() => {}, 1000)
