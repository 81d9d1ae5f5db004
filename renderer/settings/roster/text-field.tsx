import { TextInput } from '@mantine/core'

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
  return (
    <TextInput
      label={label}
      description={hint}
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
