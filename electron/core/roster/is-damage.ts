import { codeOf } from '../db/open-database.ts'

/** What SQLite says when a page's tag does not match, the page is cut off, or the disk cannot deliver it. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error)
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_IOERR')
}
