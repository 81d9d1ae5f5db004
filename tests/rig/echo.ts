import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const ECHOES = 150
/** Between them, so that each is a wake-up of its own, as a heartbeat is. */
const GAP_MS = 15

/** Processor time in ms that a child of Node needs to answer one message: what an idle readers process mostly does. */
export async function echoCpuMs(): Promise<number> {
  const child = fork(join(import.meta.dirname, 'echo-process.ts'), [], { serialization: 'advanced', execArgv: [] })
  await once(child, 'message')
  const ask = async (message: string): Promise<unknown> => {
    const answer = once(child, 'message')
    child.send(message)
    return (await answer)[0]
  }
  const cost = async () => {
    const { user, system } = (await ask('cost')) as NodeJS.CpuUsage
    return (user + system) / 1_000
  }
  const before = await cost()
  for (let echo = 0; echo < ECHOES; echo++) {
    await ask('echo')
    await delay(GAP_MS)
  }
  const spent = (await cost()) - before
  child.disconnect()
  return spent / ECHOES
}
