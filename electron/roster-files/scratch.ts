/**
 * Room beside memory for rows on their way: parts of runs, kept until `close`, by then gone. What lies there names people, so whoever
 * gives the room keeps it unreadable for everybody else, also after the process was killed.
 */
export type Scratch = {
  put(run: number, part: number, bytes: Uint8Array): void
  /** Null behind the last part of a run. */
  get(run: number, part: number): Uint8Array | null
  close(): void
}
