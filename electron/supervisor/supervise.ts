import { nameOf, type Log, type LogValue } from '../core/server/log.ts'
import { REFUSED_EXIT_CODE, RESTART_EXIT_CODE } from '../core/server/shell-messages.ts'
import type { Child, Orders } from './child.ts'
import type { Limits } from './limits.ts'
import { watchChild } from './watch-child.ts'

export type ProcessState =
  | { kind: 'starting' }
  | { kind: 'ready' }
  /** It ended by itself and comes back after `delayMs`. */
  | { kind: 'restarting'; delayMs: number }
  /** It will not be started again: `sentence` says what a person can do. */
  | { kind: 'gave-up'; sentence: string }
  | { kind: 'stopped' }

export type Supervisor<C> = {
  start: () => void
  /** Asks the process to end, then ends it. Settles when it is gone. */
  stop: () => Promise<void>
  /** The process that is ready, else null: what is meant for it meanwhile is not kept for later. */
  ready: () => C | null
  state: () => ProcessState
  /** Ends a process that went wrong in a way its supervisor cannot see; it comes back as after a crash. `why` is a code for the log. */
  condemn: (why: string) => void
}

/** What is the same for every process that is supervised. */
export type Supervised<Order, From, C> = {
  startChild: () => C & Child<Orders<Order>, From>
  /** Asked at each start: keys may be others by then. */
  order: () => Order
  log: Log
  /** Every change, in order. */
  onState: (state: ProcessState) => void
  /** What the process says, heartbeats apart. */
  onMessage: (message: From, child: C) => void
}

export type SupervisorDeps<Order, From, C> = Supervised<Order, From, C> & {
  /** Begins the names of its events in the log. */
  name: string
  limits: Limits
  /** What a person is told when too many starts in a row failed; null: it is started for ever, whatever it ends with. */
  broken: (() => string) | null
}

// A process that ends for ever must not fill the log: its first ends in a row tell why, the later ones that it goes on.
const ENDS_LOGGED = 10
const THEN_EVERY = 100
const ROW_OVER_MS = 30_000

/** Starts a process, watches it, starts it again when it ends, and gives up where starting again cannot help. */
export function supervise<Order, From extends { kind: string }, C>(
  deps: SupervisorDeps<Order, From, C>,
): Supervisor<C> {
  const { limits } = deps
  type Started = C & Child<Orders<Order>, From>
  let state: ProcessState = { kind: 'stopped' }
  let child: Started | null = null
  /** In a row, for the waits between them. */
  let restarts = 0
  /** In a row, for the log. */
  let ends = 0
  let readyAtMs = Number.POSITIVE_INFINITY
  let failedStarts = 0
  let hungMs = 0
  let restartTimer: NodeJS.Timeout | undefined
  let onGone: (() => void) | null = null

  const enter = (next: ProcessState) => {
    state = next
    deps.onState(next)
  }
  const say = (event: string, facts: Readonly<Record<string, LogValue>> = {}) => {
    if (ends <= ENDS_LOGGED || ends % THEN_EVERY === 0) deps.log.write(`${deps.name}.${event}`, facts)
  }

  const launch = () => {
    enter({ kind: 'starting' })
    let started: Started
    try {
      started = deps.startChild()
    } catch (error) {
      say('not-started', { error: nameOf(error) })
      return ended(null, null)
    }
    child = started
    const stopWatching = watchChild(started, limits, {
      hanging: () => {
        hungMs = limits.heartbeatMs * limits.missedBeats
        say('hangs', { missed: limits.missedBeats })
      },
      late: (allowedMs) => say('late', { startMs: allowedMs }),
      ready: () => {
        failedStarts = 0
        readyAtMs = performance.now()
        say('ready', { restarts: ends })
        enter({ kind: 'ready' })
      },
      steady: () => void (restarts = 0),
      message: (message) => deps.onMessage(message, started),
      exit: (code) => {
        stopWatching()
        child = null
        ended(code, started)
      },
    })
    started.send({ kind: 'start', order: deps.order() })
  }

  const ended = (code: number | null, was: Started | null) => {
    if (onGone !== null) {
      enter({ kind: 'stopped' })
      return onGone()
    }
    if (performance.now() - readyAtMs >= ROW_OVER_MS) ends = 0
    readyAtMs = Number.POSITIVE_INFINITY
    say('ended', { code: code ?? 'killed' })
    if (deps.broken !== null) {
      if (code === REFUSED_EXIT_CODE && was !== null) return enter({ kind: 'gave-up', sentence: was.lastWords() })
      if (code === RESTART_EXIT_CODE) return launchAfter(0)
      if (state.kind === 'starting') failedStarts++
      if (failedStarts >= limits.failedStarts) return enter({ kind: 'gave-up', sentence: deps.broken() })
    }
    const delayMs = limits.delaysMs[Math.min(restarts, limits.delaysMs.length - 1)] ?? 0
    restarts++
    ends++
    // The time that it hung has been waited already.
    launchAfter(Math.max(0, delayMs - hungMs))
    hungMs = 0
  }

  const launchAfter = (delayMs: number) => {
    enter({ kind: 'restarting', delayMs })
    restartTimer = setTimeout(launch, delayMs)
  }

  return {
    start: launch,
    state: () => state,
    ready: () => (state.kind === 'ready' ? child : null),
    condemn: (why) => {
      if (child === null) return
      say(why)
      child.kill()
    },
    stop: () => {
      clearTimeout(restartTimer)
      if (child === null) {
        enter({ kind: 'stopped' })
        return Promise.resolve()
      }
      const leaving = child
      const { promise, resolve } = Promise.withResolvers<void>()
      const killTimer = setTimeout(() => leaving.kill(), limits.stopMs)
      onGone = () => {
        clearTimeout(killTimer)
        onGone = null
        resolve()
      }
      leaving.send({ kind: 'stop' })
      return promise
    },
  }
}
