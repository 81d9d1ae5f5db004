import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { FromCore } from '../core/server/shell-messages.ts'
import type { Log } from '../core/server/log.ts'
import type { CoreChild } from '../supervisor/child.ts'
import { isOwnHost, isOwnOrigin } from './own-address.ts'
import { isOwnUser } from './peer-user.ts'

export type RelayDeps = { port: () => number; core: () => CoreChild | null; log: Log }

/** Carries frames between pages and the core. It reads none of them. */
export type Relay = {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** A message of the core that `child` is. */
  fromCore: (message: FromCore) => void
  /** The core is gone or going: every page is told to come back. */
  closeAll: () => void
}

// A desk has one page, a kiosk another; the rest is room for reloads and tests.
const MAX_CONNECTIONS = 32
// The largest call is a form of a few kilobytes; pictures and rosters come by path.
const MAX_FRAME_BYTES = 1_048_576
const MAX_UNSENT_BYTES = 32 * 1_048_576
const PING_MS = 20_000

// https://www.rfc-editor.org/rfc/rfc6455#section-7.4 and the IANA registry beside it
const SERVICE_RESTART = 1012

export function createRelay({ port, core, log }: RelayDeps): Relay {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false })
  const sockets = new Map<number, WebSocket>()
  let lastId = 0

  const accept = (socket: WebSocket) => {
    const id = ++lastId
    sockets.set(id, socket)
    core()?.send({ kind: 'open', id })
    let alive = true
    const pinging = setInterval(() => {
      if (!alive) return socket.terminate()
      alive = false
      socket.ping()
    }, PING_MS)
    socket.on('pong', () => void (alive = true))
    socket.on('message', (data, binary) => core()?.send({ kind: 'frame', id, frame: frameOf(data, binary) }))
    // Too large a message, or a broken one: `close` follows.
    socket.on('error', () => log.write('page.broken-socket'))
    socket.on('close', () => {
      clearInterval(pinging)
      if (sockets.delete(id)) core()?.send({ kind: 'close', id })
    })
  }

  return {
    upgrade: (request, socket, head) => {
      const refusal = refusalOf(request, port(), sockets.size, core() !== null)
      if (refusal !== null) {
        log.write('page.refused', { status: refusal.slice(0, 3) })
        return void socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      }
      server.handleUpgrade(request, socket, head, accept)
    },
    fromCore: (message) => {
      if (message.kind === 'frame') {
        const socket = sockets.get(message.id)
        socket?.send(message.frame)
        // A page that stopped reading would fill this process's memory.
        if (socket !== undefined && socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate()
      }
      if (message.kind === 'close') {
        const socket = sockets.get(message.id)
        sockets.delete(message.id)
        socket?.close()
      }
    },
    closeAll: () => {
      const open = [...sockets.values()]
      sockets.clear()
      for (const socket of open) {
        socket.close(SERVICE_RESTART)
        setTimeout(() => socket.terminate(), 1_000).unref()
      }
    },
  }
}

function refusalOf(request: IncomingMessage, port: number, open: number, coreReady: boolean): string | null {
  if (request.url !== '/rpc') return '404 Not Found'
  if (!isOwnHost(request.headers.host, port)) return '421 Misdirected Request'
  if (!isOwnOrigin(request.headers.origin, port) || !isFromOwnUser(request.socket, port)) return '403 Forbidden'
  if (open >= MAX_CONNECTIONS || !coreReady) return '503 Service Unavailable'
  return null
}

function isFromOwnUser({ remoteAddress, remotePort }: IncomingMessage['socket'], ownPort: number): boolean {
  if (remoteAddress === undefined || remotePort === undefined) return false
  return isOwnUser({ peerAddress: remoteAddress, peerPort: remotePort, ownPort })
}

function frameOf(data: RawData, binary: boolean): string | Uint8Array {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data)
  return binary ? bytes : bytes.toString('utf8')
}
