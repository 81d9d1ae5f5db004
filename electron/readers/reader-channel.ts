import type { FromReaders, ToReaders } from './messages.ts'

/** How messages arrive and leave: a forked child's channel or a utility process's port. */
export type ReaderChannel = {
  send: (message: FromReaders) => void
  listen: (on: { message: (message: ToReaders) => void; gone: () => void }) => void
  /** `stuck`: a call of the driver has not come back, so that an orderly exit would wait for it for ever. */
  exit: (how: 'done' | 'stuck') => void
}

type ParentPort = {
  postMessage: (message: unknown) => void
  on: (event: 'message', listener: (event: { data: unknown }) => void) => void
}

/** The channel to whoever started this process. */
export function channelOf(self: NodeJS.Process): ReaderChannel {
  const exit: ReaderChannel['exit'] = (how) => (how === 'stuck' ? void self.kill(self.pid, 'SIGKILL') : self.exit(0))
  const parentPort = parentPortOf(self)
  if (parentPort !== undefined)
    return {
      exit,
      send: (message) => parentPort.postMessage(message),
      // Electron ends a utility process together with its main process, so nobody has to notice that it is gone.
      listen: (on) => parentPort.on('message', (event) => on.message(event.data as ToReaders)),
    }
  if (self.send === undefined) throw new Error('the readers process is started by a shell or by loket readers')
  return {
    exit,
    // A channel that closed meanwhile reports it as `disconnect`; a failed send needs no second report.
    send: (message) => void (self.connected && self.send?.(message, undefined, undefined, () => undefined)),
    listen: (on) => {
      self.on('message', (message) => on.message(message as ToReaders))
      self.on('disconnect', () => on.gone())
      // Ctrl C reaches the whole group: whoever started this process decides when it stops.
      self.on('SIGINT', () => undefined)
    },
  }
}

// Only a utility process has one; Node's own types do not know it.
function parentPortOf(self: object): ParentPort | undefined {
  return 'parentPort' in self ? (self.parentPort as ParentPort | undefined) : undefined
}
