import { Command, CommanderError } from 'commander'
import { defaultDataFolder } from './default-data-folder.ts'
import { codeOf } from '../core/db/open-database.ts'
import { sentenceFor } from '../core/refusal-sentence.ts'
import { CliFailure, type CliContext, type Register } from './cli-context.ts'
import { THIS_MACHINE, type ReadersMachine } from './readers-machine.ts'

/** `loket ...`. Exit codes: 0 answered, 2 bad input, 1 failure. Every failure is one sentence on standard error, never a stack trace. */
export async function main(argv: string[], machine: ReadersMachine = THIS_MACHINE): Promise<void> {
  const program = new Command('loket')
    .description('Loket Sehat: the hospital admission desk, from the command line')
    .option('--data <dir>', 'data folder', defaultDataFolder())
    .option('--operator <name>', 'who you are (or LOKET_OPERATOR); the PIN is asked for, or read from LOKET_PIN')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })
    .exitOverride()
    .showHelpAfterError(false)
  const given = () => program.opts<{ data: string; operator?: string }>()
  const context: CliContext = {
    dataFolder: () => given().data,
    operator: () => (given().operator ?? process.env['LOKET_OPERATOR']?.trim()) || null,
    machine,
    out,
    err,
  }
  for (const register of await commands()) register(program, context)
  everywhere(program, (command) => command.exitOverride().configureOutput(program.configureOutput()))
  // Whoever reads the answer may stop reading, as `head` does.
  process.stdout.on('error', (error) => process.exit(codeOf(error) === 'EPIPE' ? 0 : 1))
  try {
    await program.parseAsync(withGlobalsFirst(argv))
  } catch (error) {
    process.exitCode = exitCodeOf(error)
  }
}

async function commands(): Promise<Register[]> {
  const modules = await Promise.all(COMMANDS.map((load) => load()))
  return modules.map((module) => module.register)
}

const COMMANDS: (() => Promise<{ register: Register }>)[] = [
  () => import('./admissions-export.ts'),
  () => import('./audit-export.ts'),
  () => import('./audit-verify.ts'),
  () => import('./backup-create.ts'),
  () => import('./backup-restore.ts'),
  () => import('./backup-verify.ts'),
  () => import('./check.ts'),
  () => import('./demo-roster.ts'),
  () => import('./desk-set.ts'),
  () => import('./doctor.ts'),
  () => import('./feed-add.ts'),
  () => import('./feed-change.ts'),
  () => import('./feed-init.ts'),
  () => import('./feed-list.ts'),
  () => import('./feed-publish.ts'),
  () => import('./feed-pull.ts'),
  () => import('./feed-rotate-keys.ts'),
  () => import('./feed-serve.ts'),
  () => import('./feed-status.ts'),
  () => import('./hospital-set.ts'),
  () => import('./journal-rebuild.ts'),
  () => import('./journal-verify.ts'),
  () => import('./keys-kit.ts'),
  () => import('./keys-rotate.ts'),
  () => import('./letter-key.ts'),
  () => import('./letter-print.ts'),
  () => import('./letter-trust.ts'),
  () => import('./letter-verify.ts'),
  () => import('./operator-commands.ts'),
  () => import('./readers-list.ts'),
  () => import('./readers-udev.ts'),
  () => import('./readers-watch.ts'),
  () => import('./roster-import.ts'),
]

function everywhere(command: Command, apply: (command: Command) => void): void {
  apply(command)
  for (const child of command.commands) everywhere(child, apply)
}

/** `--data DIR` and `--operator NAME` may stand anywhere on the line, as in `loket check KEY --data DIR`. */
function withGlobalsFirst(argv: string[]): string[] {
  const [node = '', script = '', ...rest] = argv
  const taken = ['--data', '--operator'].flatMap((option) => {
    const end = rest.indexOf('--')
    const at = rest.findIndex(
      (word, index) => (end < 0 || index < end) && (word === option || word.startsWith(`${option}=`)),
    )
    return at < 0 ? [] : rest.splice(at, rest[at] === option ? 2 : 1)
  })
  return [node, script, ...taken, ...rest]
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof CliFailure) {
    err(error.message)
    return error.exitCode
  }
  err(sentenceFor(error))
  return 1
}

function out(line: string): void {
  process.stdout.write(`${line}\n`)
}

function err(line: string): void {
  process.stderr.write(`${line}\n`)
}
