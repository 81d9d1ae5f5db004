import { TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'

type Props = {
  label: string
  hint: string
  value: string
  maxLength: number
  error?: string | null
  focus?: boolean
  onChange: (value: string) => void
}

/** A place, name or address: as it is typed, with nothing completed or corrected. */
export function TextField({ label, hint, value, maxLength, error = null, focus = false, onChange }: Props) {
  const ref = useRef<HTMLInputElement>(null)
  // A dialog places the focus when it opens; a step that comes back in it has to do so itself.
  useEffect(() => {
    if (focus) ref.current?.focus()
  }, [focus])
  return (
    <TextInput
      ref={ref}
      label={label}
      // In its place, and not under it: nothing below moves more than it must while somebody types.
      description={error === null ? hint : null}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={maxLength}
      {...(focus && { 'data-autofocus': true })}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
