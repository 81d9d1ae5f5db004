import { unreachable } from '../../shared/domain/unreachable.ts'
import type { Unwritten } from '../core/journal/journal.ts'
import { fail } from './cli-context.ts'

/** Ends a command that could not write. `kept` says what therefore did not happen. */
export function failUnwritten(why: Unwritten, kept: string): never {
  switch (why) {
    case 'disk-full':
      return fail(`The disk is full: free some space and try again; ${kept}.`, 1)
    case 'busy':
      return fail(`Another program is writing to this data folder: wait a moment and try again; ${kept}.`, 1)
    default:
      return unreachable(why)
  }
}
