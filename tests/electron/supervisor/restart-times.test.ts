import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../../../electron/core/server/log.ts'
import type { Child, Orders, Word } from '../../../electron/supervisor/child.ts'
import { CORE_LIMITS, READERS_LIMITS, type Limits } from '../../../electron/supervisor/limits.ts'
import { supervise, type Supervisor } from '../../../electron/supervisor/supervise.ts'

// What the supervisor itself lets pass, on a clock that only the test moves. What a start takes on this machine comes on top: the tests with
// real processes print it.

const PROMISE_MS = 3_000
/** Left of the promise for the start of a process, which the supervisor has no hand in. */
const FOR_THE_START_MS = 700
const IN_A_ROW = 12

type Scripted = Child<Orders<null>, Word>
type Watched = {
  supervisor: Supervisor<Scripted>
  /** By the test's clock. */
  startedAt: () => number
  starts: () => number
  /** From now on no heartbeat is answered. */
  hang: () => void
  crash: () => void
}

beforeEach(
  () =>
    void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] }),
)
afterEach(() => void vi.useRealTimers())

/** A process that is ready as soon as it is started, and answers every heartbeat until it hangs. */
function watched(limits: Limits): Watched {
  let startedAt = 0
  let starts = 0
  let hangs = false
  let end = () => {}
  const startChild = (): Scripted => {
    startedAt = performance.now()
    starts += 1
    hangs = false
    let tell: (word: Word) => void = () => {}
    return {
      send: (order) => {
        if (order.kind === 'start') tell({ kind: 'ready' })
        if (order.kind === 'heartbeat' && !hangs) tell({ kind: 'heartbeat', beat: order.beat })
      },
      kill: () => end(),
      listen: (on) => {
        tell = on.message
        end = () => on.exit(null)
      },
      lastWords: () => '',
    }
  }
  const nothing = () => {}
  const deps = { name: 'test', limits, broken: null, log: silentLog, onState: nothing, onMessage: nothing }
  const supervisor = supervise<null, Word, Scripted>({ ...deps, startChild, order: () => null })
  supervisor.start()
  return {
    supervisor,
    startedAt: () => startedAt,
    starts: () => starts,
    hang: () => void (hangs = true),
    crash: () => end(),
  }
}

/** From `fault` to the next start. */
function waited({ starts, startedAt }: Watched, fault: () => void): number {
  const before = starts()
  const at = performance.now()
  fault()
  while (starts() === before && performance.now() - at < 60_000) vi.advanceTimersByTime(1)
  if (starts() === before) throw new Error('never started again')
  return startedAt() - at
}

describe('of the three seconds in which readers read again, the supervisor', () => {
  it('waits away none after the first end, and leaves enough for a start after every further one in a row', () => {
    const at = watched(READERS_LIMITS)
    const waits = Array.from({ length: IN_A_ROW }, () => waited(at, at.crash))
    expect(waits[0]).toBe(0)
    expect(Math.max(...waits)).toBe(2_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(PROMISE_MS - FOR_THE_START_MS)
  })

  it('leaves enough for a start after a hang, at whatever instant between two heartbeats it began', () => {
    const waits: number[] = []
    for (let phaseMs = 0; phaseMs < READERS_LIMITS.heartbeatMs; phaseMs += 7) {
      const at = watched(READERS_LIMITS)
      for (let row = 0; row < IN_A_ROW; row += 1) {
        vi.advanceTimersByTime(READERS_LIMITS.heartbeatMs + phaseMs)
        waits.push(waited(at, at.hang))
      }
      void at.supervisor.stop()
    }
    console.info(`from the hang to the next start: ${Math.min(...waits)} to ${Math.max(...waits)} ms`)
    expect(Math.max(...waits)).toBeLessThanOrEqual(PROMISE_MS - FOR_THE_START_MS)
  })

  it('begins anew, without a wait, once a process has lived as long as the longest wait', () => {
    const at = watched(READERS_LIMITS)
    for (let row = 0; row < IN_A_ROW; row += 1) waited(at, at.crash)
    vi.advanceTimersByTime(READERS_LIMITS.steadyMs)
    expect(waited(at, at.crash)).toBe(0)
  })

  it('never takes a process for hanging that answers', () => {
    const at = watched(READERS_LIMITS)
    vi.advanceTimersByTime(3_600_000)
    expect(at.starts()).toBe(1)
  })
})

describe('of the time in which a killed core is back, the supervisor', () => {
  it('waits away none after the first end, and a second at most after further ones', () => {
    const at = watched(CORE_LIMITS)
    const waits = Array.from({ length: IN_A_ROW }, () => waited(at, at.crash))
    expect(waits[0]).toBe(0)
    expect(Math.max(...waits)).toBe(1_000)
  })
})
