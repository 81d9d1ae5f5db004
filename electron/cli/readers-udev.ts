import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import type { Reader } from '../../shared/domain/reader.ts'
import { udevReader, udevReaders, udevRule, type UdevReader } from '../../shared/texts/udev-rule.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { outFile, writeOut } from './out-file.ts'
import { lookAtReaders } from './readers-attended.ts'
import { READERS_GROUP } from './readers-list.ts'
import { readersSetup } from './readers-setup.ts'

type Options = { out?: string; print?: boolean; group?: string; device: readonly string[] }

/** `loket readers udev`: the rule that lets a Linux user read the readers that are plugged in or set up. */
export function register(program: Command, context: CliContext): void {
  group(program, 'readers', READERS_GROUP)
    .command('udev')
    .description('write the rule that lets the user of a Linux machine read its card readers; as root')
    .option('--out <file>', 'write it to this file instead')
    .option('--print', 'print it instead')
    .option('--group <name>', 'let this group read, for an account that does not log in at the screen')
    .option(
      '--device <vendor:product>',
      'also this device, as "loket readers list" names it; may be given several times',
      (one: string, before: readonly string[]) => [...before, one],
      [],
    )
    .action((options: Options) => writeRule(context, options))
}

async function writeRule(context: CliContext, { out, print, group: named, device }: Options): Promise<void> {
  const { machine } = context
  if (named !== undefined && !/^[a-z_][a-z0-9_-]{0,31}$/.test(named))
    fail('A group has up to 32 small letters, digits, "-" and "_".', 2)
  const given = device.map(deviceOf)
  const file = out === undefined ? null : outFile(out)
  const installs = file === null && print !== true
  if (installs && !machine.hasUdev) fail('Only Linux has udev: on this system there is nothing to install.', 2)

  const setup = await readersSetup(context, { cards: false })
  const { readers } = await lookAtReaders(machine, setup.policy)
  if (installs && !machine.mayWriteRule())
    fail(
      `Only root may write ${machine.rulePath}: run "${withSudo(readers, device)}", or use --print or --out FILE.`,
      1,
    )
  const granted = [...udevReaders(readers), ...given.flatMap((one) => asFound(one, readers))]
  const rule = udevRule(granted, named ?? null)
  const says = `It lets ${whom(named)} read ${what(new Set(granted.map(key)).size)}.`
  if (print === true) context.out(rule.trimEnd())
  if (file !== null) {
    writeOut(file, Buffer.from(rule))
    context.out(`Written: ${file}. ${says}`)
  }
  if (installs) install(context, rule, says)
  const left = readers.filter((reader) => isLeft(reader, given)).map(key)
  if (left.length > 0)
    context.err(`Left closed, for nobody chose it: ${left.join(', ')}. If it is a reader, add --device ${left[0]}.`)
}

function deviceOf(text: string): UdevReader {
  const ids = /^(?<vendor>[0-9a-f]{4}):(?<product>[0-9a-f]{4})$/i.exec(text)?.groups
  if (ids === undefined) return fail('A device is named by its two numbers, as in --device 05e0:1300.', 2)
  const [vendorId, productId] = [ids['vendor'], ids['product']].map((id) => Number.parseInt(id ?? '', 16))
  return { vendorId: vendorId ?? 0, productId: productId ?? 0 }
}

/** With the interface that is the reader, where it is plugged in. */
function asFound(device: UdevReader, readers: readonly Reader[]): UdevReader[] {
  const found = readers.filter((reader) => key(reader) === key(device))
  return found.length === 0 ? [device] : found.map(udevReader)
}

function isLeft(reader: Reader, given: readonly UdevReader[]): boolean {
  return reader.state === 'not-chosen' && !given.some((device) => key(device) === key(reader))
}

/** Root has another data folder: what only this one knows is said on the line. */
function withSudo(readers: readonly Reader[], given: readonly string[]): string {
  const unknown = readers.filter(
    ({ kind, state, settings }) => settings.role !== 'off' && (kind === 'offered' || state === 'absent'),
  )
  const devices = [...new Set([...unknown.map(key), ...given])]
  return ['sudo npx loket readers udev', ...devices.map((one) => `--device ${one}`)].join(' ')
}

function key({ vendorId, productId }: Pick<UdevReader, 'vendorId' | 'productId'>): string {
  return [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':')
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
