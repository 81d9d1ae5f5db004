import type { AuditEvent, Journal } from '../journal/journal.ts'
import type { Log } from '../server/log.ts'

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

export function auditQueue({ journal, log }: { journal: Pick<Journal, 'audit'>; log: Log }): AuditQueue {
  let waiting: readonly AuditEvent[] = []
  let lost = 0

  function write(events: readonly AuditEvent[]): void {
    const all = [...waiting, ...events]
    if (all.length === 0) return
    // The gap stands in the trail itself, before the rows that came after it.
    if (journal.audit(lost === 0 ? all : [rowsLost(lost), ...all]).kind === 'written') {
      waiting = []
      lost = 0
      return
    }
    waiting = all.slice(-KEPT)
    lost += all.length - waiting.length
    log.write('audit-waiting', { rows: waiting.length, lost })
  }

  return {
    record: write,
    waiting: () => waiting.length + lost,
    close() {
      write([])
      if (waiting.length > 0) log.write('audit-lost', { rows: waiting.length + lost })
    },
  }
}

function rowsLost(rows: number): AuditEvent {
  return { actor: 'system', action: 'rows-lost', subject: null, facts: { rows } }
}
