import { resolve } from 'node:path'
import type { Command } from 'commander'
import { unreachable } from '../../shared/domain/unreachable.ts'
import { feedStatus, type FeedStatus, type StatusWarning } from '../publisher/feed-status.ts'
import { groupedHex } from '../../shared/texts/feed-refusal.ts'
import { fail, type CliContext } from './cli-context.ts'
import { bytesText, count } from './feed-figures.ts'
import { feedGroup } from './feed-group.ts'
import { FEED_PORTS } from './feed-ports.ts'
import { feedRefusalExitCode, feedRefusalSentence } from './feed-refusal-sentence.ts'

/** `loket feed status DIR`: what is published, how long it is believed, and what to see to. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('status')
    .description('publisher: versions, sizes, expiries and warnings of a feed')
    .argument('<dir>', 'folder of the feed')
    .option('--json', 'as JSON')
    .action((dir: string, { json }: { json?: boolean }) => {
      const outcome = feedStatus(resolve(dir), FEED_PORTS)
      if (outcome.kind === 'refused') {
        if (json === true) context.out(JSON.stringify(outcome))
        fail(feedRefusalSentence(outcome.refusal), feedRefusalExitCode(outcome.refusal))
      }
      if (json === true) context.out(JSON.stringify(outcome.status))
      else for (const line of page(outcome.status)) context.out(line)
    })
}

function page({ settings, published, signatures, recipients, repository, warnings, rootSha256 }: FeedStatus): string[] {
  return [
    `${settings.issuer}: ${settings.programmes.join(', ')}`,
    ...(published === null
      ? []
      : [
          `Version ${published.version}, data as of ${published.asOf}: ${count(published.people)} people in ${count(published.rows)} rows, ${count(published.conflicts)} conflicting.`,
          `Full pack ${bytesText(published.full.bytes)}; ${published.deltas.length} deltas, ${bytesText(sum(published.deltas.map(({ bytes }) => bytes)))}.`,
        ]),
    `Repository: ${count(repository.files)} files, ${bytesText(repository.bytes)}.`,
    recipients === null
      ? 'Packs are not encrypted.'
      : `Packs are encrypted to ${recipients} keys, this publisher's included.`,
    `Root SHA-256: ${groupedHex(rootSha256)}`,
    '',
    'ROLE       VERSION  EXPIRES     DAYS LEFT',
    ...signatures.map(
      ({ role, version, expires, daysLeft }) =>
        `${role.padEnd(9)}  ${String(version).padStart(7)}  ${expires.slice(0, 10)}  ${String(daysLeft).padStart(9)}`,
    ),
    ...(warnings.length === 0 ? [] : ['', ...warnings.map((warning) => `! ${sentence(warning)}`)]),
  ]
}

function sentence(warning: StatusWarning): string {
  switch (warning.code) {
    case 'root-keys-here':
      return `${warning.detail.keys} root keys still lie in offline/: move them to sticks in different safes.`
    case 'keys-not-protected':
      return `${warning.detail.keys} keys are not protected by a passphrase: whoever copies this folder can publish in your name.`
    case 'expired':
      return `The signature of ${warning.detail.role} has expired: desks take nothing more from this feed; ${remedy(warning.detail.role)}`
    case 'expires-soon':
      return `The signature of ${warning.detail.role} expires in ${warning.detail.days} days: ${remedy(warning.detail.role)}`
    case 'never-published':
      return 'Nothing is published yet: "loket feed publish DIR roster.csv".'
    case 'roster-old':
      return `The published roster is ${warning.detail.days} days old: desks warn from 3 days on, and after 14 they ask for a person to decide.`
    case 'recipients-malformed':
      return 'recipients.txt is missing or holds a line that is no age recipient: correct it before publishing.'
    default:
      return unreachable(warning)
  }
}

function remedy(role: string): string {
  return role === 'root'
    ? 'renew it with "loket feed rotate-keys DIR --role root" and two root keys.'
    : 'publish again, also the same roster.'
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
