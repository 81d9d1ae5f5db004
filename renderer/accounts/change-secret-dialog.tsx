import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { client } from '../api.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { useNoScans } from '../scan/use-scans.ts'
import classes from './dialogs.module.css'
import { NewSecretFields } from './new-secret-fields.tsx'
import { newSecretWrong } from './new-secret.ts'
import { refusalText } from './refusal-text.ts'
import { SecretField } from './secret-field.tsx'
import { useLeftMs } from './use-left-ms.ts'
import { useSecretTry, waitUntil } from './use-secret-try.ts'

type Props = { say: (text: string) => void; onClose: () => void }

/** One's own PIN, by whoever knows the one that holds now. */
export function ChangeSecretDialog({ say, onClose }: Props) {
  const messages = useMessages()
  const { accounts, common } = messages
  const m = accounts.change
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState({ secret: '', again: '' })
  const [pressed, setPressed] = useState(false)
  const [weak, setWeak] = useState<'too-short' | 'too-simple' | null>(null)
  const { tried, attempt } = useSecretTry()
  const leftMs = useLeftMs(waitUntil(tried, null))
  useNoScans(say, accounts.shellDialogOpen, 'dialog')

  const isSame = next.secret !== '' && next.secret === current
  const save = async () => {
    setPressed(true)
    setWeak(null)
    if (current === '' || isSame || newSecretWrong(next, messages)) return
    const taken = await attempt(async () => {
      const result = await client.session.changeSecret({ current, next: next.secret })
      if (result.kind === 'too-short' || result.kind === 'too-simple') {
        setWeak(result.kind)
        return null
      }
      if (result.kind === 'changed') {
        say(m.done)
        onClose()
        return null
      }
      return result
    })
    if (!taken) setCurrent('')
  }
  return (
    <Modal opened onClose={onClose} title={m.title} size={460} closeButtonProps={{ 'aria-label': common.close }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <SecretField
          label={m.current}
          data-autofocus
          error={pressed && current === '' && tried.kind !== 'refused' ? accounts.change.current : undefined}
          value={current}
          onText={setCurrent}
        />
        <NewSecretFields value={next} said={pressed} onChange={setNext} />
        {isSame && <Trouble>{m.same}</Trouble>}
        {weak && <Trouble>{weak === 'too-simple' ? accounts.strength.simple : accounts.strength.hint}</Trouble>}
        {tried.kind === 'refused' && <Trouble>{refusalText(tried.refusal, leftMs, messages)}</Trouble>}
        <div className={classes.buttons}>
          <Button type="submit" data-primary disabled={tried.kind === 'checking' || leftMs > 0}>
            {m.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
