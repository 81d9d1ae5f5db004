import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Reason } from '../../shared/domain/admission.ts'
import { client } from '../api.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import forms from '../settings/forms/form.module.css'
import classes from './audit-screen.module.css'
import { useQuestion } from './use-question.ts'

type Props = { subject: string; code: string; onClose: () => void }

type Answer =
  | { kind: 'person'; key: string; name: string | null }
  | { kind: 'family'; key: string }
  | { kind: 'not-found' }

/** Whom a code stands for. The answer lives in this dialog alone: closing it forgets it. */
export function ResolveDialog({ subject, code, onClose }: Props) {
  const { audit: m, common } = useMessages()
  const [reason, setReason] = useState('')
  const [answer, setAnswer] = useState<Answer | null>(null)
  const { busy, trouble, ask } = useQuestion()
  const ready = Reason.safeParse(reason).success
  const submit = () =>
    ask(async () => {
      const result = await client.audit.resolve({ subject, reason })
      if (result.kind === 'disk-full' || result.kind === 'busy') return m.unwritten[result.kind]
      setAnswer(result)
      return null
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.resolveTitle(code)}
      size={520}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {answer ? (
        <div className={forms.form}>
          <AnswerCard answer={answer} />
          <div className={forms.buttons}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that was pressed is gone: the focus stays in the dialog */}
            <Button variant="default" autoFocus onClick={onClose}>
              {common.close}
            </Button>
          </div>
        </div>
      ) : (
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (ready && !busy) submit()
          }}
        >
          <p className={forms.say}>{m.resolveSay}</p>
          <TextInput
            label={m.reason}
            description={m.reasonHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            maxLength={300}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {trouble && <Trouble>{trouble}</Trouble>}
          <div className={forms.buttons}>
            <Button type="submit" data-primary disabled={!ready || busy}>
              {m.resolveYes}
            </Button>
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}

function AnswerCard({ answer }: { answer: Answer }) {
  const { audit: m } = useMessages()
  const format = useFormat()
  if (answer.kind === 'not-found') return <Trouble>{m.resolved['not-found']}</Trouble>
  return (
    <output className={classes.answer}>
      <small>{m.resolved[answer.kind]}</small>
      {answer.kind === 'person' && <b>{answer.name ?? m.resolved.unnamed}</b>}
      <span className={`mono ${classes.key}`}>{format.nik(answer.key)}</span>
      <small>{m.resolvedNote}</small>
    </output>
  )
}
