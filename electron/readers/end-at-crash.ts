import { framesOf, nameOf } from '../core/server/log.ts'

/** Ends this process when nobody caught an error, saying its kind and place: its message may hold what was scanned. */
export function endAtCrash(self: NodeJS.Process): void {
  self.on('uncaughtException', (error) => {
    self.stderr.write(`${nameOf(error)} ${framesOf(error).join(' ')}\n`)
    // An orderly exit could wait for the driver for ever.
    self.kill(self.pid, 'SIGKILL')
  })
}
