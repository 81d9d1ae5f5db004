import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { FeedNotAdded, FeedOffer, FeedToAdd } from '../../shared/contract/feed.ts'
import { explainFeedNotAdded, groupedHex } from '../../shared/texts/feed-refusal.ts'
import type { AddOutcome, Feeds } from '../core/feed/feeds.ts'
import { unwrittenOf } from '../core/journal/unwritten-error.ts'
import { askLine } from './ask-line.ts'
import { fail, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'
import { failUnwritten } from './fail-unwritten.ts'
import { everyMinutesOf, feedGroup, feedNameOf } from './feed-group.ts'
import { actingAs } from './require-operator.ts'

type Options = { from: string; root: string; identity?: string; every: string; proxy?: string; yes?: boolean }

/** `loket feed add NAME`: shows who publishes and by which root of trust, asks, and then the desk takes its programmes from there. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('add <name>')
    .description('take programmes from a feed: shows its issuer and the fingerprint of its root, and asks')
    .requiredOption('--from <place>', 'https:// address, or the folder or stick')
    .requiredOption('--root <file>', 'root.json as the issuer handed it over')
    .option('--identity <file>', 'key of this desk, where the packs are encrypted')
    .option('--every <minutes>', 'how often the desk looks by itself; "never": only when asked', '60')
    .option('--proxy <url>', 'http://host:port (default: as the system says)')
    .option('--yes', 'the fingerprint has been compared with the issuer: do not ask')
    .action((name: string, options: Options) =>
      withCore(context, async (core) => {
        const feed = feedToAdd(name, options)
        const everyMinutes = everyMinutesOf(options.every)
        const actor = await actingAs(context, core, 'configure')
        const looked = await core.feeds.look(feed)
        if (looked.kind !== 'offer') return failNotAdded(looked)
        if (looked.offer.needsIdentity) fail(NO_KEY[feed.identityPath === null ? 'none' : 'other'], 2)
        for (const line of offerLines(looked.offer)) context.out(line)
        if (options.yes !== true && !(await isAgreed())) fail('Nothing was added.', 1)
        const added = await add(core.feeds, feed, looked.offer, everyMinutes, actor)
        if (added.kind !== 'added') return failNotAdded(added)
        context.out(`Added: ${feed.name}. Bring its members in with "loket feed pull ${feed.name}".`)
      }),
    )
}

function feedToAdd(name: string, { from, root, identity, proxy }: Options): FeedToAdd {
  return {
    name: feedNameOf(name),
    from: placeOf(from),
    rootPath: resolve(root),
    identityPath: identity === undefined ? null : resolve(identity),
    proxy: proxy ?? null,
  }
}

/** Such a source could never bring anything. */
const NO_KEY = {
  none: 'Nothing was added: its data is encrypted. Name the key file that the issuer handed to this desk with --identity FILE.',
  other:
    'Nothing was added: the key file after --identity does not open its data. Name the one that this issuer handed to this desk.',
}

/** A folder may be named from where the command runs; the desk needs it from the top. */
export function placeOf(from: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(from) ? from : resolve(from)
}

function offerLines({ issuer, programmes, version, rootSha256 }: FeedOffer): string[] {
  return [
    `Issuer      ${issuer}`,
    `Programmes  ${programmes.join(', ')}`,
    `Version     ${version}`,
    `Root        ${groupedHex(rootSha256)}`,
    'Compare the line "Root" with the issuer, by a way that you trust already.',
  ]
}

async function isAgreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return fail('Compare the fingerprint, then run the command again with --yes.', 1)
  return /^(y|yes|ya)$/i.test(await askLine('Is it the same, and shall this desk believe it? (yes/no) '))
}

async function add(
  feeds: Feeds,
  feed: FeedToAdd,
  offer: FeedOffer,
  everyMinutes: number | null,
  actor: string,
): Promise<AddOutcome> {
  try {
    return await feeds.add(feed, offer, everyMinutes, actor)
  } catch (error) {
    const why = unwrittenOf(error)
    if (why === null) throw error
    return failUnwritten(why, 'nothing was added')
  }
}

/** 2: what was typed or handed over is wrong. 1: the feed cannot be believed or reached now. */
export function failNotAdded(refused: FeedNotAdded | { kind: 'changed-meanwhile' }): never {
  const { so, next } = explainFeedNotAdded(refused, 'en')
  const isElsewhere = refused.kind === 'refused' || refused.kind === 'changed-meanwhile'
  return fail(`${so} ${next}`, isElsewhere ? 1 : 2)
}
