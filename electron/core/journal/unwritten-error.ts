import type { Unwritten } from './journal.ts'

/** For callers that have no outcome to give: the error whose code says what SQLite would have said. */
export function unwrittenError(why: Unwritten): Error {
  return Object.assign(new Error(`not written: ${why}`), { code: why === 'busy' ? 'SQLITE_BUSY' : 'SQLITE_FULL' })
}

/** Why such an error says that nothing was written; null for any other error. */
export function unwrittenOf(error: unknown): Unwritten | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  if (code === 'SQLITE_FULL') return 'disk-full'
  return code === 'SQLITE_BUSY' ? 'busy' : null
}
