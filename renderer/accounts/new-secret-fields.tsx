import { IconCheck } from '@tabler/icons-react'
import { judgeSecret } from '../../shared/domain/secret-strength.ts'
import type { Messages } from '../messages/id.ts'
import { useMessages } from '../messages/use-messages.tsx'
import classes from './new-secret-fields.module.css'
import { SecretField } from './secret-field.tsx'

export type NewSecret = { secret: string; again: string }

type Props = {
  value: NewSecret
  /** What is wrong is said from here on, not while somebody is still at the first field. */
  said: boolean
  labels?: { next: string; again: string }
  onChange: (value: NewSecret) => void
}

/** A new PIN or passphrase, twice, with its strength in words. */
export function NewSecretFields({ value, said, labels, onChange }: Props) {
  const messages = useMessages()
  const m = messages.accounts
  const wrong = newSecretWrong(value, messages)
  const judged = judgeSecret(value.secret)
  const good = judged.kind === 'ok' ? (judged.method === 'pin' ? m.strength.okPin : m.strength.okPassphrase) : null
  return (
    <>
      <SecretField
        label={labels?.next ?? m.change.next}
        error={said && wrong?.field === 'secret' ? wrong.text : undefined}
        description={
          good ? (
            <span className={classes.good}>
              <IconCheck size={14} stroke={3} aria-hidden="true" />
              {good}
            </span>
          ) : (
            m.strength.hint
          )
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value.secret}
        onText={(secret) => onChange({ ...value, secret })}
      />
      <SecretField
        label={labels?.again ?? m.change.again}
        error={said && wrong?.field === 'again' ? wrong.text : undefined}
        value={value.again}
        onText={(again) => onChange({ ...value, again })}
      />
    </>
  )
}

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
