import { Checkbox, Select, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { RegencyCode } from '../../shared/domain/identifiers.ts'
import { regencies } from '../../shared/domain/region.ts'
import { Choice } from '../desk/forms/choice.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import type { StepProps } from './step-fields.tsx'
import classes from './wizard.module.css'

const SHOWN_AT_ONCE = 40

/** Which hospital this is, as the programmes know it. */
export function HospitalStep({ draft, wrong, onDraft }: StepProps) {
  const { setup } = useMessages()
  const m = setup.hospital
  const areas = useMemo(() => regencies().map(({ code, name }) => ({ value: code, label: name })), [])
  const owner = wrong('owner')
  return (
    <>
      <h1 className={classes.title}>{m.title}</h1>
      <div className={classes.fields}>
        <TextInput
          label={m.name}
          error={wrong('name')}
          autoComplete="off"
          maxLength={120}
          value={draft.name}
          onChange={(event) => onDraft({ name: event.currentTarget.value })}
        />
        <TextInput
          className={classes.half}
          label={m.code}
          description={m.codeHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={wrong('code')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          value={draft.code}
          onChange={(event) => onDraft({ code: event.currentTarget.value })}
        />
        <Select
          className={classes.half}
          label={m.regency}
          description={m.regencyHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={wrong('regencyCode')}
          data={areas}
          searchable
          limit={SHOWN_AT_ONCE}
          nothingFoundMessage={m.regencyNone}
          checkIconPosition="right"
          selectFirstOptionOnChange
          comboboxProps={{ transitionProps: { duration: 0 } }}
          value={draft.regencyCode}
          onChange={(code) => onDraft({ regencyCode: code === null ? null : RegencyCode.parse(code) })}
        />
        <div className={classes.half}>
          <Choice
            label={m.owner}
            options={(['government', 'private'] as const).map((value) => ({ value, label: m.owners[value] }))}
            value={draft.owner}
            missing={owner !== undefined}
            onChange={(next) => onDraft({ owner: next })}
          />
          {owner && (
            <p className={classes.wrong} role="alert">
              {owner}
            </p>
          )}
        </div>
        <div className={classes.half}>
          <Checkbox
            mt={32}
            label={m.isRsud}
            disabled={draft.owner === 'private'}
            checked={draft.isRsud && draft.owner !== 'private'}
            onChange={(event) => onDraft({ isRsud: event.currentTarget.checked })}
          />
        </div>
      </div>
    </>
  )
}
