import { fork } from 'node:child_process'
import type { FromCore } from '../core/server/shell-messages.ts'
import { keepLastLine } from './last-line.ts'
import type { Child } from './supervise.ts'

/** Starts the core as a child of this Node process. `inheritStderr` shows a developer what the core prints. */
export function forkCore(entry: string, { inheritStderr }: { inheritStderr: boolean }): Child {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Inspector and loader flags of this process are not the core's.
    execArgv: [],
  })
  const last = keepLastLine(child.stderr)
  if (inheritStderr) child.stderr?.pipe(process.stderr)
  return {
    lastWords: last,
    kill: () => void child.kill('SIGKILL'),
    send: (message) => {
      // The end of the child is reported once, by `exit`; a send into a closing channel is not a second report.
      if (child.connected) child.send(message, () => undefined)
    },
    listen: (on) => {
      child.on('message', (message) => on.message(message as FromCore))
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
