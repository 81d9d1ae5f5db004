import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import type { FromReaders, ToReaders } from '../../../electron/readers/messages.ts'
import { DEFAULT_READERS, type ReaderEvent } from '../../../shared/domain/reader.ts'
import { fakeReaders, fakeReadersEntry, handScanner, type FakeReaders } from '../../support/fake-readers.ts'

const REAL = fileURLToPath(new URL('../../../electron/readers/process.ts', import.meta.url))

const running: ChildProcess[] = []
const hardware: FakeReaders[] = []
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const fake of hardware.splice(0)) await fake.stop()
})

type Started = {
  child: ChildProcess
  send: (message: ToReaders) => void
  /** Settles with the first message that `is` says yes to, from the start on. */
  hear: <M extends FromReaders['kind']>(kind: M) => Promise<Extract<FromReaders, { kind: M }>>
  hearEvent: <K extends ReaderEvent['kind']>(kind: K) => Promise<Extract<ReaderEvent, { kind: K }>>
  ended: Promise<[number | null, NodeJS.Signals | null]>
}

function start(entry: string, env: Record<string, string> = {}): Started {
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  })
  running.push(child)
  const heard: FromReaders[] = []
  let more = Promise.withResolvers<void>()
  child.on('message', (message: FromReaders) => {
    heard.push(message)
    more.resolve()
    more = Promise.withResolvers()
  })
  const first = async <T>(pick: (message: FromReaders) => T | undefined): Promise<T> => {
    for (;;) {
      const found = heard.map(pick).find((picked) => picked !== undefined)
      if (found !== undefined) return found
      await more.promise
    }
  }
  const send = (message: ToReaders) => void child.send(message)
  send({ kind: 'start', order: { policy: DEFAULT_READERS } })
  return {
    child,
    send,
    hear: <M extends FromReaders['kind']>(kind: M) =>
      first((message) => (message.kind === kind ? (message as Extract<FromReaders, { kind: M }>) : undefined)),
    hearEvent: <K extends ReaderEvent['kind']>(kind: K) =>
      first((message) =>
        message.kind === 'reader' && message.event.kind === kind
          ? (message.event as Extract<ReaderEvent, { kind: K }>)
          : undefined,
      ),
    ended: once(child, 'exit') as Started['ended'],
  }
}

async function hardwareOf(): Promise<FakeReaders> {
  const fake = await fakeReaders()
  hardware.push(fake)
  return fake
}

describe('the real process', () => {
  test('says what is there, then that it is ready; answers heartbeats; ends when it is told', async () => {
    const readers = start(REAL)
    await readers.hear('ready')
    expect((await readers.hearEvent('readers')).driver).toBeTypeOf('string')
    readers.send({ kind: 'heartbeat', beat: 7 })
    expect(await readers.hear('heartbeat')).toEqual({ kind: 'heartbeat', beat: 7 })
    readers.send({ kind: 'look' })
    readers.send({ kind: 'configure', policy: DEFAULT_READERS })
    readers.send({ kind: 'show-reports', on: true })
    readers.send({ kind: 'stop' })
    expect(await readers.ended).toEqual([0, null])
  })

  test('ends with whoever started it', async () => {
    const readers = start(REAL)
    await readers.hear('ready')
    readers.child.disconnect()
    expect(await readers.ended).toEqual([0, null])
  })

  test('goes on at Ctrl C, which reaches its shell too', async () => {
    const readers = start(REAL)
    await readers.hear('ready')
    readers.child.kill('SIGINT')
    readers.send({ kind: 'heartbeat', beat: 1 })
    expect(await readers.hear('heartbeat')).toEqual({ kind: 'heartbeat', beat: 1 })
  })
})

describe('with hardware that tests plug in', () => {
  test('scans are told to whoever started it', async () => {
    const fake = await hardwareOf()
    await fake.plug(handScanner)
    const readers = start(fakeReadersEntry, fake.env)
    await fake.scan(handScanner.path, '3275021508909901')
    expect(await readers.hearEvent('scan')).toMatchObject({ text: '3275021508909901', role: 'desk' })
    readers.send({ kind: 'stop' })
    expect(await readers.ended).toEqual([0, null])
  })

  test('after a crash a new process finds what was plugged in', async () => {
    const fake = await hardwareOf()
    await fake.plug(handScanner)
    const first = start(fakeReadersEntry, fake.env)
    await first.hearEvent('opened')
    await fake.crash()
    expect(await first.ended).toEqual([null, 'SIGKILL'])
    const second = start(fakeReadersEntry, fake.env)
    await fake.scan(handScanner.path, '9901')
    expect(await second.hearEvent('scan')).toMatchObject({ text: '9901' })
  })

  test('an error that nobody caught ends it at once, and what was scanned is not in its last words', async () => {
    const fake = await hardwareOf()
    const readers = start(fakeReadersEntry, fake.env)
    let words = ''
    readers.child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()))
    const closed = once(readers.child, 'close')
    await readers.hear('ready')
    await fake.throwError('3275021508909901')
    await closed
    expect(await readers.ended).toEqual([null, 'SIGKILL'])
    expect(words).toMatch(/^RangeError .*fake-readers-process\.ts:\d+/)
    expect(words).not.toContain('3275')
  })

  test('a driver that does not come back keeps neither a stop nor a shell that is gone waiting', async () => {
    const fake = await hardwareOf()
    await fake.answerOpen(handScanner.path, 'hangs')
    await fake.plug(handScanner)
    const stopped = start(fakeReadersEntry, fake.env)
    const left = start(fakeReadersEntry, fake.env)
    await Promise.all([stopped.hear('ready'), left.hear('ready')])
    stopped.send({ kind: 'stop' })
    left.child.disconnect()
    expect(await Promise.all([stopped.ended, left.ended])).toEqual([
      [null, 'SIGKILL'],
      [null, 'SIGKILL'],
    ])
  })
})
