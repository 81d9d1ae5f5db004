import { TextInput } from '@mantine/core'
import { useMessages } from '../messages/use-messages.tsx'
import type { SetupDraft } from './draft.ts'
import type { StepProps } from './step-fields.tsx'
import classes from './wizard.module.css'

/** What stands on every letter: its head, and the code of this window in its number. */
export function LetterStep({ draft, isHospitalKnown, wrong, onDraft }: StepProps) {
  const { setup } = useMessages()
  const m = setup.letter
  const text = (field: 'authority' | 'address' | 'phone' | 'city', longest: number, hint?: string) => (
    <TextInput
      label={m[field]}
      {...(hint && { description: hint })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={wrong(field)}
      autoComplete="off"
      maxLength={longest}
      value={draft[field]}
      onChange={(event) => onDraft({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <h1 className={classes.title} tabIndex={-1}>
        {isHospitalKnown ? m.titleDesk : m.title}
      </h1>
      <div className={classes.fields}>
        {!isHospitalKnown && (
          <>
            {text('authority', 120, m.authorityHint)}
            {text('address', 200)}
            <div className={classes.half}>{text('phone', 60)}</div>
            <div className={classes.half}>{text('city', 60)}</div>
          </>
        )}
        <div className={classes.half}>
          <TextInput
            label={m.deskCode}
            description={m.deskHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={wrong('deskCode')}
            autoComplete="off"
            maxLength={6}
            value={draft.deskCode}
            onChange={(event) => onDraft({ deskCode: event.currentTarget.value.toUpperCase().trim() })}
          />
        </div>
        {!isHospitalKnown && (
          <div className={classes.half}>
            <Sample draft={draft} />
          </div>
        )}
      </div>
    </>
  )
}

/** What the letter's head will look like; everything in it stands in the fields already. */
function Sample({ draft }: { draft: SetupDraft }) {
  const { setup } = useMessages()
  const m = setup.letter
  const or = (text: string) => (text.trim() === '' ? '…' : text)
  return (
    <div className={classes.sample} aria-hidden="true">
      <p>{or(draft.authority)}</p>
      <p className={classes.hospital}>{or(draft.name)}</p>
      <p>
        {or(draft.address)}
        {draft.phone.trim() !== '' && ` · ${draft.phone}`}
      </p>
      <hr />
      <p>
        <b>{m.sampleTitle}</b>
      </p>
      <p className="mono">{m.sampleNumber(or(draft.code), or(draft.deskCode))}</p>
    </div>
  )
}
