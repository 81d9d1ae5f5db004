import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Reason } from '../../shared/domain/admission.ts'
import { client } from '../api.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { shownText } from '../desk/listen/key-text.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { useScans } from '../scan/use-scans.ts'
import forms from '../settings/forms/form.module.css'
import classes from './audit-screen.module.css'
import { useQuestion } from './use-question.ts'

type Props = { scanned: string; onSubject: (subject: string, lines: number) => void; onClose: () => void }

/** As the core takes a number: the shortest card number has eight signs. */
const SHORTEST = 8
const LONGEST = 40

/** Whose lines are meant, and why somebody asks. A card that is scanned now goes into its field, wherever the focus is. */
export function PersonDialog({ scanned, onSubject, onClose }: Props) {
  const { audit: m, common } = useMessages()
  const [key, setKey] = useState(() => shownText(scanned).slice(0, LONGEST))
  const [reason, setReason] = useState('')
  const { busy, trouble, ask } = useQuestion()
  useScans(
    ({ text }) => {
      setKey(shownText(text).slice(0, LONGEST))
      return 'used'
    },
    { layer: 'dialog' },
  )
  const ready = key.trim() !== '' && Reason.safeParse(reason).success
  const submit = () =>
    ask(async () => {
      const asked = key.trim()
      if (asked.length < SHORTEST) return m.askUnreadable
      const result = await client.audit.subjectOf({ key: asked, reason })
      if (result.kind === 'unreadable') return m.askUnreadable
      if (result.kind !== 'subject') return m.unwritten[result.kind]
      onSubject(result.subject, result.lines)
      return null
    })
  return (
    <Modal opened onClose={onClose} title={m.askTitle} size={520} closeButtonProps={{ 'aria-label': common.close }}>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) submit()
        }}
      >
        <p className={forms.say}>{m.askSay}</p>
        <TextInput
          label={m.askKey}
          classNames={{ input: `mono ${classes.key}` }}
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST}
          data-autofocus={scanned === '' || undefined}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <TextInput
          label={m.reason}
          description={m.reasonHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          maxLength={300}
          data-autofocus={scanned !== '' || undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {trouble && <Trouble>{trouble}</Trouble>}
        <div className={forms.buttons}>
          <Button type="submit" data-primary disabled={!ready || busy}>
            {m.askYes}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
