import classes from './choice-list.module.css'

type Props<T extends string> = {
  label: string
  name: string
  options: readonly { value: T; label: string; say: string }[]
  value: T | null
  onChange: (value: T) => void
}

/** One of a few answers, each with a line about what it means. */
export function ChoiceList<T extends string>({ label, name, options, value, onChange }: Props<T>) {
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      <div className={classes.list}>
        {options.map((option) => (
          <label key={option.value} className={classes.option} data-chosen={option.value === value || undefined}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <b>{option.label}</b>
            <span className={classes.say}>{option.say}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
