import type { IsoDate } from '../../shared/domain/dates.ts'
import { processRoster } from './process-roster.ts'

// Imports one file and tells its stages on standard output; killed by the tests at any moment.
const [root = '', path = ''] = process.argv.slice(2)
const roster = processRoster(root)
const outcome = await roster.import(path, { asOf: '2026-11-21' as IsoDate }, (progress) =>
  process.stdout.write(`${progress.stage}\n`),
)
roster.close()
process.stdout.write(`${outcome.kind}\n`)
