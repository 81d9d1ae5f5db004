import type { Connection } from './connection.ts'
import { project, type Projections } from './project.ts'
import { parseStored } from './stored-entry.ts'

/** Projects every entry from `first` on into `to`; returns the `seq` of the last one. The chain must have been verified. */
export function replay({ entries }: Connection, to: Projections, first = 1): number {
  let next = first
  // Pages: SQLite does not let a statement be stepped while the same connection writes.
  for (;;) {
    const page = entries.page(next)
    for (const stored of page) {
      const entry = parseStored(stored)
      if (entry === null) throw new Error('an entry changed while it was read')
      project(to, entry)
    }
    next += page.length
    if (page.length === 0) return next - 1
  }
}
