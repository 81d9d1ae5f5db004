import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const BIN = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'bin.mjs')
const run = promisify(execFile)

/** `loket ...` as an operator types it. Rejects when the exit code is not 0. */
export async function runLoket(dataFolder: string, ...words: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [BIN, '--data', dataFolder, ...words], { maxBuffer: 64_000_000 })
  return stdout
}
