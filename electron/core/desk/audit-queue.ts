import type { AuditEvent, Journal } from '../journal/journal.ts'
import type { Log } from '../server/log.ts'

/** Writes audit rows before the answer goes out. What cannot be written now is kept and goes first next time: a full disk or a long write elsewhere must not stop look-ups. */
export type AuditQueue = { record(events: readonly AuditEvent[]): void }

const KEPT = 10_000

export function auditQueue({ journal, log }: { journal: Journal; log: Log }): AuditQueue {
  let waiting: AuditEvent[] = []
  return {
    record(events) {
      const all = [...waiting, ...events]
      waiting = journal.audit(all).kind === 'written' ? [] : all.slice(-KEPT)
      if (waiting.length > 0) log.write('audit-waiting', { rows: waiting.length, lost: all.length - waiting.length })
    },
  }
}
