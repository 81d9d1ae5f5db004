import type { Command } from 'commander'
import { localDate } from '../../shared/domain/dates.ts'
import type { ReaderEvent, ReaderId } from '../../shared/domain/reader.ts'
import { systemClock } from '../core/clock.ts'
import { fail, group, type CliContext } from './cli-context.ts'
import { attendReaders, DRIVER_MISSING, opened } from './readers-attended.ts'
import { READERS_GROUP } from './readers-list.ts'
import { readersSetup, type ReadersSetup } from './readers-setup.ts'
import { readerName, watchEvent, watchLine, type WatchEvent } from './readers-watch-lines.ts'

/** `loket readers watch`: what the readers do, until Ctrl C. A desk that is open goes on reading beside it. */
export function register(program: Command, context: CliContext): void {
  group(program, 'readers', READERS_GROUP)
    .command('watch')
    .description('one line for each thing that a card reader does, until Ctrl C; numbers of cards are masked')
    .option('--json', 'each line as JSON')
    .option('--raw', 'also each report as it came, and the numbers of cards')
    .action(async ({ json = false, raw = false }: { json?: boolean; raw?: boolean }) => {
      const setup = await readersSetup(context, { cards: raw })
      await watch(context, setup, { json, raw })
    })
}

async function watch(context: CliContext, setup: ReadersSetup, how: { json: boolean; raw: boolean }): Promise<void> {
  const names = new Map<ReaderId, string>()
  let ending = false
  let listening = false
  const tell = (event: WatchEvent) => {
    // Ctrl C reaches the readers process too: what is heard of its end is not news.
    if (ending) return
    const at = systemClock.now()
    context.out(how.json ? JSON.stringify({ at, ...event }) : watchLine(at, event))
  }
  const onEvent = (event: ReaderEvent) => {
    if (event.kind === 'readers') {
      for (const reader of event.readers) names.set(reader.id, readerName(reader))
      if (!listening)
        tell({ event: 'listening', driver: event.driver, readers: event.readers.length, masked: !how.raw })
      listening = true
    }
    const today = localDate(systemClock.now(), setup.timeZone)
    const told = watchEvent(event, { raw: how.raw, today, nameOf: (id) => names.get(id) ?? id })
    if (told !== null) tell(told)
  }

  const asked = untilAsked(() => (ending = true))
  const attended = await attendReaders({
    machine: context.machine,
    policy: setup.policy,
    reports: how.raw,
    onEvent,
    onRestart: () => tell({ event: 'restarted' }),
  })
  try {
    const { driver, readers } = await opened(attended)
    if (driver === 'none') return fail(DRIVER_MISSING, 1)
    if (!ending && !readers.some(({ state }) => state === 'reading'))
      context.err('No reader can be read yet: plug one in, or see "loket readers list". Ctrl C ends this.')
    await asked
  } finally {
    ending = true
    await attended.stop()
  }
}

/** Settles at Ctrl C, and when the system asks this process to end; both are how it is meant to end. */
function untilAsked(onAsked: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      onAsked()
      resolve()
    })
  }
  return promise
}
