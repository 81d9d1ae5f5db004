import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { FeedState } from '../../shared/domain/feed.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import { fail, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { failNotAdded, placeOf } from './feed-add.ts'
import { everyMinutesOf, feedGroup, feedNameOf } from './feed-group.ts'
import { actingAs } from './require-operator.ts'

type Options = { from?: string; identity?: string; every?: string; proxy?: string }

/** `loket feed change NAME` and `loket feed remove NAME`. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('change <name>')
    .description('another place, key, rhythm or proxy for a feed; whom it believes stays as it is')
    .option('--from <place>', 'https:// address, or the folder or stick')
    .option('--identity <file>', 'a new key of this desk, where the packs are encrypted')
    .option('--every <minutes>', 'how often the desk looks by itself; "never": only when asked')
    .option('--proxy <url>', 'http://host:port; "system": as the system says')
    .action((name: string, options: Options) =>
      withCore(context, async ({ feeds, ...core }) => {
        const actor = await actingAs(context, core, 'configure')
        const settings = changed(known(feeds.list(), name), options)
        const outcome = await feeds.change(settings, actor)
        switch (outcome.kind) {
          case 'changed':
            return context.out(`Changed: ${settings.name}.`)
          case 'unchanged':
            return context.out('It was so already.')
          case 'not-known':
            return failNotKnown(name)
          case 'disk-full':
          case 'busy':
            return failUnwritten(outcome.kind, 'nothing was changed')
          default:
            return failNotAdded(outcome)
        }
      }),
    )
  feedGroup(program)
    .command('remove <name>')
    .description('take nothing from this feed any more: its members stop answering at once')
    .action((name: string) =>
      withCore(context, async ({ feeds, ...core }) => {
        const actor = await actingAs(context, core, 'configure')
        const { kind } = feeds.remove(feedNameOf(name), actor)
        switch (kind) {
          case 'changed':
            return context.out(`Removed: ${name}.`)
          case 'unchanged':
          case 'not-known':
            return failNotKnown(name)
          case 'disk-full':
          case 'busy':
            return failUnwritten(kind, 'nothing was removed')
          default:
            return unreachable(kind)
        }
      }),
    )
}

export function known(feeds: readonly FeedState[], name: string): FeedState {
  return feeds.find((feed) => feed.name === name) ?? failNotKnown(name)
}

function changed({ name, from, everyMinutes, proxy }: FeedState, options: Options) {
  return {
    name,
    from: options.from === undefined ? from : placeOf(options.from),
    everyMinutes: options.every === undefined ? everyMinutes : everyMinutesOf(options.every),
    proxy: options.proxy === undefined ? proxy : options.proxy === 'system' ? null : options.proxy,
    identityPath: options.identity === undefined ? null : resolve(options.identity),
  }
}

function failNotKnown(name: string): never {
  return fail(`This desk has no feed "${name.slice(0, 40)}": see "loket feed list".`, 2)
}
