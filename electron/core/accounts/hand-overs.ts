import { foldOperatorName } from '../../../shared/domain/operator.ts'
import type { Journal } from '../journal/journal.ts'
import type { HandOvers } from './accounts.ts'

/** What one shift tells the next: the last note stands until each operator has read it. */
export function createHandOvers(journal: Pick<Journal, 'write' | 'setting' | 'beside'>): HandOvers {
  return {
    note(note, actor) {
      const written = journal.write((tx) => tx.append({ type: 'shift-handed-over', body: { note } }, actor))
      return written.kind === 'written' ? { kind: 'noted' } : written
    },
    unreadFor(name) {
      const last = journal.setting('hand-over')
      if (last === null || foldOperatorName(last.by) === foldOperatorName(name)) return null
      return journal.beside.handOverReads.get(name) < last.seq ? last : null
    },
    read(seq, name) {
      // Only what was written can have been read. When this cannot be written the note is shown once more.
      const last = journal.setting('hand-over')?.seq ?? 0
      journal.write(({ beside }) => beside.handOverReads.mark(name, Math.min(seq, last)))
    },
  }
}
