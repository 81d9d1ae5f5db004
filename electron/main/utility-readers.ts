import type { FromReaders, ToReaders } from '../readers/messages.ts'
import type { ReadersChild } from '../supervisor/child.ts'
import { readersEnvironment } from '../supervisor/readers-environment.ts'
import { startUtilityChild } from './utility-child.ts'

/** Starts the readers process as a utility process. */
export function startUtilityReaders(entry: string): ReadersChild {
  return startUtilityChild<ToReaders, FromReaders>(entry, {
    serviceName: 'Loket Sehat readers',
    env: readersEnvironment(process.env),
  })
}
