import { rmSync, mkdtempSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { OpenRefusal } from '../../electron/readers/hid-port.ts'
import { hidPosReports, type FakeDevice } from './fake-hid.ts'

/** What a shell forks instead of the real readers process, so that tests can plug in and scan. */
export const fakeReadersEntry = fileURLToPath(new URL('fake-readers-process.ts', import.meta.url))

/** The variable of the environment that names the socket; the forked process inherits it from the shell. */
export const FAKE_READERS_VARIABLE = 'LOKET_TEST_FAKE_READERS'

export type FakeOrder =
  | { order: 'plug'; device: FakeDevice }
  | { order: 'unplug'; path: string }
  | { order: 'report'; path: string; hex: readonly string[] }
  | { order: 'answer-open'; path: string; how: OpenRefusal | 'opens' | 'hangs' }
  | { order: 'crash' }
  | { order: 'throw'; text: string }
  | { order: 'hang' }

/**
 * The hardware of a desk under test, kept here so that it outlives the readers process:
 *
 *     const readers = await fakeReaders()
 *     const shell = start a shell that forks `fakeReadersEntry`, with `readers.env` in its environment
 *     await readers.plug(handScanner)
 *     await readers.scan(handScanner.path, '3275021508909901')
 *     await readers.stop()
 */
export type FakeReaders = {
  env: Record<string, string>
  plug: (device: FakeDevice) => Promise<void>
  unplug: (path: string) => Promise<void>
  /** Settles when the reader was open and has sent it; waits until it is. Throws after twenty seconds. */
  report: (path: string, ...reports: Uint8Array[]) => Promise<void>
  /** A whole HID POS scan, in as many reports as it takes. */
  scan: (path: string, text: string, aim?: string) => Promise<void>
  answerOpen: (path: string, how: OpenRefusal | 'opens' | 'hangs') => Promise<void>
  /** Has the readers process end at once, or answer nothing any more. What is plugged in stays plugged in. */
  crash: () => Promise<void>
  hang: () => Promise<void>
  /** A bug, with `text` in its message. */
  throwError: (text: string) => Promise<void>
  stop: () => Promise<void>
}

/** A HID POS scanner that is opened without being set up. */
export const handScanner: FakeDevice = {
  path: '/dev/hidraw0',
  vendorId: 0x05e0,
  productId: 0x1300,
  serial: 'S9901',
  manufacturer: 'Contoh',
  product: 'Pemindai Genggam',
  interface: 0,
  usages: [[0x8c, 0x02]],
}

/** The same model somewhere else, or another like it. */
export function scannerAt(path: string, more: Partial<FakeDevice> = {}): FakeDevice {
  return { ...handScanner, path, ...more }
}

const PATIENCE_MS = 20_000

export async function fakeReaders(): Promise<FakeReaders> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-fake-readers-'))
  const socketPath = join(folder, 'readers.sock')
  const standing = new Map<string, FakeOrder>()
  const waiting = new Map<number, (done: boolean) => void>()
  let process: Socket | null = null
  let lastId = 0

  const server = createServer((socket) => {
    process = socket
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (process === socket) process = null
      for (const settle of waiting.values()) settle(false)
      waiting.clear()
    })
    const lines = createInterface({ input: socket, crlfDelay: Infinity })
    // Of a process that was killed with orders unread: the reading of lines passes the socket's error on.
    lines.on('error', () => undefined)
    lines.on('line', (line) => {
      const { id, done } = JSON.parse(line) as { id: number; done: boolean }
      waiting.get(id)?.(done)
      waiting.delete(id)
    })
    socket.write(`${JSON.stringify([...standing.values()])}\n`)
  })
  await new Promise<void>((resolve) => void server.listen(socketPath, resolve))

  /** False: no readers process there, or the reader is not open. */
  const tell = (order: FakeOrder): Promise<boolean> => {
    if (process === null) return Promise.resolve(false)
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const id = ++lastId
    waiting.set(id, resolve)
    process.write(`${JSON.stringify({ id, ...order })}\n`)
    return promise
  }
  const insist = async (order: FakeOrder, what: string) => {
    const until = Date.now() + PATIENCE_MS
    while (!(await tell(order))) {
      if (Date.now() > until) throw new Error(what)
      await wait(20)
    }
  }
  const report = (path: string, reports: readonly Uint8Array[]) =>
    insist(
      { order: 'report', path, hex: reports.map((bytes) => Buffer.from(bytes).toString('hex')) },
      `nobody reads ${path}`,
    )
  return {
    env: { [FAKE_READERS_VARIABLE]: socketPath },
    plug: async (device) => {
      standing.set(device.path, { order: 'plug', device })
      await tell({ order: 'plug', device })
    },
    unplug: async (path) => {
      standing.delete(path)
      await tell({ order: 'unplug', path })
    },
    report: (path, ...reports) => report(path, reports),
    scan: (path, text, aim) => report(path, hidPosReports(text, aim)),
    answerOpen: async (path, how) => {
      standing.set(`answer ${path}`, { order: 'answer-open', path, how })
      await tell({ order: 'answer-open', path, how })
    },
    crash: async () => void (await tell({ order: 'crash' })),
    hang: async () => void (await tell({ order: 'hang' })),
    throwError: async (text) => void (await tell({ order: 'throw', text })),
    stop: async () => {
      process?.destroy()
      await new Promise((resolve) => void server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
