import { SegmentedControl } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useId } from 'react'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './choice.module.css'

type Props<T extends string> = {
  label: string
  options: readonly { value: T; label: string }[]
  value: T | null
  onChange: (value: T) => void
  shortcut?: string
  missing?: boolean
}

/** One of a few answers, all in sight; the chosen one is known by edge, weight and tick. */
export function Choice<T extends string>({ label, options, value, onChange, shortcut, missing = false }: Props<T>) {
  const labelId = useId()
  return (
    <div>
      <div className={classes.label} id={labelId} data-missing-label={missing || undefined}>
        {label}
        {shortcut && (
          <span className={classes.key}>
            <Kbd>{shortcut}</Kbd>
          </span>
        )}
      </div>
      <SegmentedControl
        withItemsBorders={false}
        aria-labelledby={labelId}
        classNames={{
          root: classes.root ?? '',
          label: classes.option ?? '',
          control: classes.control ?? '',
          indicator: classes.indicator ?? '',
        }}
        data-missing={missing || undefined}
        value={value ?? ''}
        onChange={(next) => {
          const chosen = options.find((option) => option.value === next)
          if (chosen) onChange(chosen.value)
        }}
        data={options.map((option) => ({
          value: option.value,
          label: (
            <span className={classes.text}>
              {option.value === value && <IconCheck size={15} stroke={3} aria-hidden="true" />}
              {option.label}
            </span>
          ),
        }))}
      />
    </div>
  )
}
