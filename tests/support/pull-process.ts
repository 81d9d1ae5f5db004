/** A whole desk in a process of its own that pulls its feed once and tells its stages on standard output; killed by tests at any moment. */
import { openPullingDesk } from './pulling-desk.ts'

const [dataFolder = '', now = ''] = process.argv.slice(2)
const { core, pull } = openPullingDesk(dataFolder, now)
let told = ''
const outcome = await pull(({ stage }) => {
  if (stage !== told) process.stdout.write(`${stage}\n`)
  told = stage
})
core.close()
process.stdout.write(`${outcome.kind}\n`)
process.exitCode = outcome.kind === 'done' ? 0 : 1
