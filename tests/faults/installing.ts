/**
 * Installs what a feed brought, as the worker of the desk does. `dieAt`: the process kills itself right before the n-th call that changes a
 * file's name, removes a file, or syncs one. Everything it needs comes as JSON in a file.
 */
import { readFileSync } from 'node:fs'
import type { PackJob } from '../../electron/core/roster/build-jobs.ts'
import { installPacks } from '../../electron/core/roster/install-packs.ts'
import { installer } from '../../electron/core/roster/install-version.ts'
import { dyingAt } from './dying-at.ts'

const [jobFile = '', dieAt = '0'] = process.argv.slice(2)
const job = JSON.parse(readFileSync(jobFile, 'utf8'), (name, value: unknown) =>
  name === 'key' && typeof value === 'string' ? Buffer.from(value, 'hex') : value,
) as PackJob

const steps = dyingAt(Number(dieAt), ['renameSync', 'rmSync', 'fsyncSync'])

const outcome = await installPacks(job, installer(job.target), () => {})
process.stdout.write(JSON.stringify({ kind: outcome.kind, steps: steps() }))
