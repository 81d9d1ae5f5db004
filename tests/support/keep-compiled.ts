import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Processes that tests start compile their sources once for all of them: the same folder as `npx loket` keeps. */
export function keepCompiled(): void {
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache')
}
