import { utilityProcess, type ForkOptions, type UtilityProcess } from 'electron'
import { isMessage, type Child } from '../supervisor/child.ts'
import { keepLastLine } from '../supervisor/last-line.ts'

export type UtilityChild<To, From> = Child<To, From> & { process: UtilityProcess }

/** Starts a utility process: Node without a window, ended together with Electron. */
export function startUtilityChild<To, From>(
  entry: string,
  options: Pick<ForkOptions, 'serviceName' | 'env'>,
): UtilityChild<To, From> {
  const child = utilityProcess.fork(entry, [], { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  const kill = () => {
    // UtilityProcess.kill asks politely; a process that hangs would not hear it.
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
  }
  // A fatal error of V8; `exit` follows. Without a listener it would end this process too.
  child.on('error', () => undefined)
  return {
    process: child,
    lastWords: keepLastLine(child.stderr),
    kill,
    send: (message) => child.postMessage(message),
    listen: (on) => {
      child.on('message', (message: unknown) => (isMessage(message) ? on.message(message as From) : kill()))
      child.on('exit', (code) => on.exit(code))
    },
  }
}
