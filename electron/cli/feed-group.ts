import type { Command } from 'commander'
import { FeedName } from '../../shared/domain/feed.ts'
import { fail, group } from './cli-context.ts'

/** Publishing a feed and using one stand under the same word. */
export function feedGroup(program: Command): Command {
  return group(program, 'feed', 'the roster as a signed feed: publish one, or use one at this desk')
}

export function feedNameOf(text: string): FeedName {
  const name = FeedName.safeParse(text)
  return name.success
    ? name.data
    : fail(
        'Name the feed with small letters, digits and "-", 2 to 30 of them, for example kota-bekasi; not "local".',
        2,
      )
}

/** Minutes between two pulls; `never`: only when somebody asks. */
export function everyMinutesOf(text: string): number | null {
  if (text === 'never') return null
  const minutes = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return minutes >= 5 && minutes <= 10_080
    ? minutes
    : fail('Write --every as minutes from 5 to 10080 (a week), or "never".', 2)
}
