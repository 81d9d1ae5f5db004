import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { parseTypedDate, typedDate, withFullYear } from './typed-date.ts'

type Props = {
  label: string
  value: IsoDate | null
  wrong: string
  hint?: string
  missing?: boolean
  focusFirst?: boolean
  onChange: (date: IsoDate | null) => void
}

/** A date by typing, day first as on every Indonesian paper, whatever the browser's own language is. */
export function DateField({ label, value, wrong, hint, missing = false, focusFirst = false, onChange }: Props) {
  const { dateForm } = useMessages().desk.form
  const [text, setText] = useState(() => (value ? typedDate(value) : ''))
  const [left, setLeft] = useState(false)
  const bad = text.trim() !== '' && parseTypedDate(text) === null
  return (
    <TextInput
      label={label}
      value={text}
      inputMode="numeric"
      placeholder={dateForm}
      data-missing={missing || undefined}
      data-autofocus={focusFirst || undefined}
      error={left && bad ? wrong : undefined}
      {...(hint ? { description: hint } : {})}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onBlur={() => {
        setLeft(true)
        const full = withFullYear(text, new Date().getFullYear())
        if (full === text) return
        setText(full)
        onChange(parseTypedDate(full))
      }}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        setLeft(false)
        onChange(parseTypedDate(typed))
      }}
    />
  )
}
