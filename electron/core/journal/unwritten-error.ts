import type { Unwritten } from './journal.ts'

/** For callers that have no outcome to give: the error whose code says what SQLite would have said. */
export function unwrittenError(why: Unwritten): Error {
  return Object.assign(new Error(`not written: ${why}`), { code: why === 'busy' ? 'SQLITE_BUSY' : 'SQLITE_FULL' })
}
