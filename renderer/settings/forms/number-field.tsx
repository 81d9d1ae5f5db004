import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '../../messages/use-messages.tsx'
import { wholeNumber } from './whole-number.ts'

type Props = {
  label: string
  hint?: string
  min: number
  max: number
  value: number
  /** Null while what is typed is no whole number within the bounds. */
  onChange: (value: number | null) => void
}

/** A whole number by typing; a wrong one is told once the field is left. */
export function NumberField({ label, hint, min, max, value, onChange }: Props) {
  const m = useMessages().settings.session
  const [text, setText] = useState(() => String(value))
  const [left, setLeft] = useState(false)
  const parsed = wholeNumber(text, min, max)
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      maxLength={6}
      value={text}
      {...(hint ? { description: hint } : {})}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={left && parsed === null ? m.range(min, max) : undefined}
      onBlur={() => setLeft(true)}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        setLeft(false)
        onChange(wholeNumber(typed, min, max))
      }}
    />
  )
}
