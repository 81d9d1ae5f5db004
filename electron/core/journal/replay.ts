import type { Connection } from './connection.ts'
import { project, type Projections } from './project.ts'
import { parseStored } from './stored-entry.ts'

/** Projects every entry into `to`; returns how many. The chain must have been verified. */
export function replay({ entries }: Connection, to: Projections): number {
  let count = 0
  // Pages: SQLite does not let a statement be stepped while the same connection writes.
  for (;;) {
    const page = entries.page(count + 1)
    for (const stored of page) {
      const entry = parseStored(stored)
      if (entry === null) throw new Error('an entry changed while it was read')
      project(to, entry)
    }
    count += page.length
    if (page.length === 0) return count
  }
}
