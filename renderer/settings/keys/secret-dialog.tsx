import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { SecretField } from '../../accounts/secret-field.tsx'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import forms from '../forms/form.module.css'
import { useChange } from '../use-change.ts'
import type { Outcome } from '../use-change.ts'

type Props = {
  title: string
  say: string
  yes: string
  /** Null when it was done. What was typed is gone from the field in either case. */
  onSecret: (secret: string) => Promise<Outcome>
  onClose: () => void
}

/** Asks the operator for the PIN once more, before something that cannot be taken back. */
export function SecretDialog({ title, say, yes, onSecret, onClose }: Props) {
  const { accounts, common } = useMessages()
  const [secret, setSecret] = useState('')
  const { busy, trouble, run } = useChange()
  return (
    <Modal opened onClose={onClose} title={title} size={480} closeButtonProps={{ 'aria-label': common.close }}>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (secret === '' || busy) return
          setSecret('')
          run(() => onSecret(secret))
        }}
      >
        <p className={forms.say}>{say}</p>
        <SecretField label={accounts.signIn.secret} data-autofocus value={secret} onText={setSecret} />
        {trouble && <Trouble>{trouble}</Trouble>}
        <div className={forms.buttons}>
          <Button type="submit" data-primary disabled={secret === '' || busy}>
            {yes}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common.back}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
