import type { Scratch } from '../roster-files/scratch.ts'

/** What the publisher needs of the machine it runs on. */
export type PublisherPorts = {
  now(): Date
  /** Room for sorting, unreadable for everybody else. `path` does not exist yet. */
  openScratch(path: string): Scratch
  /** Null while another process has it; dropped by the system when the process dies. */
  lock(path: string): { release(): void } | null
}
