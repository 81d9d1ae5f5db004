import { fileURLToPath } from 'node:url'

/** What a supervisor starts in place of the real readers process, where its failing is the matter. LOKET_TEST_TINY_READERS says how it fails. */
export const tinyReaders = fileURLToPath(new URL('tiny-readers-process.ts', import.meta.url))

export type TinyReaders =
  | 'well'
  | 'ends'
  | 'ends-ready'
  | 'hangs'
  | 'never-ready'
  | 'no-message'
  | 'unknown'
  | 'floods'
  | 'leaks'
