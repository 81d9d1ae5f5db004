import type { Command } from 'commander'
import type { FeedState } from '../../shared/domain/feed.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import { explainFeedRefusal } from '../../shared/texts/feed-refusal.ts'
import { formatDayAndTime, formatNumber } from '../../shared/texts/format.ts'
import type { CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { feedGroup } from './feed-group.ts'

const DEFAULT_TIME_ZONE = 'Asia/Jakarta'

/** `loket feed list`: the feeds of this desk, what each has brought, and how the last attempt went. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('list')
    .description('the feeds of this desk: programmes, version, age, last attempt, next one')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withCore(context, ({ feeds, journal }) => {
        const list = feeds.list()
        const zone = journal.hospital()?.timeZone ?? DEFAULT_TIME_ZONE
        if (options.json === true) context.out(JSON.stringify(list))
        else if (list.length === 0) context.out('This desk has no feed: its members come from CSV files.')
        else for (const line of list.flatMap((feed) => feedLines(feed, zone))) context.out(line)
      }),
    )
}

function feedLines(feed: FeedState, zone: string): string[] {
  const at = (instant: FeedState['lastGoodAt']) => (instant === null ? 'never' : formatDayAndTime(instant, zone, 'en'))
  const { refusal, everyMinutes, expiresAt } = feed
  return [
    `${feed.name}  ${feed.issuer}: ${feed.programmes.join(', ')}`,
    `  from     ${feed.from}${everyMinutes === null ? ', only when asked' : `, every ${everyMinutes} min`}`,
    `  serves   ${serves(feed.source)}`,
    `  updated  ${at(feed.lastGoodAt)}${expiresAt === null ? '' : `; believed until ${at(expiresAt)}`}`,
    ...(refusal === null ? [] : [`  ! ${sentence(refusal)} [${refusal.code}]`]),
  ]
}

function sentence(refusal: NonNullable<FeedState['refusal']>): string {
  const { so, next } = explainFeedRefusal(refusal, 'en')
  return `${so} ${next}`
}

function serves(source: FeedState['source']): string {
  switch (source.kind) {
    case 'none':
      return 'nothing yet'
    case 'damaged':
      return `damaged, version ${source.version}`
    case 'serving':
      return `${source.version}, as of ${source.asOf} (${source.ageDays} days old), ${formatNumber(source.people, 'en')} people${source.fellBack ? '; an earlier version' : ''}`
    default:
      return unreachable(source)
  }
}
