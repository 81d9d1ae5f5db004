// Loaded before both processes that are compared: notes when each hands a scan to its channel.
import { monotonicMs } from './shell-messages.ts'

const send = process.send?.bind(process) as ((message: object, ...rest: unknown[]) => boolean) | undefined
if (send !== undefined) {
  const stamped = (message: { kind?: string }, ...rest: unknown[]) =>
    send(message.kind === 'reader' ? { ...message, sentAt: monotonicMs() } : message, ...rest)
  process.send = stamped as NonNullable<typeof process.send>
}
