import { spawn } from 'node:child_process'

/** Runs a script in a process of its own; killed after `killAfterMs` if given. True when it ended well by itself. */
export function runKilled(script: string, args: readonly string[], killAfterMs: number | null): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.resume()
    const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    child.on('error', reject)
    child.on('exit', (code) => {
      clearTimeout(timer)
      resolve(code === 0)
    })
  })
}
