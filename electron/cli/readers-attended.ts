import { setTimeout as wait } from 'node:timers/promises'
import { ReaderEvent, type Reader, type ReaderDriver, type ReadersPolicy } from '../../shared/domain/reader.ts'
import type { ForReaders } from '../core/server/shell-messages.ts'
import type { Log } from '../core/server/log.ts'
import { superviseReaders } from '../supervisor/supervise-readers.ts'
import { fail } from './cli-context.ts'
import type { ReadersMachine } from './readers-machine.ts'

/** What is plugged in or set up, as the readers process told it last. */
export type ReadersSeen = { driver: ReaderDriver; readers: readonly Reader[] }

export type AttendedReaders = {
  seen(): ReadersSeen
  stop(): Promise<void>
}

export type AttendedDeps = {
  machine: ReadersMachine
  policy: ReadersPolicy
  /** Each report is told too. */
  reports: boolean
  onEvent(event: ReaderEvent): void
  /** It ended by itself and is back. */
  onRestart(): void
}

const START_MS = 15_000
const OPENING_MS = 4_000
const LOOK_AGAIN_MS = 50
/** A command has no log: what went wrong is on its screen. */
const NO_LOG: Log = { write: () => undefined }

/** Starts the readers process under the supervisor that a desk has. Settles when it has looked what is plugged in. */
export async function attendReaders({ machine, policy, reports, ...on }: AttendedDeps): Promise<AttendedReaders> {
  let seen: ReadersSeen = { driver: 'none', readers: [] }
  let starts = 0
  const ready = Promise.withResolvers<void>()
  const supervisor = superviseReaders({
    startChild: () => machine.startReaders(),
    order: () => ({ policy }),
    log: NO_LOG,
    onMessage: (message) => {
      if (message.kind !== 'reader') return
      const { success, data: event } = ReaderEvent.safeParse(message.event)
      if (!success) return
      if (event.kind === 'readers') seen = { driver: event.driver, readers: event.readers }
      on.onEvent(event)
    },
    onState: ({ kind }) => {
      if (kind !== 'ready') return
      starts++
      if (reports) say({ kind: 'show-reports', on: true })
      if (starts > 1) on.onRestart()
      ready.resolve()
    },
  })
  const say = (message: ForReaders) => supervisor.ready()?.send(message)
  supervisor.start()
  const late = new AbortController()
  const inTime = await Promise.race([
    ready.promise.then(() => true),
    wait(START_MS, false, { signal: late.signal, ref: true }),
  ])
  late.abort()
  if (!inTime) {
    await supervisor.stop()
    fail('The process that reads USB readers does not start: see "loket doctor".', 1)
  }
  return { seen: () => seen, stop: () => supervisor.stop() }
}

/** Waits until nothing is being opened any more, or that takes too long. */
export async function opened(attended: AttendedReaders): Promise<ReadersSeen> {
  const until = performance.now() + OPENING_MS
  while (attended.seen().readers.some(({ state }) => state === 'opening') && performance.now() < until)
    await wait(LOOK_AGAIN_MS)
  return attended.seen()
}

/** What can be read of this machine now, and nothing is read of it. */
export async function lookAtReaders(machine: ReadersMachine, policy: ReadersPolicy): Promise<ReadersSeen> {
  const nothing = { onEvent: () => undefined, onRestart: () => undefined }
  const attended = await attendReaders({ machine, policy, reports: false, ...nothing })
  try {
    return await opened(attended)
  } finally {
    await attended.stop()
  }
}

export const DRIVER_MISSING =
  'USB readers cannot be read here: node-hid or the system library it needs (on Linux libudev: package libudev1) is missing.'
