import type { Command } from 'commander'
import type { FeedState, PullProgress, PullReport } from '../../shared/domain/feed.ts'
import { explainFeedRefusal } from '../../shared/texts/feed-refusal.ts'
import { formatNumber } from '../../shared/texts/format.ts'
import type { PullOutcome } from '../core/feed/feeds.ts'
import { fail, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { known } from './feed-change.ts'
import { feedGroup } from './feed-group.ts'
import { actingAs } from './require-operator.ts'

/** `loket feed pull [NAME]`: asks one feed, or all, for what is newer. What serves goes on serving until the new version stands. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('pull [name]')
    .description('bring in what is newer, of one feed or of all; exit code 1 when any was refused')
    .option(
      '--json',
      'as JSON: what was fetched, bytes, seconds, versions before and after, or the code of the refusal',
    )
    .action((name: string | undefined, options: { json?: boolean }) =>
      withCore(context, async ({ feeds, ...core }) => {
        const list = feeds.list()
        const wanted = name === undefined ? list : [known(list, name)]
        if (wanted.length === 0) fail('This desk has no feed: add one with "loket feed add NAME".', 2)
        const actor = await actingAs(context, core, 'configure')
        const progress = progressLine(context)
        const outcomes: { feed: FeedState['name']; outcome: PullOutcome }[] = []
        for (const feed of wanted) {
          const outcome = await feeds.pull(feed.name, actor, progress.show)
          progress.end()
          outcomes.push({ feed: feed.name, outcome })
          if (options.json !== true) for (const line of outcomeLines(feed.name, outcome)) context.out(line)
        }
        if (options.json === true) context.out(JSON.stringify(outcomes.map(asJson)))
        const refused = outcomes.filter(({ outcome }) => outcome.kind === 'refused').length
        if (refused > 0) fail(`${refused} of ${wanted.length} refused; what served before goes on serving.`, 1)
      }),
    )
}

function asJson({ feed, outcome }: { feed: string; outcome: PullOutcome }): object {
  return outcome.kind === 'done' ? { kind: 'done', ...outcome.report } : { feed, ...outcome }
}

function outcomeLines(feed: string, outcome: PullOutcome): string[] {
  if (outcome.kind === 'done') return [`${feed}: ${done(outcome.report)}`]
  const { so, next } = explainFeedRefusal(outcome.refusal, 'en')
  return [`${feed}: ${so} ${next} [${outcome.refusal.code}]`]
}

function done(report: PullReport): string {
  const { versionBefore, versionAfter, bytes, fetchSeconds, installSeconds } = report
  if (report.route === 'none') return `nothing newer than ${versionAfter} (${count(bytes)} bytes asked).`
  const what = report.changes === null ? 'full' : `${count(report.changes)} people changed`
  return (
    `${versionBefore === null ? '' : `${versionBefore} -> `}${versionAfter}, as of ${report.asOf}, ${count(report.people)} people; ${what}, ` +
    `${count(bytes)} bytes in ${seconds(fetchSeconds)} s, built in ${seconds(installSeconds)} s.`
  )
}

/** On a terminal one line that is written over; elsewhere one line per stage. On standard error, apart from the report. */
function progressLine(context: CliContext): { show(progress: PullProgress): void; end(): void } {
  const terminal = process.stderr.isTTY
  let stage = ''
  return {
    show(progress) {
      const now = `${progress.feed}: ${progress.stage}`
      if (terminal) {
        const percent = String(Math.floor(progress.fraction * 100)).padStart(3)
        const bytes = progress.totalBytes > 0 ? `, ${count(progress.bytes)} of ${count(progress.totalBytes)} bytes` : ''
        process.stderr.write(`\r\u001B[K${percent}%  ${now}${bytes}`)
      } else if (now !== stage) context.err(`${now} ...`)
      stage = now
    },
    end() {
      if (terminal && stage !== '') process.stderr.write('\r\u001B[K')
      stage = ''
    },
  }
}

function count(value: number): string {
  return formatNumber(value, 'en')
}

function seconds(value: number): string {
  return value.toFixed(1)
}
