import { codeOf } from '../db/open-database.ts'
import type { AuditEvent, Journal } from '../journal/journal.ts'
import type { Log } from '../server/log.ts'

/** Writes audit rows before the answer goes out. What cannot be written now is kept and goes first next time: a full disk must not stop look-ups. */
export type AuditQueue = { record(events: readonly AuditEvent[]): void }

const KEPT = 10_000

export function auditQueue({ journal, log }: { journal: Journal; log: Log }): AuditQueue {
  let waiting: AuditEvent[] = []
  return {
    record(events) {
      const all = [...waiting, ...events]
      waiting = tryWrite(journal, all) ? [] : all.slice(-KEPT)
      if (waiting.length > 0) log.write('audit-waiting', { rows: waiting.length, lost: all.length - waiting.length })
    },
  }
}

function tryWrite(journal: Journal, events: readonly AuditEvent[]): boolean {
  try {
    return journal.audit(events).kind === 'written'
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return false
    throw error
  }
}
