import { fileURLToPath } from 'node:url'

/** What a supervisor starts in place of the real core. */
export const tinyCore = fileURLToPath(new URL('tiny-core-process.ts', import.meta.url))
