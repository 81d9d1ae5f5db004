import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { DEMO_SECRET } from '../../electron/core/demo/demo-hospital.ts'
import { Admission } from '../../shared/domain/admission.ts'

const BIN = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'bin.mjs')
const run = promisify(execFile)

/** `loket ...` as the administrator of the machine types it. Rejects when the exit code is not 0. */
export function runLoket(dataFolder: string, ...words: string[]): Promise<string> {
  return runLoketWith({}, dataFolder, ...words)
}

/** The same with more in its environment, as a PIN. */
export async function runLoketWith(
  env: Record<string, string>,
  dataFolder: string,
  ...words: string[]
): Promise<string> {
  const options = { maxBuffer: 64_000_000, env: { ...process.env, ...env } }
  const { stdout } = await run(process.execPath, [BIN, '--data', dataFolder, ...words], options)
  return stdout
}

/** Every admission of a data folder of the tests, as its supervisor exports them. */
export async function admissionsOf(dataFolder: string): Promise<Admission[]> {
  const range = ['--from', '2000-01-01', '--to', '2099-12-31']
  const supervisor = { LOKET_OPERATOR: 'Sari Contoh', LOKET_PIN: DEMO_SECRET }
  const text = await runLoketWith(supervisor, dataFolder, 'admissions', 'export', ...range, '--format', 'json')
  return z.object({ admissions: z.array(Admission) }).parse(JSON.parse(text)).admissions
}
