import { framesOf, nameOf } from '../core/server/log.ts'

/**
 * A child whose channel carries bytes that are no message makes Node throw where nobody can catch it: `end` ends that child instead of this
 * process. Whatever else nobody caught ends this one, saying its kind and place.
 */
export function surviveGarbledChannel(self: NodeJS.Process, end: () => void): void {
  self.on('uncaughtException', (error) => {
    if (isOfChannel(error)) return end()
    self.stderr.write(`${nameOf(error)} ${framesOf(error).join(' ')}\n`)
    self.exit(1)
  })
}

/** Thrown by Node while it reads a channel, with nothing of this program's on the way. */
function isOfChannel(error: unknown): boolean {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
  const isOfNode = frames.every((frame) => /\((?:node:[^()]+|<anonymous>)\)$/.test(frame))
  return isOfNode && frames.some((frame) => frame.includes('node:internal/child_process'))
}
