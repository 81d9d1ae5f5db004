import { fork } from 'node:child_process'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { FromCore, StartOrder, ToCore } from '../../electron/core/server/shell-messages.ts'
import type { contract } from '../../shared/contract/contract.ts'

const CORE = join(import.meta.dirname, '..', '..', 'electron', 'core', 'process.ts')

export type CoreClient = ContractRouterClient<typeof contract>

/** The real core as a process of its own, with this test as its shell. */
export type CoreUnderShell = {
  pid: number
  /** Settles when the desk can be used; rejects with the sentence of a core that refused to start. */
  ready: Promise<void>
  /** A page that connects now. `closed` settles when the core, or its shell, drops it. */
  page(): { client: CoreClient; closed: Promise<void> }
  kill(): void
  /** Asks it to end. Settles with the exit code, null when it was killed. */
  stop(): Promise<number | null>
  ended: Promise<number | null>
}

/** Starts the core on `dataFolder` as a browser shell does. */
export function startCore(dataFolder: string, { demo } = { demo: false }): CoreUnderShell {
  const child = fork(CORE, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] })
  const pages = new Map<number, PageSocket>()
  let lastId = 0
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const send = (message: ToCore) => void (child.connected && child.send(message, () => undefined))
  const ended = new Promise<number | null>((resolve) => void child.on('close', resolve))
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: FromCore) => {
      if (message.kind === 'ready') resolve()
      if (message.kind === 'frame') pages.get(message.id)?.hear(message.frame)
      if (message.kind === 'close') pages.get(message.id)?.drop()
      if (message.kind === 'reconnect') for (const page of pages.values()) page.drop()
    })
    void ended.then(() => reject(new Error(said.trim())))
  })
  // Asked for by who waits; a core that is killed before is no failure of its own.
  ready.catch(() => undefined)
  const order: StartOrder = { shell: 'browser', dataFolder, version: '0.0.0-test', demo, secrets: null }
  send({ kind: 'start', order })
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    page() {
      const id = ++lastId
      const socket = new PageSocket((frame) => send({ kind: 'frame', id, frame }))
      pages.set(id, socket)
      send({ kind: 'open', id })
      void ended.then(() => socket.drop())
      const client: CoreClient = createORPCClient(new RPCLink({ websocket: socket as unknown as WebSocket }))
      return { client, closed: socket.closed }
    },
    kill: () => void child.kill('SIGKILL'),
    stop() {
      send({ kind: 'stop' })
      return ended
    },
  }
}

/** What the RPC link needs of a WebSocket. */
class PageSocket extends EventTarget {
  readyState: 1 | 3 = 1
  readonly closed: Promise<void>
  readonly #send: (frame: string | Uint8Array) => void
  readonly #end: () => void

  constructor(send: (frame: string | Uint8Array) => void) {
    super()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.closed = promise
    this.#end = resolve
    this.#send = send
  }

  send(frame: string | Uint8Array): void {
    if (this.readyState === 3) throw new Error('not connected')
    this.#send(frame)
  }

  hear(frame: string | Uint8Array): void {
    if (this.readyState === 1) this.dispatchEvent(new MessageEvent('message', { data: frame }))
  }

  drop(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
    this.#end()
  }
}
