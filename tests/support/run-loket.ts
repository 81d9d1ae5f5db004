import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { Admission } from '../../shared/domain/admission.ts'

const BIN = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'bin.mjs')
const run = promisify(execFile)

/** `loket ...` as an operator types it. Rejects when the exit code is not 0. */
export async function runLoket(dataFolder: string, ...words: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [BIN, '--data', dataFolder, ...words], { maxBuffer: 64_000_000 })
  return stdout
}

/** Every admission of a data folder, as the export writes it. */
export async function admissionsOf(dataFolder: string): Promise<Admission[]> {
  const range = ['--from', '2000-01-01', '--to', '2099-12-31']
  const text = await runLoket(dataFolder, 'admissions', 'export', ...range, '--format', 'json')
  return z.object({ admissions: z.array(Admission) }).parse(JSON.parse(text)).admissions
}
