import { NativeSelect } from '@mantine/core'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'

const OFFERED = [15, 60, 360, 1440] as const

type Props = { value: number | null; onChange: (minutes: number | null) => void }

/** How often a source is asked by itself. A rhythm set by a command is kept and offered too. */
export function EveryField({ value, onChange }: Props) {
  const m = useMessages().feeds.dialog
  const { number } = useFormat()
  const isOffered = value === null || OFFERED.some((minutes) => minutes === value)
  return (
    <NativeSelect
      label={m.every}
      value={value === null ? 'never' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === 'never' ? null : Number(currentTarget.value))}
    >
      {OFFERED.map((minutes) => (
        <option key={minutes} value={minutes}>
          {m.everyOptions[minutes]}
        </option>
      ))}
      {!isOffered && <option value={value}>{m.everyOther(number(value))}</option>}
      <option value="never">{m.everyOptions.never}</option>
    </NativeSelect>
  )
}
