import { KeystoreRefused, type SealedStore, type Secrets } from '../keys/keystore.ts'
import { unwrittenError } from '../journal/unwritten-error.ts'
import { createReadersWire, type ReadersWire } from './readers-wire.ts'
import type { Connection } from './serve-connection.ts'
import {
  REFUSED_EXIT_CODE,
  RESTART_EXIT_CODE,
  type FromCore,
  type KeysOutcome,
  type KeysRequest,
  type PrintOutcome,
  type StartOrder,
  type ToCore,
} from './shell-messages.ts'

/** The core's end of the wire to its shell, the same in both shells. */
export type ShellLink = {
  order: StartOrder
  /** Called for each page that connects, from then on. Pages that came earlier are handed over at once. */
  onConnection: (listener: (connection: Connection) => void) => void
  /** Said before work that keeps this process from being ready for many minutes, and this thread from saying so then. */
  startsLong: () => void
  /** The desk can be used now. */
  ready: () => void
  /** Drops every page's connection; the shell has them come again. */
  reconnectPages: () => void
  /** Electron only: hands a PDF to the printer. Settles when the shell says so. */
  print: (pdf: Uint8Array, title: string) => Promise<PrintOutcome>
  /** Electron only: where the operating system keeps the secrets. */
  sealed: SealedStore
  readers: ReadersWire
  /** Ends this process so that the shell starts it anew at once. */
  restart: () => void
  /** The shell ends, or has ended. The listener releases what the core holds; then the process exits. */
  onStop: (listener: () => void | Promise<void>) => void
}

/** A `MessagePortMain` as far as the core uses it; the core never imports Electron. */
type Port = {
  postMessage: (message: unknown) => void
  on: (event: 'message' | 'close', listener: (event: { data?: unknown }) => void) => void
  start: () => void
  close: () => void
}
type ParentPort = {
  postMessage: (message: unknown) => void
  on: (event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void) => void
}

/** How messages arrive and leave: a forked child's channel or a utility process's port. */
export type Channel = {
  send: (message: FromCore) => void
  listen: (on: { message: (message: ToCore, ports: Port[]) => void; gone: () => void }) => void
  exit: (code: number) => void
}

/** Waits for the shell's start order. Rejects when this process was not started by a shell. */
export function connectShell(channel: Channel = channelOf(process)): Promise<ShellLink> {
  const connections = new Map<number, { frame: (frame: unknown) => void; closed: () => void }>()
  const waiting: Connection[] = []
  const prints = new Map<number, (outcome: PrintOutcome) => void>()
  const keyJobs = new Map<number, (outcome: KeysOutcome) => void>()
  const readers = createReadersWire((message) => channel.send({ kind: 'readers', message }))
  let announce = (connection: Connection): void => void waiting.push(connection)
  let release: (() => void | Promise<void>) | null = null
  let stopping = false
  let lastJob = 0

  const stop = (code = 0) => {
    if (stopping) return
    stopping = true
    for (const listener of connections.values()) listener.closed()
    Promise.resolve()
      .then(() => release?.())
      .then(
        () => channel.exit(code),
        () => channel.exit(1),
      )
  }
  const askForKeys = async (request: KeysRequest) => {
    const { promise, resolve } = Promise.withResolvers<KeysOutcome>()
    const job = ++lastJob
    keyJobs.set(job, resolve)
    channel.send({ kind: 'keys', job, request })
    const outcome = await promise
    if (outcome === 'disk-full') throw unwrittenError('disk-full')
    if (outcome === 'failed') throw new KeystoreRefused('not-writable')
  }
  const { promise, resolve } = Promise.withResolvers<ShellLink>()
  const link = (order: StartOrder): ShellLink => ({
    order: { ...order, secrets: order.secrets && buffersOf(order.secrets), staged: stagedOf(order.staged) },
    startsLong: () => channel.send({ kind: 'starts-long' }),
    ready: () => channel.send({ kind: 'ready' }),
    onConnection: (listener) => {
      announce = listener
      for (const connection of waiting.splice(0)) listener(connection)
    },
    onStop: (listener) => void (release = listener),
    reconnectPages: () => {
      const dropped = [...connections.values()]
      connections.clear()
      for (const listener of dropped) listener.closed()
      channel.send({ kind: 'reconnect' })
    },
    print: (pdf, title) =>
      new Promise((settle) => {
        const job = ++lastJob
        prints.set(job, settle)
        channel.send({ kind: 'print', job, pdf, title })
      }),
    sealed: {
      stage: (staged) => askForKeys({ ask: 'stage', staged }),
      commit: () => askForKeys({ ask: 'commit' }),
      unstage: () => askForKeys({ ask: 'unstage' }),
    },
    readers: readers.wire,
    restart: () => stop(RESTART_EXIT_CODE),
  })
  channel.listen({
    gone: () => stop(),
    message: (message, ports) => {
      switch (message.kind) {
        case 'start':
          return resolve(link(message.order))
        case 'heartbeat':
          return channel.send({ kind: 'heartbeat', beat: message.beat })
        case 'open':
          return announce(relayed(message.id, connections, channel))
        case 'frame':
          return connections.get(message.id)?.frame(message.frame)
        case 'close':
          connections.get(message.id)?.closed()
          return void connections.delete(message.id)
        case 'port':
          return ports.forEach((port) => announce(direct(port)))
        case 'printed':
          prints.get(message.job)?.(message.outcome)
          return void prints.delete(message.job)
        case 'keys-done':
          keyJobs.get(message.job)?.(message.outcome)
          return void keyJobs.delete(message.job)
        case 'reader':
        case 'readers-process':
        case 'wedge-scan':
          return readers.hear(message)
        case 'stop':
          return stop()
      }
    },
  })
  return promise
}

function stagedOf(staged: StartOrder['staged']): StartOrder['staged'] {
  return typeof staged === 'object' && staged !== null ? { ...staged, secrets: buffersOf(staged.secrets) } : staged
}

// A structured clone turns a Buffer into a plain Uint8Array.
function buffersOf(secrets: Secrets): Secrets {
  return {
    masterKey: Buffer.from(secrets.masterKey),
    lastingKey: Buffer.from(secrets.lastingKey),
    backupKey: Buffer.from(secrets.backupKey),
    signingSeed: Buffer.from(secrets.signingSeed),
    deviceId: secrets.deviceId,
  }
}

/** Ends the core because a person must act first: the shell shows `sentence` and does not start it again. */
export function refuseToStart(sentence: string): never {
  process.stderr.write(`${sentence.replaceAll(/\s*\n\s*/g, ' ')}\n`)
  process.exit(REFUSED_EXIT_CODE)
}

function relayed(
  id: number,
  connections: Map<number, { frame: (frame: unknown) => void; closed: () => void }>,
  channel: Channel,
): Connection {
  // Frames that arrive before the core listens must not be lost.
  const early: unknown[] = []
  connections.set(id, { frame: (frame) => void early.push(frame), closed: () => undefined })
  return {
    send: (frame) => channel.send({ kind: 'frame', id, frame }),
    close: () => {
      if (connections.delete(id)) channel.send({ kind: 'close', id })
    },
    listen: (on) => {
      if (!connections.has(id)) return on.closed()
      connections.set(id, on)
      for (const frame of early.splice(0)) on.frame(frame)
    },
  }
}

function direct(port: Port): Connection {
  return {
    send: (frame) => port.postMessage(frame),
    close: () => port.close(),
    listen: (on) => {
      port.on('message', (event) => on.frame(event.data))
      port.on('close', () => on.closed())
      port.start()
    },
  }
}

// Only a utility process has one; Node's own types do not know it.
function parentPortOf(self: object): ParentPort | undefined {
  return 'parentPort' in self ? (self.parentPort as ParentPort | undefined) : undefined
}

function channelOf(self: NodeJS.Process): Channel {
  const parentPort = parentPortOf(self)
  const exit = (code: number) => self.exit(code)
  if (parentPort !== undefined)
    return {
      exit,
      send: (message) => parentPort.postMessage(message),
      // Electron ends a utility process together with its main process, so nobody has to notice that it is gone.
      listen: (on) => parentPort.on('message', (event) => on.message(event.data as ToCore, event.ports)),
    }
  if (self.send === undefined) throw new Error('the core is started by a shell: npm start')
  return {
    exit,
    // A channel that closed meanwhile reports it as `disconnect`; a failed send needs no second report.
    send: (message) => void (self.connected && self.send?.(message, undefined, undefined, () => undefined)),
    listen: (on) => {
      self.on('message', (message) => on.message(message as ToCore, []))
      self.on('disconnect', () => on.gone())
      // Ctrl C reaches the whole group: the shell decides when the core stops.
      self.on('SIGINT', () => undefined)
    },
  }
}
