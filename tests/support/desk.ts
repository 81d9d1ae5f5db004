import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FakeReaders } from './fake-readers.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'out', 'main', 'browser.js')
const PROGRAM_WITH_READERS = join(import.meta.dirname, 'desk-with-readers-process.ts')

export type Desk = {
  /** `http://127.0.0.1:PORT/` */
  url: string
  dataFolder: string
  /** The shell's process id. */
  pid: number
  /** Everything it said on the terminal so far. */
  output: () => string
  /** Asks it to end, as Ctrl C does. Settles with its exit code. */
  stop: () => Promise<number | null>
}

/**
 * Starts the built program as `npm start -- --no-open` does and waits until it can be used. `dataFolder` absent: a new demo, removed by
 * `stop`. `demo`: the folder named becomes one if nobody has used it. `readers`: the hardware that its readers process finds; without it,
 * that of the machine.
 */
export async function startDesk(
  options: { dataFolder?: string; demo?: boolean; env?: Record<string, string>; readers?: FakeReaders } = {},
): Promise<Desk> {
  const dataFolder = options.dataFolder ?? demoFolder()
  const isDemo = options.demo ?? options.dataFolder === undefined
  const words = ['--port', '0', '--no-open', '--data', dataFolder, ...(isDemo ? ['--demo'] : [])]
  const program = options.readers === undefined ? PROGRAM : PROGRAM_WITH_READERS
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env, ...options.readers?.env },
  })
  let output = ''
  const ended = new Promise<number | null>((resolve) => void child.on('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /Serving (http:\/\/\S+)/.exec(output)?.[1]
      if (address !== undefined) resolve(address)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then((code) => reject(new Error(`the desk ended with ${code}: ${output}`)))
  })
  return {
    url,
    dataFolder,
    pid: child.pid ?? 0,
    output: () => output,
    stop: async () => {
      const code = await end(child, ended)
      if (options.dataFolder === undefined && existsSync(dataFolder))
        rmSync(dataFolder, { recursive: true, force: true })
      return code
    },
  }
}

function demoFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-desk-'))
  // Filling a demo takes seconds, copying one that the run has made does not.
  const made = process.env['LOKET_TEST_FOLDERS']
  if (made !== undefined) cpSync(join(made, 'demo'), folder, { recursive: true })
  return folder
}

function end(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  child.kill('SIGTERM')
  return ended
}
