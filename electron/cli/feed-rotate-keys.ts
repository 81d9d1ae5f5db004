import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { rotateKeys, type RotateOutcome } from '../publisher/rotate-keys.ts'
import { ONLINE_ROLES, type FeedRole } from '../publisher/root-metadata.ts'
import { groupedHex } from '../../shared/texts/feed-refusal.ts'
import { fail, type CliContext } from './cli-context.ts'
import { feedGroup } from './feed-group.ts'
import { withPassphrase } from './feed-passphrase.ts'
import { FEED_PORTS } from './feed-ports.ts'
import { feedRefusalExitCode, feedRefusalSentence } from './feed-refusal-sentence.ts'

type Options = { role?: FeedRole[]; rootKey?: string[]; json?: boolean }

/** `loket feed rotate-keys DIR`: new keys, announced by a root that the old ones sign. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('rotate-keys')
    .description('publisher: replace keys; desks follow by themselves')
    .argument('<dir>', 'folder of the feed')
    .addOption(
      new Option('--role <roles...>', 'whose keys (default: targets, snapshot and timestamp)').choices([
        ...ONLINE_ROLES,
        'root',
      ]),
    )
    .option('--root-key <files...>', 'root keys from the sticks, two at least')
    .option('--json', 'as JSON')
    .action(async (dir: string, { role, rootKey, json }: Options) => {
      const job = { dir: resolve(dir), roles: [...new Set(role ?? ONLINE_ROLES)], rootKeys: rootKey ?? [] }
      const outcome = await withPassphrase(
        (passphrase) => rotateKeys({ ...job, passphrase }, FEED_PORTS),
        (one) =>
          one.kind === 'refused' && (one.refusal.detail as Record<string, unknown>)['why'] === 'passphrase-missing',
      )
      if (json === true) context.out(JSON.stringify(outcome))
      else for (const line of linesOf(outcome)) context.out(line)
      if (outcome.kind === 'refused') fail(feedRefusalSentence(outcome.refusal), feedRefusalExitCode(outcome.refusal))
    })
}

function linesOf(outcome: RotateOutcome): string[] {
  if (outcome.kind === 'refused') return []
  return [
    `New keys for ${outcome.roles.join(', ')}; the root is now version ${outcome.rootVersion}, and desks follow by themselves.`,
    ...(outcome.rootKeys.length === 0
      ? []
      : [
          'Move these root keys to three sticks and destroy the old ones:',
          ...outcome.rootKeys.map((path) => `  ${path}`),
        ]),
    'Desks that are added from now on get this root, its SHA-256 read aloud:',
    `  ${outcome.root}`,
    `  ${groupedHex(outcome.rootSha256)}`,
    'Put the repository on the server or stick again.',
  ]
}
