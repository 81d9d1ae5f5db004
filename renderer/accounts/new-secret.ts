import { judgeSecret } from '../../shared/domain/secret-strength.ts'
import type { Messages } from '../messages/id.ts'

export type NewSecret = { secret: string; again: string }

/** What keeps the two from being taken, and at which field it is said. Pure. */
export function newSecretWrong(
  { secret, again }: NewSecret,
  { accounts: { change, strength } }: Messages,
): { field: 'secret' | 'again'; text: string } | null {
  const judged = judgeSecret(secret)
  if (judged.kind === 'too-simple') return { field: 'secret', text: strength.simple }
  if (judged.kind === 'too-short') {
    const isPin = /^\d*$/.test(secret)
    return { field: 'secret', text: (isPin ? strength.shortPin : strength.shortPassphrase)(secret.length) }
  }
  return secret === again ? null : { field: 'again', text: change.differs }
}
