import { PortSocket } from './port-socket.ts'
import { ReconnectingSocket } from './reconnecting-socket.ts'
import type { LinkSocket } from './reconnecting-socket.ts'

/** Set by the Electron preload; absent in a browser. */
export type ShellMark = { readonly kind: 'electron' }

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface merges with the global one
  interface Window {
    readonly loketShell?: ShellMark
  }
}

export type Connection = {
  socket: LinkSocket
  isUp: () => boolean
  /** Calls back after every change of `isUp`; returns how to stop listening. */
  subscribe: (onChange: () => void) => () => void
}

/** Opens the wire of the shell that shows this page: a port handed over by the preload, or a WebSocket to the page's own host. */
export function openConnection(page: Window): Connection {
  return page.loketShell?.kind === 'electron' ? throughPort(page) : throughSocket(page.location)
}

function throughPort(page: Window): Connection {
  const socket = new PortSocket()
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== page || !isPortMessage(event.data)) return
    const port = event.ports[0]
    if (port) socket.adopt(port)
  })
  // The preload may have offered a port before this script ran.
  page.postMessage({ type: 'loket-port-wanted' }, page.location.origin === 'null' ? '*' : page.location.origin)
  return observed(socket)
}

function throughSocket(location: Location): Connection {
  const socket = new ReconnectingSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`)
  socket.start()
  return observed(socket)
}

function observed(socket: LinkSocket & EventTarget): Connection {
  return {
    socket,
    isUp: () => socket.readyState === 1,
    subscribe: (onChange) => {
      socket.addEventListener('open', onChange)
      socket.addEventListener('close', onChange)
      return () => {
        socket.removeEventListener('open', onChange)
        socket.removeEventListener('close', onChange)
      }
    },
  }
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'loket-port'
}
