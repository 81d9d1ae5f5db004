import { readFileSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { LetterCheck, LetterFacts } from '../../shared/contract/letters.ts'
import { unreachable } from '../../shared/domain/unreachable.ts'
import { checkLetter } from '../core/letters/check-letter.ts'
import { parseLetterKey, trustedKey } from '../core/letters/trusted-keys.ts'
import type { Core } from '../core/open-core.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { withCore } from './cli-core.ts'

/** `loket letter verify`: says offline whether a letter's QR text was made by a desk that is known here. */
export function register(program: Command, context: CliContext): void {
  group(program, 'letter', 'guarantee letters')
    .command('verify <text>')
    .description('check the text of a letter’s QR code; "-" reads it from standard input')
    .option('--key <file>', 'check against this key file alone, without a data folder')
    .option('--json', 'answer as JSON')
    .action(async (given: string, options: { key?: string; json?: boolean }) => {
      const text = given === '-' ? await readAll(process.stdin) : given
      const check =
        options.key === undefined
          ? await withCore(context, (core) => verifyAtDesk(core, text))
          : verifyAgainst(options.key, text)
      context.out(options.json === true ? JSON.stringify(check) : sentences(check).join('\n'))
      if (check.kind === 'unreadable')
        fail('Scan the QR code again, or copy its whole text: it starts with LSJ1 and is all capitals and digits.', 2)
    })
}

/** What became of an admission is asked about somebody: as on the screen, the trail says so first. */
function verifyAtDesk({ letters, personViews, actor }: Core, text: string): LetterCheck {
  const check = letters.verify(text)
  personViews.letter(check, actor())
  return check
}

function verifyAgainst(file: string, text: string): LetterCheck {
  const key = parseLetterKey(textOf(file))
  if (key === null) fail('The key file is not a letter key: make one with "loket letter key --json" on its desk.', 2)
  return checkLetter(text, { own: null, others: [trustedKey(key)], findByLetterNumber: () => null })
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return fail('The key file cannot be read: check the name and its permissions.', 2)
  }
}

function sentences(check: LetterCheck): string[] {
  switch (check.kind) {
    case 'genuine':
      return [`Genuine: made by ${check.desk}.`, ...claims(check.facts), nowSentence(check)]
    case 'unknown-desk':
      return [
        `Unknown desk: signed with key ${check.keyId}, which is not trusted here, so nothing below is proven.`,
        ...claims(check.facts),
        'Ask that desk for its key and add it with "loket letter trust FILE".',
      ]
    case 'forged':
      return ['Forged: the text was changed after it was signed, or signed by someone else.']
    case 'unreadable':
      return ['Unreadable: this is not the text of a letter’s QR code.']
    default:
      return unreachable(check)
  }
}

function claims(facts: LetterFacts): string[] {
  const wardClass = facts.wardClass === null ? [] : [`class ${facts.wardClass}`]
  return [
    `${facts.kind === 'provisional' ? 'Provisional letter' : 'Letter'} ${facts.number}`,
    [facts.maskedName, facts.maskedNik].filter((part) => part !== '').join(', '),
    [facts.care, ...wardClass, facts.serviceDate].join(', '),
    ...(facts.demo ? ['DEMO: not valid as a guarantee.'] : []),
  ]
}

function nowSentence({ state, superseded }: LetterCheck & { kind: 'genuine' }): string {
  if (superseded) return 'Now: REPLACED, the admission was changed since: ask for the letter that holds now.'
  switch (state) {
    case 'guaranteed':
      return 'Now: the guarantee stands.'
    case 'provisional':
      return 'Now: provisional, papers are still due.'
    case 'umum':
      return 'Now: no guarantee, the patient pays.'
    case 'voided':
      return 'Now: VOIDED, do not accept it.'
    case null:
      return 'What became of it since then is in the journal of the desk that made it.'
    default:
      return unreachable(state)
  }
}
