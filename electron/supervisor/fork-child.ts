import { fork } from 'node:child_process'
import { isMessage, type Child } from './child.ts'
import { keepLastLine } from './last-line.ts'

export type ForkOptions = {
  /** Shows a developer what the process prints. */
  inheritStderr: boolean
  /** Without: this process's own. */
  env?: NodeJS.ProcessEnv
  /** Inspector and loader flags of this process are never the child's. */
  execArgv?: string[]
}

/** Starts a child of this Node process. */
export function forkChild<To, From>(
  entry: string,
  { inheritStderr, env, execArgv = [] }: ForkOptions,
): Child<To, From> {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv,
    env: env ?? process.env,
  })
  const last = keepLastLine(child.stderr)
  if (inheritStderr) child.stderr?.pipe(process.stderr)
  return {
    lastWords: last,
    kill: () => void child.kill('SIGKILL'),
    send: (message) => {
      // The end of the child is reported once, by `exit`; a send into a closing channel is not a second report.
      if (child.connected) child.send(message as object, () => undefined)
    },
    listen: (on) => {
      child.on('message', (message) => {
        if (isMessage(message)) on.message(message as From)
        else child.kill('SIGKILL')
      })
      let over = false
      const end = (code: number | null) => {
        if (over) return
        over = true
        on.exit(code)
      }
      // `close`, not `exit`: standard error is complete then. A child that never started reports only `error`.
      child.on('close', end)
      child.on('error', () => {
        if (child.pid === undefined) end(null)
      })
    },
  }
}
