import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { IconHourglassHigh, IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { terms } from '../../../shared/texts/terms.ts'
import { useFormat, useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Trouble } from '../answer/form-parts.tsx'
import type { DeskState, EmergencyDraft } from '../desk-model.ts'
import { Choice } from '../forms/choice.tsx'
import classes from './plain-form.module.css'

type Props = {
  state: Extract<DeskState, { kind: 'emergency' }>
  onChange: (patch: Partial<EmergencyDraft>) => void
  onAdmit: () => void
  onCancel: () => void
}

/** Somebody whom nobody knows yet: a name or a description is enough to be treated now. */
export function EmergencyForm({ state, onChange, onAdmit, onCancel }: Props) {
  const { common, desk } = useMessages()
  const { language } = useLanguage()
  const format = useFormat()
  const m = desk.form.emergency
  const { draft, admitting, trouble } = state
  const [tried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const nameless = draft.name.trim() === ''
  return (
    <form
      className={`card ${classes.card}`}
      data-urgent
      aria-labelledby="emergency-form-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!nameless) onAdmit()
      }}
    >
      <h2 id="emergency-form-title">{m.formTitle}</h2>
      <p className={classes.say}>{m.formSay}</p>
      <div className={classes.fields}>
        <TextInput
          ref={first}
          label={m.name}
          description={m.nameHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={120}
          autoComplete="off"
          value={draft.name}
          error={tried && nameless ? m.nameWanted : undefined}
          onKeyDown={(event) => {
            // A scanner's Enter must never issue a letter.
            if (event.key === 'Enter' && !event.ctrlKey) event.preventDefault()
          }}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <div className={classes.two}>
          <Choice
            label={desk.form.care}
            value={draft.care}
            options={(['igd', 'persalinan'] as const).map((value) => ({
              value,
              label: value === 'igd' ? 'IGD' : terms[language].care[value],
            }))}
            onChange={(care) => onChange({ care })}
          />
          <Choice
            label={m.sex}
            value={draft.sex ?? 'unknown'}
            options={[
              { value: 'unknown', label: m.sexUnknown },
              { value: 'L', label: terms[language].sex.L },
              { value: 'P', label: terms[language].sex.P },
            ]}
            onChange={(sex) => onChange({ sex: sex === 'unknown' ? null : sex })}
          />
        </div>
        <Choice
          label={desk.form.accident}
          value={draft.accident}
          options={(['none', 'traffic', 'work'] as const).map((value) => ({
            value,
            label: terms[language].accident[value],
          }))}
          onChange={(accident) => onChange({ accident })}
        />
        {draft.offeredNik && (
          <Checkbox
            checked={draft.nik !== null}
            label={
              <>
                <span className="mono">{format.nik(draft.offeredNik)}</span> {m.isNik}
              </>
            }
            onChange={(event) => onChange({ nik: event.currentTarget.checked ? draft.offeredNik : null })}
          />
        )}
        <Textarea
          label={m.note}
          placeholder={m.noteHint}
          rows={2}
          maxLength={500}
          value={draft.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </div>
      <p className={classes.aside}>
        <IconInfoCircle size={18} aria-hidden="true" />
        {m.orScan}
      </p>
      {trouble && <Trouble>{desk.form.trouble[trouble]}</Trouble>}
      <div className={classes.actions}>
        <Button
          type="submit"
          color="soga"
          h={54}
          fz={16}
          radius={14}
          disabled={admitting}
          leftSection={<IconHourglassHigh size={21} aria-hidden="true" />}
          rightSection={<Kbd large>Ctrl ↵</Kbd>}
          aria-keyshortcuts="Control+Enter"
          data-primary
        >
          {admitting ? desk.form.issuing : m.give}
        </Button>
        <Button
          variant="default"
          h={54}
          radius={14}
          rightSection={<Kbd>Esc</Kbd>}
          aria-keyshortcuts="Escape"
          onClick={onCancel}
        >
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}
