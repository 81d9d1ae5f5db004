import type { AuditEvent, Journal } from '../journal/journal.ts'
import type { Log } from '../server/log.ts'
import type { WaitingFile } from './waiting-file.ts'

/**
 * Writes audit rows before the answer goes out. What cannot be written now is kept and goes first next time: a full disk or a long write
 * elsewhere must not stop look-ups.
 */
export type AuditQueue = {
  record(events: readonly AuditEvent[]): void
  /** Rows that could not be written yet. */
  waiting(): number
  /** A last try, before the program ends. */
  close(): void
}

const KEPT = 10_000

export type AuditQueueDeps = {
  journal: Pick<Journal, 'audit'>
  log: Log
  /** Of the desk itself; a command has none. */
  waitingFile?: WaitingFile | null
}

export function auditQueue({ journal, log, waitingFile = null }: AuditQueueDeps): AuditQueue {
  let waiting: readonly AuditEvent[] = []
  // What a process before this one had and took along, as when it was killed on a full disk.
  let lost = waitingFile?.read() ?? 0

  function write(events: readonly AuditEvent[]): void {
    const all = [...waiting, ...events]
    if (all.length === 0 && lost === 0) return
    // The gap stands in the trail itself, before the rows that came after it.
    if (journal.audit(lost === 0 ? all : [rowsLost(lost), ...all]).kind === 'written') {
      if (waiting.length + lost > 0) waitingFile?.write(0)
      waiting = []
      lost = 0
      return
    }
    waiting = all.slice(-KEPT)
    lost += all.length - waiting.length
    waitingFile?.write(waiting.length + lost)
    log.write('audit-waiting', { rows: waiting.length, lost })
  }

  write([])
  return {
    record: write,
    waiting: () => waiting.length + lost,
    close() {
      write([])
      if (waiting.length > 0) log.write('audit-lost', { rows: waiting.length + lost })
      waitingFile?.close()
    },
  }
}

function rowsLost(rows: number): AuditEvent {
  return { actor: 'system', action: 'rows-lost', subject: null, facts: { rows } }
}
