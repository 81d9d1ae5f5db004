import { afterEach, describe, expect, it } from 'vitest'
import type { FromCore } from '../../../electron/core/server/shell-messages.ts'
import { silentLog } from '../../../electron/core/server/log.ts'
import { forkCore } from '../../../electron/supervisor/fork-core.ts'
import type { CoreChild } from '../../../electron/supervisor/child.ts'
import type { Limits } from '../../../electron/supervisor/limits.ts'
import { superviseCore } from '../../../electron/supervisor/supervise-core.ts'
import type { ProcessState, Supervisor } from '../../../electron/supervisor/supervise.ts'
import { tinyCore } from '../../support/tiny-core-path.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

type Watched = {
  supervisor: Supervisor<CoreChild>
  states: ProcessState[]
  /** Settles at the next state of this kind. */
  next: <K extends ProcessState['kind']>(kind: K) => Promise<Extract<ProcessState, { kind: K }>>
  call: (path: string) => Promise<string>
}

function watchTinyCore({ version = '1', limits = {} }: { version?: string; limits?: Partial<Limits> } = {}): Watched {
  const states: ProcessState[] = []
  let waiting: ((state: ProcessState) => boolean)[] = []
  const frames: ((message: FromCore) => void)[] = []
  const supervisor = superviseCore({
    startChild: () => forkCore(tinyCore, { inheritStderr: false }),
    order: () => ({ shell: 'browser', dataFolder: '/nowhere', version, demo: false, secrets: null }),
    log: silentLog,
    limits,
    onState: (state) => {
      states.push(state)
      waiting = waiting.filter((isDone) => !isDone(state))
    },
    onMessage: (message) => frames.splice(0).forEach((got) => got(message)),
  })
  stops.push(supervisor.stop)
  let id = 0
  return {
    supervisor,
    states,
    next: (kind) =>
      new Promise((resolve) => {
        waiting.push((state) => {
          if (state.kind !== kind) return false
          resolve(state as never)
          return true
        })
      }),
    call: (path) =>
      new Promise((resolve) => {
        frames.push((message) => resolve(message.kind === 'frame' ? String(message.frame) : message.kind))
        const child = supervisor.ready()
        child?.send({ kind: 'open', id: ++id })
        child?.send({ kind: 'frame', id, frame: JSON.stringify({ i: '1', p: { u: `/${path}`, b: {} } }) })
      }),
  }
}

const pidIn = (frame: string) => Number(/"json":(\d+)/.exec(frame)?.[1])

describe('the supervisor', () => {
  it('starts a core that then answers', async () => {
    const { supervisor, next, call, states } = watchTinyCore()
    const ready = next('ready')
    supervisor.start()
    await ready
    expect(states.map(({ kind }) => kind)).toEqual(['starting', 'ready'])
    expect(pidIn(await call('pid'))).toBeGreaterThan(0)
  })

  it('starts a core anew at once that asks for it, as often as it asks, and never gives up on it', async () => {
    const { supervisor, next, states } = watchTinyCore({ version: 'restarts', limits: { failedStarts: 2 } })
    const first = next('ready')
    supervisor.start()
    await first
    for (let n = 0; n < 4; n++) {
      const again = next('ready')
      supervisor.ready()?.send({ kind: 'open', id: n })
      await again
    }
    expect(states.filter(({ kind }) => kind === 'restarting')).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'restarting', delayMs: 0 })),
    )
  })

  it('starts a killed core again without a wait, as another process', async () => {
    const { supervisor, next, call } = watchTinyCore()
    const ready = next('ready')
    supervisor.start()
    await ready
    const first = pidIn(await call('pid'))
    const [restarting, again] = [next('restarting'), next('ready')]
    const startedAt = performance.now()
    process.kill(first, 'SIGKILL')
    expect(await restarting).toEqual({ kind: 'restarting', delayMs: 0 })
    await again
    console.info(`ready again ${(performance.now() - startedAt).toFixed(0)} ms after SIGKILL (promise: 3000)`)
    expect(pidIn(await call('pid'))).not.toBe(first)
  })

  it('offers no core while there is none that is ready', async () => {
    const { supervisor, next, call } = watchTinyCore()
    expect(supervisor.ready()).toBeNull()
    const ready = next('ready')
    supervisor.start()
    expect(supervisor.ready()).toBeNull()
    await ready
    const restarting = next('restarting')
    process.kill(pidIn(await call('pid')), 'SIGKILL')
    await restarting
    expect(supervisor.ready()).toBeNull()
  })

  it('kills and restarts a core that hangs', async () => {
    // Long enough for one that is merely kept waiting by a busy machine.
    const { supervisor, next, call } = watchTinyCore({ limits: { heartbeatMs: 300, missedBeats: 10 } })
    const ready = next('ready')
    supervisor.start()
    await ready
    const again = next('ready')
    void call('hang')
    await again
    expect(pidIn(await call('pid'))).toBeGreaterThan(0)
  })

  it('kills a core that is not ready in time, but not one that said before that it takes long', async () => {
    const silent = watchTinyCore({ version: 'starts-late', limits: { startMs: 2_000, failedStarts: 1 } })
    const gaveUp = silent.next('gave-up')
    // It must have said so by then, however busy the machine is.
    const saying = watchTinyCore({ version: 'starts-late-and-says-so', limits: { startMs: 6_000, failedStarts: 1 } })
    const ready = saying.next('ready')
    silent.supervisor.start()
    saying.supervisor.start()
    await gaveUp
    await ready
    expect(saying.states.map(({ kind }) => kind)).toEqual(['starting', 'ready'])
  })

  it('gives up at once, with its own sentence, when the core says that a person must act', async () => {
    const { supervisor, next, states } = watchTinyCore({ version: 'refuses' })
    const gaveUp = next('gave-up')
    supervisor.start()
    expect((await gaveUp).sentence).toBe('The key file can be read by others: chmod 600 it.')
    expect(states.map(({ kind }) => kind)).toEqual(['starting', 'gave-up'])
  })

  it('waits longer between starts that fail, then gives up with a sentence that names the log', async () => {
    const { supervisor, next, states } = watchTinyCore({
      version: 'crashes',
      limits: { delaysMs: [0, 5, 10], failedStarts: 4 },
    })
    const gaveUp = next('gave-up')
    supervisor.start()
    expect((await gaveUp).sentence).toContain('core.log')
    expect(states.flatMap((state) => (state.kind === 'restarting' ? [state.delayMs] : []))).toEqual([0, 5, 10])
  })

  it('ends the core when it is stopped, and does not start it again', async () => {
    const { supervisor, next, call, states } = watchTinyCore()
    const ready = next('ready')
    supervisor.start()
    await ready
    const pid = pidIn(await call('pid'))
    await supervisor.stop()
    expect(states.at(-1)).toEqual({ kind: 'stopped' })
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })

  it('ends a core that does not end when it is asked to', async () => {
    const { supervisor, next, call } = watchTinyCore({ limits: { stopMs: 100 } })
    const ready = next('ready')
    supervisor.start()
    await ready
    const pid = pidIn(await call('pid'))
    void call('hang')
    await supervisor.stop()
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
})
