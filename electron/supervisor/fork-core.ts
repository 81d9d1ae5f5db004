import type { CoreChild } from './child.ts'
import { forkChild } from './fork-child.ts'

/** Starts the core as a child of this Node process. `inheritStderr` shows a developer what the core prints. */
export function forkCore(entry: string, { inheritStderr }: { inheritStderr: boolean }): CoreChild {
  return forkChild(entry, { inheritStderr })
}
