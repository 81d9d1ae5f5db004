import { resolve } from 'node:path'
import type { Command } from 'commander'
import { MIN_PEOPLE } from '../core/demo/generate-roster.ts'
import { writePublishedFigures } from '../core/demo/published-figures.ts'
import { writeDemoRoster } from '../core/demo/write-roster-csv.ts'
import { fail, group, type CliContext } from './cli-context.ts'

type Options = { people: string; seed: string; out: string; statistics?: string }

/** More than the two regions have residents, and the demo serials do not reach further. */
const MAX_PEOPLE = 10_000_000

/** `loket demo roster`: a made-up roster as CSV, the same bytes for the same people and seed. */
export function register(program: Command, context: CliContext): void {
  group(program, 'demo', 'made-up data to try the program with')
    .command('roster')
    .description('write a roster CSV of people who do not exist')
    .option('--people <n>', 'how many people', '50000')
    .option('--seed <n>', 'another seed makes other people', '2017')
    .requiredOption('--out <file>', 'CSV file to write')
    .option('--statistics <file>', 'also write the published figures as CSV')
    .action((options: Options) => {
      const people = wholeNumber(options.people, '--people', MIN_PEOPLE, MAX_PEOPLE)
      const seed = wholeNumber(options.seed, '--seed', 0, Number.MAX_SAFE_INTEGER)
      const startedAt = performance.now()
      const rows = writing(() => writeDemoRoster(resolve(options.out), { people, seed }))
      if (options.statistics !== undefined) {
        const path = resolve(options.statistics)
        writing(() => writePublishedFigures(path))
      }
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      context.out(
        `Wrote ${rows.toLocaleString('en-US')} rows of ${people.toLocaleString('en-US')} made-up people in ${seconds} s.`,
      )
    })
}

function wholeNumber(text: string, option: string, min: number, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  return fail(`Write a whole number from ${min} to ${max} after ${option}.`, 2)
}

function writing<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
      fail('The file cannot be written there: name a file in a folder that exists and that you may write to.', 2)
    }
    if (code === 'ENOSPC') fail('The disk is full: free some space, or write the file elsewhere.', 1)
    throw error
  }
}
