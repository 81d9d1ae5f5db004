import type { ReaderEvent, ReadersPolicy } from '../../shared/domain/reader.ts'
import type { ForReaders } from '../core/server/shell-messages.ts'

/** What the readers process must know before it opens anything. */
export type ReadersOrder = { policy: ReadersPolicy }

/** To the readers process, from whoever started it. `heartbeat`, `start` and `stop` as for the core. */
export type ToReaders =
  | { kind: 'start'; order: ReadersOrder }
  | { kind: 'heartbeat'; beat: number }
  | ForReaders
  | { kind: 'stop' }

/** From the readers process. `ready`: the first look is done. */
export type FromReaders =
  | { kind: 'ready' }
  | { kind: 'heartbeat'; beat: number }
  | { kind: 'reader'; event: ReaderEvent }
