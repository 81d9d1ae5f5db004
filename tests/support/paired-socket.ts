import type { Connection } from '../../electron/core/server/serve-connection.ts'

/** Both ends of one wire in one process. */
export class PairedSocket extends EventTarget {
  readyState = 1
  #on: Parameters<Connection['listen']>[0] | undefined
  readonly connection: Connection = {
    send: (data) => void this.dispatchEvent(new MessageEvent('message', { data })),
    close: () => {
      this.readyState = 3
      this.dispatchEvent(new Event('close'))
    },
    listen: (on) => void (this.#on = on),
  }
  send(data: unknown): void {
    this.#on?.frame(data)
  }
}
