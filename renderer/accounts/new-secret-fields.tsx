import { IconCheck } from '@tabler/icons-react'
import { judgeSecret } from '../../shared/domain/secret-strength.ts'
import { useMessages } from '../messages/use-messages.tsx'
import classes from './new-secret-fields.module.css'
import { newSecretWrong } from './new-secret.ts'
import type { NewSecret } from './new-secret.ts'
import { SecretField } from './secret-field.tsx'

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
