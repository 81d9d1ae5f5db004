import { resolve } from 'node:path'
import type { Command } from 'commander'
import { IsoDate } from '../../shared/domain/dates.ts'
import { PUBLISH_DEFAULTS, type PublishJob, type PublishOutcome, type PublishStage } from '../publisher/publication.ts'
import { publishFeed } from '../publisher/publish-feed.ts'
import { askLine } from './ask-line.ts'
import { fail, type CliContext } from './cli-context.ts'
import { feedGroup } from './feed-group.ts'
import { withPassphrase } from './feed-passphrase.ts'
import { FEED_PORTS } from './feed-ports.ts'
import { publishedLines, summaryLines } from './feed-publish-lines.ts'
import { feedRefusalExitCode, feedRefusalSentence } from './feed-refusal-sentence.ts'

type Options = {
  statistics?: string
  programmes?: string
  asOf?: string
  yes?: boolean
  maxShrink?: string
  maxRejects?: string
  dryRun?: boolean
  json?: boolean
}

/** `loket feed publish DIR roster.csv`: the next version of the feed, or nothing when nothing changed. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('publish')
    .description('publisher: make a roster CSV the next version of a feed')
    .argument('<dir>', 'folder of the feed')
    .argument('<roster>', 'roster CSV')
    .option('--statistics <file>', 'published figures as CSV (default: as published before)')
    .option(
      '--programmes <file>',
      'programme definitions as JSON (default: as published before, else those of this program)',
    )
    .option('--as-of <date>', 'date the data speaks for, YYYY-MM-DD (default: the date of the file)')
    .option('--yes', 'sign without asking')
    .option('--max-shrink <percent>', 'refuse a roster that is smaller by more', '10%')
    .option('--max-rejects <percent>', 'refuse a roster when more of its rows are wrong', '1%')
    .option('--dry-run', 'say what would be published, and sign nothing')
    .option('--json', 'the outcome as JSON; signs without asking')
    .action(async (dir: string, roster: string, options: Options) => {
      const job = jobOf(dir, roster, options, context)
      const outcome = await withPassphrase(
        (passphrase) => publishFeed({ ...job, passphrase }, FEED_PORTS),
        (one) => one.kind === 'refused' && one.refusal.detail['why'] === 'passphrase-missing',
      )
      endProgress()
      if (options.json === true) context.out(JSON.stringify(outcome))
      else for (const line of linesOf(outcome, options)) context.out(line)
      if (outcome.kind === 'refused') fail(feedRefusalSentence(outcome.refusal), feedRefusalExitCode(outcome.refusal))
      if (outcome.kind === 'not-signed' && outcome.why === 'declined')
        fail('Nothing was signed: only the whole word yes signs.', 1)
    })
}

function jobOf(dir: string, roster: string, options: Options, context: CliContext): PublishJob {
  return {
    dir: resolve(dir),
    csv: resolve(roster),
    statistics: options.statistics === undefined ? null : resolve(options.statistics),
    programmes: options.programmes === undefined ? null : resolve(options.programmes),
    asOf: options.asOf === undefined ? null : dateOption(options.asOf),
    maxRejectedShare: shareOption('--max-rejects', options.maxRejects, PUBLISH_DEFAULTS.maxRejectedShare),
    maxShrinkShare: shareOption('--max-shrink', options.maxShrink, PUBLISH_DEFAULTS.maxShrinkShare),
    dryRun: options.dryRun === true,
    passphrase: null,
    onProgress: progressLine(context),
    async confirm(summary) {
      if (options.json === true) return true
      endProgress()
      for (const line of summaryLines(summary)) context.out(line)
      if (options.yes === true) return true
      if (process.stdin.isTTY !== true) fail('Nobody is here to say yes: add --yes to sign without being asked.', 2)
      return (await askLine('Sign and publish this? Type yes: ')).toLowerCase() === 'yes'
    },
  }
}

function linesOf(outcome: PublishOutcome, options: Options): string[] {
  switch (outcome.kind) {
    case 'published':
      return publishedLines(outcome)
    case 'unchanged':
      return [
        `Nothing changed since ${outcome.version}: no new version.`,
        ...(outcome.renewed.length === 0
          ? []
          : [
              `Signatures that were more than half through their lifetime were renewed: ${outcome.renewed.join(', ')}.`,
            ]),
      ]
    case 'not-signed':
      return options.dryRun === true ? [...summaryLines(outcome.summary), 'Dry run: nothing was signed.'] : []
    case 'refused':
      return []
  }
}

function dateOption(text: string): IsoDate {
  const date = IsoDate.safeParse(text)
  return date.success ? date.data : fail('Write the date after --as-of as YYYY-MM-DD, for example 2026-11-21.', 2)
}

function shareOption(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const share = Number(/^(?<number>\d{1,3}(?:\.\d+)?)\s*%?$/.exec(text.trim())?.groups?.['number']) / 100
  return share <= 1 ? share : fail(`Write ${name} as a percentage from 0% to 100%, for example 2.5%.`, 2)
}

const STAGES: Record<PublishStage, string> = {
  reading: 'Reading and sorting',
  comparing: 'Comparing and packing',
  packing: 'Packing the changes',
  signing: 'Signing',
}

/** On a terminal one line that is written over; elsewhere one line per stage. */
function progressLine(context: CliContext): PublishJob['onProgress'] {
  let shown = ''
  return ({ stage, rows, fraction }) => {
    if (process.stderr.isTTY) {
      const percent = String(Math.floor(fraction * 100)).padStart(3)
      process.stderr.write(`\r\u001B[K${percent}%  ${STAGES[stage]}, ${rows.toLocaleString('en-US')} rows`)
    } else if (stage !== shown) context.err(`${STAGES[stage]} ...`)
    shown = stage
  }
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
}
