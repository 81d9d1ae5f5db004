/** What the RPC link needs of a socket. `readyState` 1 is open; anything else makes a call fail at once. */
export type LinkSocket = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState'>

const OPEN = 1
const CLOSED = 3
const FIRST_DELAY_MS = 200
const LONGEST_DELAY_MS = 2_000

/**
 * A WebSocket that comes back by itself. While it is down it reports CLOSED, not CONNECTING: the link would hold a call until the
 * socket opens, and an admission that leaves minutes later is worse than one that fails now.
 */
export class ReconnectingSocket extends EventTarget {
  #socket: WebSocket | undefined
  #delayMs = FIRST_DELAY_MS
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false
  readonly #url: string

  constructor(url: string) {
    super()
    this.#url = url
  }

  get readyState(): 1 | 3 {
    return this.#socket?.readyState === OPEN ? OPEN : CLOSED
  }

  start(): void {
    this.#stopped = false
    this.#connect()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#socket?.close()
  }

  send(data: Parameters<WebSocket['send']>[0]): void {
    if (!this.#socket || this.#socket.readyState !== OPEN) throw new Error('not connected')
    this.#socket.send(data)
  }

  #connect(): void {
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    let wasOpen = false
    socket.addEventListener('open', () => {
      wasOpen = true
      this.#delayMs = FIRST_DELAY_MS
      this.dispatchEvent(new Event('open'))
    })
    socket.addEventListener('message', (event) => {
      this.dispatchEvent(new MessageEvent('message', { data: event.data }))
    })
    socket.addEventListener('close', () => {
      if (wasOpen) this.dispatchEvent(new Event('close'))
      if (this.#stopped) return
      this.#timer = setTimeout(() => this.#connect(), this.#delayMs)
      this.#delayMs = Math.min(this.#delayMs * 2, LONGEST_DELAY_MS)
    })
  }
}
