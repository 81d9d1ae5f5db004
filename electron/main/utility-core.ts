import { utilityProcess, type MessagePortMain } from 'electron'
import type { FromCore } from '../core/server/shell-messages.ts'
import { keepLastLine } from '../supervisor/last-line.ts'
import type { Child } from '../supervisor/supervise.ts'

export type UtilityCore = Child & {
  /** Gives the core one end of a channel whose other end a page has. */
  hand: (port: MessagePortMain) => void
}

/** Starts the core as a utility process: Node without a window, ended together with Electron. */
export function startUtilityCore(entry: string): UtilityCore {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Loket Sehat core', stdio: ['ignore', 'ignore', 'pipe'] })
  return {
    lastWords: keepLastLine(child.stderr),
    kill: () => {
      // UtilityProcess.kill asks politely; a core that hangs would not hear it.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    },
    send: (message) => child.postMessage(message),
    hand: (port) => child.postMessage({ kind: 'port' }, [port]),
    listen: (on) => {
      child.on('message', (message: FromCore) => on.message(message))
      child.on('exit', (code) => on.exit(code))
    },
  }
}
