import { nameOf, type Log } from '../core/server/log.ts'
import {
  REFUSED_EXIT_CODE,
  RESTART_EXIT_CODE,
  type FromCore,
  type StartOrder,
  type ToCore,
} from '../core/server/shell-messages.ts'

/** A started core process, however it was started. */
export type Child = {
  send: (message: ToCore) => void
  /** Ends it at once; `onExit` follows. */
  kill: () => void
  listen: (on: { message: (message: FromCore) => void; exit: (code: number | null) => void }) => void
  /** The last line it wrote to standard error; read only after a refusal, for a crash may have printed anything. */
  lastWords: () => string
}

export type CoreState =
  | { kind: 'starting' }
  | { kind: 'ready' }
  /** The core ended by itself and comes back after `delayMs`. */
  | { kind: 'restarting'; delayMs: number }
  /** It will not be started again: `sentence` says what a person can do. */
  | { kind: 'gave-up'; sentence: string }
  | { kind: 'stopped' }

export type Supervisor<C extends Child> = {
  start: () => void
  /** Asks the core to end, then ends it. Settles when it is gone. */
  stop: () => Promise<void>
  /** The core that is ready, else null: what a page sends meanwhile is not kept for later. */
  ready: () => C | null
  state: () => CoreState
}

export type SupervisorDeps<C extends Child> = {
  startChild: () => C
  /** Asked at each start: keys may be others by then. */
  order: () => StartOrder
  log: Log
  /** Every change, in order. */
  onState: (state: CoreState) => void
  /** What the ready core says, heartbeats apart. */
  onMessage: (message: FromCore, child: C) => void
  limits?: Partial<Limits>
}

export type Limits = {
  heartbeatMs: number
  /** Heartbeats without an answer before the core counts as hanging. Counted, not timed: a machine may sleep. */
  missedBeats: number
  /** For the first opening of a large journal after an update. */
  startMs: number
  /** For a start that says it takes long: the databases of 25 years are copied. */
  longStartMs: number
  stopMs: number
  /** Starts in a row that end before the desk is ready. */
  failedStarts: number
  /** Wait before each restart in a row; the last one repeats. */
  delaysMs: readonly [number, ...number[]]
  /** A core that lived this long starts the row anew. */
  steadyMs: number
}

const DEFAULT_LIMITS: Limits = {
  heartbeatMs: 1_000,
  missedBeats: 10,
  startMs: 120_000,
  longStartMs: 2 * 3_600_000,
  stopMs: 5_000,
  failedStarts: 5,
  delaysMs: [0, 100, 250, 500, 1_000],
  steadyMs: 30_000,
}

/** Starts the core, watches it, starts it again when it ends, and gives up where starting again cannot help. */
export function supervise<C extends Child>(deps: SupervisorDeps<C>): Supervisor<C> {
  const { log, order } = deps
  const limits = { ...DEFAULT_LIMITS, ...deps.limits }
  let state: CoreState = { kind: 'stopped' }
  let child: C | null = null
  let restarts = 0
  let failedStarts = 0
  let restartTimer: NodeJS.Timeout | undefined
  let onGone: (() => void) | null = null

  const enter = (next: CoreState) => {
    state = next
    deps.onState(next)
  }

  const launch = () => {
    enter({ kind: 'starting' })
    let started: C
    try {
      started = deps.startChild()
    } catch (error) {
      log.write('core.not-started', { error: nameOf(error) })
      return ended(null, null)
    }
    child = started
    const stopWatching = watch(started, limits, {
      hanging: () => log.write('core.hangs', { missed: limits.missedBeats }),
      late: (allowedMs) => log.write('core.late', { startMs: allowedMs }),
      ready: () => {
        failedStarts = 0
        log.write('core.ready', { restarts })
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
    started.send({ kind: 'start', order: order() })
  }

  const ended = (code: number | null, was: C | null) => {
    if (onGone !== null) {
      enter({ kind: 'stopped' })
      return onGone()
    }
    log.write('core.ended', { code: code ?? 'killed' })
    if (code === REFUSED_EXIT_CODE && was !== null) return enter({ kind: 'gave-up', sentence: was.lastWords() })
    if (code === RESTART_EXIT_CODE) {
      enter({ kind: 'restarting', delayMs: 0 })
      return void (restartTimer = setTimeout(launch, 0))
    }
    if (state.kind === 'starting') failedStarts++
    if (failedStarts >= limits.failedStarts) return enter({ kind: 'gave-up', sentence: brokenSentence(order()) })
    const delayMs = limits.delaysMs[Math.min(restarts, limits.delaysMs.length - 1)] ?? 0
    restarts++
    enter({ kind: 'restarting', delayMs })
    restartTimer = setTimeout(launch, delayMs)
  }

  return {
    start: launch,
    state: () => state,
    ready: () => (state.kind === 'ready' ? child : null),
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

type Watcher = {
  hanging: () => void
  late: (allowedMs: number) => void
  ready: () => void
  steady: () => void
  message: (message: FromCore) => void
  exit: (code: number | null) => void
}

/** Follows one child from start to end. Returns how to end the following. */
function watch(child: Child, limits: Limits, on: Watcher): () => void {
  let beat = 0
  let answered = 0
  let steadyTimer: NodeJS.Timeout | undefined
  let beatTimer: NodeJS.Timeout | undefined
  const readyWithin = (allowedMs: number) =>
    setTimeout(() => {
      on.late(allowedMs)
      child.kill()
    }, allowedMs)
  let startTimer = readyWithin(limits.startMs)
  const tick = () => {
    if (beat - answered >= limits.missedBeats) {
      clearInterval(beatTimer)
      on.hanging()
      return child.kill()
    }
    child.send({ kind: 'heartbeat', beat: ++beat })
  }
  child.listen({
    exit: on.exit,
    message: (message) => {
      if (message.kind === 'heartbeat') {
        answered = message.beat
        return
      }
      if (message.kind === 'starts-long') {
        clearTimeout(startTimer)
        startTimer = readyWithin(limits.longStartMs)
        return
      }
      if (message.kind === 'ready') {
        clearTimeout(startTimer)
        beatTimer = setInterval(tick, limits.heartbeatMs)
        steadyTimer = setTimeout(on.steady, limits.steadyMs)
        return on.ready()
      }
      on.message(message)
    },
  })
  return () => {
    clearTimeout(startTimer)
    clearTimeout(steadyTimer)
    clearInterval(beatTimer)
  }
}

function brokenSentence(order: StartOrder): string {
  return `The desk's core ended ${DEFAULT_LIMITS.failedStarts} times before it was ready; see logs/core.log in the data folder ${order.dataFolder}.`
}
