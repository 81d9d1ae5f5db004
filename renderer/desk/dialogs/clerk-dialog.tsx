import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './dialogs.module.css'

type Props = { name: string; onSave: (name: string) => void; onClose: () => void }

export function ClerkDialog({ name, onSave, onClose }: Props) {
  const { desk, common } = useMessages()
  const m = desk.dialogs
  const [typed, setTyped] = useState(name)
  return (
    <Modal opened onClose={onClose} title={m.clerkTitle} size={440} closeButtonProps={{ 'aria-label': common.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== '') onSave(typed.trim())
        }}
      >
        <TextInput
          label={m.clerkField}
          description={m.clerkHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={80}
          autoComplete="off"
          data-autofocus
          value={typed}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button type="submit">{common.save}</Button>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
