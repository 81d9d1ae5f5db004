import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { udevReaders, udevRule } from '../../shared/texts/udev-rule.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { outFile, writeOut } from './out-file.ts'
import { lookAtReaders } from './readers-attended.ts'
import { READERS_GROUP } from './readers-list.ts'
import { readersSetup } from './readers-setup.ts'

type Options = { out?: string; print?: boolean; group?: string }

/** `loket readers udev`: the rule that lets a Linux user read the readers that are plugged in or set up. */
export function register(program: Command, context: CliContext): void {
  group(program, 'readers', READERS_GROUP)
    .command('udev')
    .description('write the rule that lets the user of a Linux machine read its card readers; as root')
    .option('--out <file>', 'write it to this file instead')
    .option('--print', 'print it instead')
    .option('--group <name>', 'let this group read, for an account that does not log in at the screen')
    .action((options: Options) => writeRule(context, options))
}

async function writeRule(context: CliContext, { out, print, group: named }: Options): Promise<void> {
  const { machine } = context
  if (named !== undefined && !/^[a-z_][a-z0-9_-]{0,31}$/.test(named))
    fail('A group has up to 32 small letters, digits, "-" and "_".', 2)
  const file = out === undefined ? null : outFile(out)
  const installs = file === null && print !== true
  if (installs && !machine.hasUdev) fail('Only Linux has udev: on this system there is nothing to install.', 2)
  if (installs && !machine.mayWriteRule())
    fail(`Only root may write ${machine.rulePath}: run "sudo npx loket readers udev", or --print or --out FILE.`, 1)

  const setup = await readersSetup(context, { cards: false })
  const readers = udevReaders((await lookAtReaders(machine, setup.policy)).readers)
  const rule = udevRule(readers, named ?? null)
  if (print === true) context.out(rule.trimEnd())
  if (file !== null) {
    writeOut(file, Buffer.from(rule))
    context.out(`Written: ${file}. It lets ${whom(named)} read ${what(readers.length)}.`)
  }
  if (installs) install(context, rule, `It lets ${whom(named)} read ${what(readers.length)}.`)
}

function install({ machine, out }: CliContext, rule: string, says: string): void {
  try {
    mkdirSync(dirname(machine.rulePath), { recursive: true })
  } catch {
    fail(`The folder ${dirname(machine.rulePath)} cannot be made: is this machine's system read-only?`, 1)
  }
  writeOut(machine.rulePath, Buffer.from(rule))
  // As rules of other programs: nothing in it is secret, and a technician wants to see what is in force.
  chmodSync(machine.rulePath, 0o644)
  out(`Written: ${machine.rulePath}. ${says}`)
  out(
    machine.reloadUdev()
      ? 'udev has read it. If a reader still says "no-permission", unplug it and plug it in again.'
      : 'udev could not be told: unplug the readers and plug them in again, or restart the machine.',
  )
}

function whom(named: string | undefined): string {
  return named === undefined ? 'whoever is logged in at this machine' : `members of the group ${named}`
}

function what(readers: number): string {
  if (readers === 0) return 'hand scanners of the known makers, for none was found: write it anew with yours plugged in'
  return readers === 1 ? 'the 1 reader that was found' : `the ${readers} readers that were found`
}
