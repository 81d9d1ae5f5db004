import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { client } from '../api.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { useNoScans } from '../scan/use-scans.ts'
import { Kbd } from '../ui/kbd.tsx'
import classes from './dialogs.module.css'

const LONGEST = 1_000

type Props = { say: (text: string) => void; onClose: () => void }

/** A note for whoever signs in next. */
export function HandOverDialog({ say, onClose }: Props) {
  const { accounts, common } = useMessages()
  const m = accounts.handOver
  const [note, setNote] = useState('')
  const [saving, setSaving] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  useNoScans(say, accounts.shellDialogOpen, 'dialog')
  const save = async () => {
    if (note.trim() === '' || saving) return
    setSaving(true)
    setTrouble(null)
    try {
      const { kind } = await client.session.handOver({ note: note.trim() })
      if (kind === 'noted') {
        say(m.done)
        onClose()
        return
      }
      setTrouble(kind === 'disk-full' ? accounts.refused.diskFull : accounts.refused.busy)
    } catch {
      setTrouble(accounts.handOverRefused)
    }
    setSaving(false)
  }
  return (
    <Modal opened onClose={onClose} title={m.title} size={520} closeButtonProps={{ 'aria-label': common.close }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Textarea
          label={m.note}
          description={m.say}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data-autofocus
          minRows={5}
          autosize
          maxRows={12}
          maxLength={LONGEST}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.ctrlKey) void save()
          }}
        />
        {trouble && <Trouble>{trouble}</Trouble>}
        <div className={classes.buttons}>
          <Button
            type="submit"
            disabled={note.trim() === '' || saving}
            rightSection={<Kbd>Ctrl ↵</Kbd>}
            aria-keyshortcuts="Control+Enter"
          >
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
