import { NumberInput, TextInput } from '@mantine/core'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { terms } from '../../../shared/texts/terms.ts'
import { useLanguage, useMessages } from '../../messages/use-messages.tsx'
import type { NewbornDraft } from '../desk-model.ts'
import { Choice } from '../forms/choice.tsx'
import { DateField } from '../forms/date-field.tsx'
import classes from './admission-form.module.css'

type Props = { newborn: NewbornDraft; newbornDays: number; onChange: (newborn: NewbornDraft) => void }

/** The child, admitted under its mother's NIK. */
export function NewbornFields({ newborn, newbornDays, onChange }: Props) {
  const m = useMessages().desk.form
  const { language } = useLanguage()
  return (
    <div className={classes.group}>
      <TextInput
        label={m.newborn.name}
        placeholder={m.newborn.nameHint}
        maxLength={120}
        data-missing={newborn.name.trim() === '' || undefined}
        value={newborn.name}
        onChange={(event) => onChange({ ...newborn, name: event.currentTarget.value })}
      />
      <Choice
        label={m.newborn.sex}
        value={newborn.sex}
        missing={newborn.sex === null}
        options={(['L', 'P'] as const).map((value) => ({ value, label: terms[language].sex[value] }))}
        onChange={(sex) => onChange({ ...newborn, sex })}
      />
      <div className={classes.two}>
        <DateField
          label={m.newborn.birthDate}
          value={newborn.birthDate as IsoDate}
          wrong={m.dateWrong}
          onChange={(date) => date && onChange({ ...newborn, birthDate: date })}
        />
        <NumberInput
          label={m.newborn.order}
          min={1}
          max={9}
          value={newborn.birthOrder}
          onChange={(order) => typeof order === 'number' && onChange({ ...newborn, birthOrder: order })}
        />
      </div>
      <p className={classes.hint}>{m.newborn.limit(newbornDays)}</p>
    </div>
  )
}
