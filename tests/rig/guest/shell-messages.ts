import type { LogValue } from '../../../electron/core/server/log.ts'
import type { ForReaders } from '../../../electron/core/server/shell-messages.ts'
import type { ProcessState } from '../../../electron/supervisor/supervise.ts'
import type { ReaderEvent, ReadersPolicy } from '../../../shared/domain/reader.ts'

/** From the rig's program, which is root and owns the devices, to the shell, which is an ordinary user. */
export type ToShell =
  | { kind: 'start'; policy: ReadersPolicy }
  | { kind: 'tell'; message: ForReaders }
  | { kind: 'bare'; paths: string[] }
  | { kind: 'end-bare' }
  | { kind: 'stop' }

/** Times are ms since the guest booted, the same clock in every process. `sentAt`: when the event left the process that read it. */
export type Heard = { event: ReaderEvent; sentAt: number; receivedAt: number }

export type FromShell =
  | ({ kind: 'event' } & Heard)
  | { kind: 'bare-event'; text: string; sentAt: number; receivedAt: number }
  | { kind: 'bare-ready' }
  | { kind: 'state'; state: ProcessState; at: number }
  | { kind: 'log'; event: string; facts: Readonly<Record<string, LogValue>> }
  | { kind: 'stopped' }

/** CLOCK_MONOTONIC, which all processes share. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
