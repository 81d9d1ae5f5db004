const OPEN = 1
const CLOSED = 3

/**
 * A MessagePort that looks like a socket to the RPC link. A port cannot reconnect: when the core restarts, the preload hands over a new
 * one with `adopt`, and calls that waited on the old one fail.
 */
export class PortSocket extends EventTarget {
  #port: MessagePort | undefined

  get readyState(): 1 | 3 {
    return this.#port ? OPEN : CLOSED
  }

  adopt(port: MessagePort): void {
    this.#drop(this.#port)
    this.#port = port
    port.addEventListener('message', (event) => {
      if (this.#port === port) this.dispatchEvent(new MessageEvent('message', { data: event.data }))
    })
    port.addEventListener('close', () => this.#drop(port))
    port.start()
    this.dispatchEvent(new Event('open'))
  }

  send(data: Parameters<WebSocket['send']>[0]): void {
    if (!this.#port) throw new Error('not connected')
    this.#port.postMessage(data)
  }

  #drop(port: MessagePort | undefined): void {
    if (!port || this.#port !== port) return
    this.#port = undefined
    port.close()
    this.dispatchEvent(new Event('close'))
  }
}
