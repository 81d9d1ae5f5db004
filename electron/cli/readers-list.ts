import type { Command } from 'commander'
import type { Reader, ReaderState } from '../../shared/domain/reader.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { DRIVER_MISSING, lookAtReaders, type ReadersSeen } from './readers-attended.ts'
import { readersSetup } from './readers-setup.ts'
import { readerName } from './readers-watch-lines.ts'

export const READERS_GROUP = 'card readers on USB'

/** `loket readers list`: what is plugged in or set up, and whether it can be read. */
export function register(program: Command, context: CliContext): void {
  group(program, 'readers', READERS_GROUP)
    .command('list')
    .description('device, role, state and driver of each card reader on USB')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const setup = await readersSetup(context, { cards: false })
      const seen = await lookAtReaders(context.machine, setup.policy)
      if (json === true)
        context.out(JSON.stringify({ driver: seen.driver, settings: setup.from, readers: seen.readers.map(line) }))
      else for (const text of page(seen)) context.out(text)
      if (seen.driver === 'none') fail(DRIVER_MISSING, 1)
    })
}

function line(reader: Reader) {
  const { id, kind, state, manufacturer, product, settings } = reader
  const { name, role, form } = settings
  return { id, device: device(reader), manufacturer, product, name, kind, role, form, state }
}

function device({ vendorId, productId }: Reader): string {
  return [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':')
}

function page({ driver, readers }: ReadersSeen): string[] {
  if (readers.length === 0) return driver === 'none' ? [] : [`No card reader is plugged in (driver ${driver}).`]
  const rows = [
    ['DEVICE', 'NAME', 'ROLE', 'STATE', 'DRIVER', 'ID'],
    ...readers.map((reader) => [
      device(reader),
      readerName(reader),
      reader.settings.role,
      reader.state,
      driver,
      reader.id,
    ]),
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const states = [...new Set(readers.map(({ state }) => state))]
  return [...table, ...states.flatMap((state) => (WHAT_TO_DO[state] === undefined ? [] : ['', WHAT_TO_DO[state]]))]
}

const WHAT_TO_DO: Partial<Record<ReaderState, string>> = {
  'no-permission': 'no-permission: on Linux install the rule with "sudo npx loket readers udev".',
  busy: 'busy: another program has it; close that one.',
  flooding: 'flooding: it sends without end, so it is paused and tried again later; unplug it.',
  'not-chosen': 'not-chosen: it may be a reader; choose it in the settings if it is one.',
  'too-many': 'too-many: more are plugged in than are read at once.',
}
