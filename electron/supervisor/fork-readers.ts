import type { ReadersChild } from './child.ts'
import { forkChild } from './fork-child.ts'
import { readersEnvironment } from './readers-environment.ts'

// It holds a few readers and no scans: a leak ends it long before the machine feels it, and it comes back.
const MOST_MEMORY_MB = 96

export type ForkReadersOptions = {
  inheritStderr: boolean
  /** Besides what every readers process gets of this one's environment. */
  env?: Record<string, string>
}

/** Starts the readers process as a child of this Node process. */
export function forkReaders(entry: string, { inheritStderr, env }: ForkReadersOptions): ReadersChild {
  return forkChild(entry, {
    inheritStderr,
    execArgv: [`--max-old-space-size=${MOST_MEMORY_MB}`],
    env: { ...readersEnvironment(process.env), ...env },
  })
}
