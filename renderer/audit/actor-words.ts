import type { Messages } from '../messages/id.ts'

const MACHINE = /^machine administrator \((?<user>.*)\)$/

/** An operator by name; the program and the machine's own commands in words. */
export function actorWords(actor: string, { system, machine }: Messages['audit']): string {
  if (actor === 'system') return system
  const user = MACHINE.exec(actor)?.groups?.['user']
  return user === undefined ? actor : machine(user)
}
