import { Button, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Admission, Amendment } from '../../../shared/domain/admission.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './admission-drawer.module.css'

const REASON_MIN = 3

type FormProps = {
  busy: boolean
  ready: boolean
  yes: string
  children: ReactNode
  onSubmit: () => void
  /** Enter before everything is there: leads to what is missing. */
  onUnready?: () => void
  onCancel: () => void
}

/** The frame of a change to an admission: first field focused, Enter or Ctrl Enter saves, Escape goes back. */
export function ChangeForm({ busy, ready, yes, children, onSubmit, onUnready, onCancel }: FormProps) {
  const { common } = useMessages()
  const formRef = useRef<HTMLFormElement>(null)
  const cancel = useRef(onCancel)
  useEffect(() => {
    cancel.current = onCancel
  })
  useEffect(() => {
    formRef.current?.querySelector<HTMLElement>('input, textarea')?.focus()
    // The button that opened the form is gone with it, so the key is heard wherever the focus is.
    // A dialog over the form closes on the same press, before it arrives here.
    let overlaid = false
    const before = () => {
      overlaid = document.querySelectorAll('[role="dialog"]').length > 1
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing && !overlaid) cancel.current()
    }
    window.addEventListener('keydown', before, { capture: true })
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', before, { capture: true })
      window.removeEventListener('keydown', onKey)
    }
  }, [])
  return (
    <form
      ref={formRef}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        if (ready) onSubmit()
        else onUnready?.()
      }}
    >
      {children}
      <div className={classes.actions}>
        <Button
          type="submit"
          data-primary
          disabled={!ready || busy}
          rightSection={ready ? <Kbd>Ctrl ↵</Kbd> : undefined}
          aria-keyshortcuts="Control+Enter"
        >
          {yes}
        </Button>
        <Button variant="default" rightSection={<Kbd>Esc</Kbd>} aria-keyshortcuts="Escape" onClick={onCancel}>
          {common.back}
        </Button>
      </div>
    </form>
  )
}

function ReasonField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const m = useMessages().desk.admissions.detail
  return (
    <Textarea
      label={m.reason}
      description={m.reasonHint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      rows={2}
      maxLength={300}
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

type ReasonProps = { say: string; yes: string; busy: boolean; onSave: (reason: string) => void; onCancel: () => void }

/** A change that needs only its reason: void, or turn to a patient who pays. */
export function ReasonForm({ say, yes, busy, onSave, onCancel }: ReasonProps) {
  const [reason, setReason] = useState('')
  return (
    <ChangeForm
      busy={busy}
      ready={reason.trim().length >= REASON_MIN}
      yes={yes}
      onSubmit={() => onSave(reason.trim())}
      onCancel={onCancel}
    >
      <p className={classes.say}>{say}</p>
      <ReasonField value={reason} onChange={setReason} />
    </ChangeForm>
  )
}

type AmendProps = {
  admission: Admission
  busy: boolean
  onSave: (amendment: Amendment, reason: string) => void
  onCancel: () => void
}

/** Corrects what the clerk wrote; the first version stays in the journal. */
export function AmendForm({ admission, busy, onSave, onCancel }: AmendProps) {
  const { desk } = useMessages()
  const m = desk.form
  const [details, setDetails] = useState(admission.details)
  const [reason, setReason] = useState('')
  const changed = JSON.stringify(details) !== JSON.stringify(admission.details)
  return (
    <ChangeForm
      busy={busy}
      ready={changed && reason.trim().length >= REASON_MIN}
      yes={desk.admissions.detail.amendYes}
      onSubmit={() => onSave({ details }, reason.trim())}
      onCancel={onCancel}
    >
      <TextInput
        label={m.medicalRecord}
        maxLength={20}
        value={details.medicalRecordNumber}
        onChange={(event) => setDetails({ ...details, medicalRecordNumber: event.currentTarget.value })}
      />
      <TextInput
        label={m.referralFrom}
        maxLength={120}
        value={details.referralFrom}
        onChange={(event) => setDetails({ ...details, referralFrom: event.currentTarget.value })}
      />
      <TextInput
        label={m.referralNumber}
        maxLength={60}
        value={details.referralNumber}
        onChange={(event) => setDetails({ ...details, referralNumber: event.currentTarget.value })}
      />
      <Textarea
        label={desk.admissions.detail.note}
        rows={2}
        maxLength={500}
        value={details.note}
        onChange={(event) => setDetails({ ...details, note: event.currentTarget.value })}
      />
      <ReasonField value={reason} onChange={setReason} />
    </ChangeForm>
  )
}
