import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { ProgrammeCode } from '../../shared/domain/identifiers.ts'
import { programmes as knownProgrammes } from '../../shared/programmes/programmes.ts'
import { initFeed, type FeedPlan, type InitOutcome } from '../publisher/init-feed.ts'
import { recipientLines } from '../publisher/publisher-folder.ts'
import { Issuer } from '../roster-files/catalogue.ts'
import { groupedHex } from '../../shared/texts/feed-refusal.ts'
import { fail, type CliContext } from './cli-context.ts'
import { feedGroup } from './feed-group.ts'
import { newPassphrase } from './feed-passphrase.ts'
import { FEED_PORTS } from './feed-ports.ts'

type Options = {
  issuer: string
  programme: string[]
  recipient?: string[]
  recipients?: string
  encryption: boolean
  passphrase?: boolean
  json?: boolean
}

/** `loket feed init DIR`: the keys and folders of a new feed. */
export function register(program: Command, context: CliContext): void {
  feedGroup(program)
    .command('init')
    .description('publisher: make the keys and folders of a new feed')
    .argument('<dir>', 'a folder that is empty or not there yet')
    .requiredOption('--issuer <name>', 'who publishes, for example "Dinas Kesehatan Kota Bekasi"')
    .requiredOption('--programme <codes...>', 'the programmes that this feed speaks for')
    .option('--recipient <keys...>', 'age recipients of the desks (age1...), when they made their own')
    .option('--recipients <file>', 'the same from a file, one a line')
    .option('--no-encryption', 'packs that anybody can read: only where nobody else reaches the files')
    .option('--passphrase', 'protect the keys by a passphrase (or set LOKET_FEED_PASSPHRASE)')
    .option('--json', 'as JSON')
    .action(async (dir: string, options: Options) => {
      const plan = await planOf(dir, options)
      const outcome = await initFeed(plan, FEED_PORTS)
      if (outcome.kind === 'refused') fail(SENTENCES[outcome.why], 2)
      if (options.json === true) context.out(JSON.stringify(outcome))
      else for (const line of nextSteps(dir, plan, outcome)) context.out(line)
    })
}

async function planOf(dir: string, options: Options): Promise<FeedPlan> {
  const issuer = options.issuer.trim()
  if (!Issuer.safeParse(issuer).success)
    fail('Write the name of the issuer after --issuer: at most 120 characters, on one line.', 2)
  const [first, ...rest] = options.programme.map(programmeCode)
  if (first === undefined || rest.length >= 20) fail('Name one to twenty programmes after --programme.', 2)
  const asks = options.passphrase === true || (process.env['LOKET_FEED_PASSPHRASE'] ?? '') !== ''
  return {
    dir,
    issuer,
    programmes: [first, ...rest],
    encryption: encryptionOf(options),
    passphrase: asks ? await newPassphrase() : null,
  }
}

function programmeCode(text: string): ProgrammeCode {
  const code = ProgrammeCode.safeParse(text)
  return code.success ? code.data : fail('Write programmes by their codes, for example kbs-bekasi.', 2)
}

function encryptionOf({ recipient = [], recipients, encryption }: Options): FeedPlan['encryption'] {
  const all = [...recipient, ...(recipients === undefined ? [] : recipientsIn(recipients))]
  if (!encryption) {
    return all.length === 0 ? { kind: 'none' } : fail('Give recipients or --no-encryption, not both.', 2)
  }
  if (recipients !== undefined && all.length === 0) fail('The file after --recipients holds no recipient.', 2)
  return all.length === 0 ? { kind: 'own' } : { kind: 'recipients', recipients: all }
}

function recipientsIn(file: string): string[] {
  try {
    return recipientLines(readFileSync(file, 'utf8'))
  } catch {
    return fail('The file after --recipients cannot be read: check its name.', 2)
  }
}

const SENTENCES: Record<Extract<InitOutcome, { kind: 'refused' }>['why'], string> = {
  'not-empty': 'This folder holds something already: name one that is empty; keys are never written over.',
  'recipient-malformed': 'One of the recipients is no age recipient (age1...): check that it was copied whole.',
  'programme-twice': 'A programme is named twice after --programme: name each once.',
}

function nextSteps(dir: string, plan: FeedPlan, made: Extract<InitOutcome, { kind: 'made' }>): string[] {
  return [
    `The feed of ${plan.issuer} is made in ${dir}.`,
    '',
    'Do this now, in this order:',
    '1. Move the three root keys to three sticks in three safes. Two of them are needed to replace any key, later:',
    ...made.rootKeys.map((path) => `     ${path}`),
    '2. Hand this root to every desk, and read its SHA-256 aloud when it is added:',
    `     ${made.root}`,
    `     ${groupedHex(made.rootSha256)}`,
    ...(made.deskIdentity === null
      ? []
      : [
          '3. Hand this secret to every desk by another way than the roster, then delete it here:',
          `     ${made.deskIdentity}`,
        ]),
    ...(plan.encryption.kind === 'none'
      ? ['   The packs are NOT encrypted: whoever reaches the files reads who is a member.']
      : []),
    ...(plan.passphrase === null
      ? ['   The keys are not protected by a passphrase: whoever copies this folder can publish in your name.']
      : []),
    ...plan.programmes
      .filter((code) => !knownProgrammes.some((known) => known.code === code))
      .map(
        (code) =>
          `   This program has no rules for ${code}. Mistyped? Delete the folder and begin again. Otherwise give them with --programmes FILE when you publish.`,
      ),
    '',
    `Then publish: loket feed publish ${dir} roster.csv`,
    `What desks fetch lies in ${made.repository}; put only that folder on a server or a stick.`,
  ]
}
