/**
 * The readers process with fake hardware. A shell forks this file in place of `electron/readers/process.ts`; `fake-readers.ts` in the test
 * says what is plugged in and scanned, over the socket that the environment variable LOKET_TEST_FAKE_READERS names (use its `env`).
 * Everything above the hardware is the real thing. A process that is started again finds plugged in what was plugged in before.
 */
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { endAtCrash } from '../../electron/readers/end-at-crash.ts'
import { channelOf } from '../../electron/readers/reader-channel.ts'
import { runReaders } from '../../electron/readers/run-readers.ts'
import { fakeHid } from './fake-hid.ts'
import { FAKE_READERS_VARIABLE, type FakeOrder } from './fake-readers.ts'

endAtCrash(process)
const hid = fakeHid()
// In place of what the system says when something is plugged in.
let noticed = () => {}
const socketPath = process.env[FAKE_READERS_VARIABLE]
const heard = socketPath === undefined ? Promise.resolve() : hearTest(socketPath)
runReaders({
  hid: {
    ...hid.port,
    collections: async () => {
      await heard
      return hid.port.collections()
    },
  },
  channel: channelOf(process),
  // A test scans as soon as a reader is open.
  timings: { believed: 0 },
  watchSystem: (onChange) => {
    noticed = onChange
    return { works: () => true, stop: () => undefined }
  },
})

/** Settles when what is plugged in already is known. */
function hearTest(path: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const socket = connect(path)
  // A test that is over takes its hardware with it; the process ends with its shell.
  socket.on('error', () => resolve())
  createInterface({ input: socket, crlfDelay: Infinity }).on('line', (line) => {
    const said = JSON.parse(line) as FakeOrder[] | (FakeOrder & { id: number })
    if (Array.isArray(said)) {
      said.forEach(obey)
      return resolve()
    }
    socket.write(`${JSON.stringify({ id: said.id, done: obey(said) })}\n`)
  })
  return promise
}

function obey(order: FakeOrder): boolean {
  switch (order.order) {
    case 'plug':
      hid.plug(order.device)
      noticed()
      return true
    case 'unplug':
      hid.unplug(order.path)
      noticed()
      return true
    case 'report':
      // All or none: a reader that is not open yet loses the whole scan, and the test sends it again.
      if (!hid.open().includes(order.path)) return false
      return order.hex.map((hex) => hid.report(order.path, Buffer.from(hex, 'hex'))).every(Boolean)
    case 'answer-open':
      hid.answerOpen(order.path, order.how)
      noticed()
      return true
    case 'crash':
      return process.kill(process.pid, 'SIGKILL')
    case 'throw':
      setImmediate(() => {
        throw new RangeError(`no such card ${order.text}`)
      })
      return true
    case 'hang':
      for (;;);
  }
}
