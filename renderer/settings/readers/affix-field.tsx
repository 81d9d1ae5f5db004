import { TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMessages } from '../../messages/use-messages.tsx'
import { editControls, INSERTABLE, showControls } from './control-text.ts'
import classes from './reader-dialog.module.css'

const LONGEST = 16
/** Each sign may be shown by its name. */
const LONGEST_SHOWN = LONGEST * 5

type Props = { label: string; value: string; onChange: (value: string) => void }

/** A prefix or suffix: control characters are shown as signs and put in by buttons, since no key types them into a field. */
export function AffixField({ label, value, onChange }: Props) {
  const m = useMessages().readers.dialog
  return (
    <div>
      <TextInput
        label={label}
        description={value.length >= LONGEST ? m.affixLong : m.affixHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        classNames={{ input: 'mono' }}
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST_SHOWN}
        value={showControls(value)}
        onChange={(event) => onChange(editControls(value, event.currentTarget.value).slice(0, LONGEST))}
      />
      <div className={classes.inserts}>
        {INSERTABLE.map(({ sign, name }) => (
          <button
            key={name}
            type="button"
            className={classes.insert}
            disabled={value.length >= LONGEST}
            aria-label={m.insert(name, label)}
            onClick={() => onChange(value + sign)}
          >
            <IconPlus size={14} aria-hidden="true" />
            {name}
          </button>
        ))}
      </div>
    </div>
  )
}
