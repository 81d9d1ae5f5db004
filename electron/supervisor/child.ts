import type { FromCore, ToCore } from '../core/server/shell-messages.ts'
import type { FromReaders, ToReaders } from '../readers/messages.ts'

/** A started process, however it was started. */
export type Child<To, From> = {
  send: (message: To) => void
  /** Ends it at once; `exit` follows. */
  kill: () => void
  listen: (on: { message: (message: From) => void; exit: (code: number | null) => void }) => void
  /** The last line it wrote to standard error; read only after a refusal, for a crash may have printed anything. */
  lastWords: () => string
}

export type CoreChild = Child<ToCore, FromCore>
export type ReadersChild = Child<ToReaders, FromReaders>

/** What every supervised process is told. */
export type Orders<Order> = { kind: 'start'; order: Order } | { kind: 'heartbeat'; beat: number } | { kind: 'stop' }

/** What the supervisor itself hears of a process. */
export type Word = { kind: 'ready' } | { kind: 'starts-long' } | { kind: 'heartbeat'; beat: number }

export function isWord(message: { kind: string }): message is Word {
  return ['ready', 'starts-long', 'heartbeat'].includes(message.kind)
}

/** A process that went wrong may say anything: what has no kind is no message. */
export function isMessage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'kind' in message && typeof message.kind === 'string'
}
