/** Publishes a roster as a process of its own, so that it can be killed. Arguments: folder, CSV, date. */
import { publishOn } from './publisher.ts'

const [, , dir = '', csv = '', day = ''] = process.argv
const outcome = await publishOn(dir, csv, day, {
  onProgress: ({ stage }) => process.stdout.write(`${stage}\n`),
})
process.stdout.write(`${outcome.kind}\n`)
