import type { Journal } from './journal/journal.ts'

const EVERY_MS = 2_000

/** Calls `changed` when another process (the command line) wrote to the journal. Returns the stopper. */
export function watchForeignWrites(journal: Pick<Journal, 'foreignWrites'>, changed: () => void): () => void {
  let seen = journal.foreignWrites()
  const timer = setInterval(() => {
    const now = journal.foreignWrites()
    if (now === seen) return
    seen = now
    changed()
  }, EVERY_MS)
  return () => clearInterval(timer)
}
