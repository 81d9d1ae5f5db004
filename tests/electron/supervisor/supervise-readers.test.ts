import { afterEach, describe, expect, it } from 'vitest'
import type { Log } from '../../../electron/core/server/log.ts'
import type { ReadersChild } from '../../../electron/supervisor/child.ts'
import { forkReaders } from '../../../electron/supervisor/fork-readers.ts'
import type { Limits } from '../../../electron/supervisor/limits.ts'
import { readersEnvironment } from '../../../electron/supervisor/readers-environment.ts'
import { superviseReaders } from '../../../electron/supervisor/supervise-readers.ts'
import type { ProcessState, Supervisor } from '../../../electron/supervisor/supervise.ts'
import { DEFAULT_READERS } from '../../../shared/domain/reader.ts'
import { tinyReaders, type TinyReaders } from '../../support/tiny-readers-path.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

type Watched = {
  supervisor: Supervisor<ReadersChild>
  states: ProcessState[]
  logged: string[]
  /** The process that told its list last. */
  pid: () => number
  until: (done: () => boolean) => Promise<void>
}

function watchTinyReaders(how: TinyReaders, limits: Partial<Limits> = {}): Watched {
  const states: ProcessState[] = []
  const logged: string[] = []
  const log: Log = { write: (event, facts) => void logged.push(`${event} ${JSON.stringify(facts ?? {})}`) }
  let pid = 0
  const supervisor = superviseReaders<ReadersChild>({
    startChild: () =>
      forkReaders(tinyReaders, { inheritStderr: false, env: { LOKET_TEST_TINY_READERS: how, LOKET_PIN: '' } }),
    order: () => ({ policy: DEFAULT_READERS }),
    log,
    limits,
    onState: (state) => void states.push(state),
    onMessage: (message) => {
      if (message.kind === 'reader' && message.event.kind === 'readers')
        pid = Number(message.event.readers[0]?.product.split(' ')[0])
    },
  })
  stops.push(supervisor.stop)
  supervisor.start()
  return {
    supervisor,
    states,
    logged,
    pid: () => pid,
    until: async (done) => {
      await expect.poll(done, { timeout: 20_000, interval: 10 }).toBe(true)
    },
  }
}

const counted = (states: ProcessState[], kind: ProcessState['kind']) =>
  states.filter((state) => state.kind === kind).length
const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('the supervisor of the readers', () => {
  it.each(['SIGKILL', 'SIGSEGV', 'SIGSTOP'] as const)(
    'has a process that met %s back, as another one',
    async (signal) => {
      const { supervisor, states, pid, until, logged } = watchTinyReaders('well')
      await until(() => supervisor.state().kind === 'ready' && pid() > 0)
      const first = pid()
      const startedAt = performance.now()
      process.kill(first, signal)
      await until(() => counted(states, 'ready') === 2)
      const tookMs = performance.now() - startedAt
      console.info(
        `back ${tookMs.toFixed(0)} ms after ${signal} (promise: 3000; what of it is waited: restart-times.test.ts)`,
      )
      await until(() => pid() !== first)
      expect(isThere(first)).toBe(false)
      expect(logged.some((line) => line.startsWith('readers.hangs'))).toBe(signal === 'SIGSTOP')
    },
  )

  it('starts a process that ends at once again for ever, ever more slowly, and does not fill the log with it', async () => {
    const { supervisor, states, logged, until } = watchTinyReaders('ends', { delaysMs: [0, 1, 2] })
    await until(() => counted(states, 'starting') > 15)
    expect(counted(states, 'gave-up')).toBe(0)
    expect(supervisor.ready()).toBeNull()
    const delays = states.flatMap((state) => (state.kind === 'restarting' ? [state.delayMs] : []))
    expect(delays.slice(0, 5)).toEqual([0, 1, 2, 2, 2])
    expect(logged.filter((line) => line.startsWith('readers.ended'))).toHaveLength(11)
  })

  it('waits at most two seconds before a restart', async () => {
    const { states, until } = watchTinyReaders('ends')
    await until(() => counted(states, 'restarting') >= 6)
    const delays = states.flatMap((state) => (state.kind === 'restarting' ? [state.delayMs] : []))
    expect(delays.slice(0, 6)).toEqual([0, 250, 500, 1_000, 2_000, 2_000])
  })

  it('does not let a hang wait twice: the time until it was noticed counts', async () => {
    const limits = { heartbeatMs: 20, missedBeats: 3, delaysMs: [0, 50, 1_000] as const }
    const { states, until } = watchTinyReaders('hangs', { ...limits, delaysMs: [0, 50, 1_000] })
    await until(() => counted(states, 'restarting') >= 3)
    const delays = states.flatMap((state) => (state.kind === 'restarting' ? [state.delayMs] : []))
    expect(delays.slice(0, 3)).toEqual([0, 0, 940])
  })

  it('ends a process that is never ready, and one that says what is no message', async () => {
    const late = watchTinyReaders('never-ready', { startMs: 300 })
    const garbling = watchTinyReaders('no-message')
    await late.until(() => counted(late.states, 'restarting') >= 2)
    await garbling.until(() => counted(garbling.states, 'restarting') >= 2)
    expect(late.logged.some((line) => line.startsWith('readers.late'))).toBe(true)
  })

  it('ends a process that fills its memory long before the machine feels it', async () => {
    const { states, until } = watchTinyReaders('leaks')
    await until(() => counted(states, 'restarting') >= 1)
    expect(counted(states, 'ready')).toBe(1)
  })

  it('leaves no process behind when it is stopped, be it well, stopped by a signal, or about to be started again', async () => {
    for (const signal of [null, 'SIGSTOP'] as const) {
      const { supervisor, pid, until } = watchTinyReaders('well', { stopMs: 200 })
      await until(() => supervisor.state().kind === 'ready' && pid() > 0)
      if (signal !== null) process.kill(pid(), signal)
      await supervisor.stop()
      expect(isThere(pid())).toBe(false)
      expect(supervisor.state()).toEqual({ kind: 'stopped' })
    }
    const ending = watchTinyReaders('ends-ready', { delaysMs: [60_000] })
    await ending.until(() => ending.supervisor.state().kind === 'restarting')
    await ending.supervisor.stop()
    expect(ending.supervisor.state()).toEqual({ kind: 'stopped' })
  })
})

describe('the environment of the readers process', () => {
  it('has what the system needs, room for eight readers, and nothing else of the shell', () => {
    const own = { PATH: '/bin', LOKET_PIN: '1', NODE_OPTIONS: '--inspect', AWS_SECRET: 'x', SystemRoot: 'C:\\Windows' }
    expect(readersEnvironment(own)).toEqual({ PATH: '/bin', SystemRoot: 'C:\\Windows', UV_THREADPOOL_SIZE: '8' })
  })
})
