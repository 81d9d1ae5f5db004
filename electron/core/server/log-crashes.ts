import { framesOf, nameOf, type Log } from './log.ts'

/** Logs what nobody caught, by its kind and place, and ends this process: the shell starts it anew in a known state. */
export function logCrashes(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.write('core.crashed', { error: nameOf(error), frames: framesOf(error) })
    process.exit(1)
  })
}
