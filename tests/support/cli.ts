import { spawn } from 'node:child_process'
import { join } from 'node:path'

const BIN = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'bin.mjs')

export type CliRun = { code: number | null; out: string; err: string }

/** Runs `loket ...` as a process of its own on a data folder. */
export function loket(dataFolder: string, ...args: string[]): Promise<CliRun> {
  return run(dataFolder, { input: '', env: {} }, args)
}

/** The same, with more in its environment. */
export function loketWith(env: Record<string, string>, dataFolder: string, ...args: string[]): Promise<CliRun> {
  return run(dataFolder, { input: '', env }, args)
}

/** The same, with `input` on its standard input. */
export function loketReading(dataFolder: string, input: string, ...args: string[]): Promise<CliRun> {
  return run(dataFolder, { input, env: {} }, args)
}

function run(
  dataFolder: string,
  { input, env }: { input: string; env: Record<string, string> },
  args: readonly string[],
): Promise<CliRun> {
  const child = spawn(process.execPath, [BIN, '--data', dataFolder, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  // A command that does not read may have ended already.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  return new Promise((resolve) => void child.on('close', (code) => resolve({ code, out, err })))
}
