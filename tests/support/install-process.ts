import { readFileSync } from 'node:fs'
import type { PackInstall } from '../../electron/core/roster/roster.ts'
import { processRoster } from './process-roster.ts'

// Installs what a feed brought, as the file says, and tells its stages on standard output; killed by the tests at any moment.
const [root = '', jobPath = ''] = process.argv.slice(2)
const job = JSON.parse(readFileSync(jobPath, 'utf8')) as PackInstall
const roster = processRoster(root)
roster.setFeeds([{ name: job.source, programmes: job.programmes, handedRoot: job.publication.handedRoot }])
const outcome = await roster.installPacks(job, ({ stage }) => process.stdout.write(`${stage}\n`))
roster.close()
process.stdout.write(`${outcome.kind}\n`)
process.exitCode = outcome.kind === 'done' ? 0 : 1
