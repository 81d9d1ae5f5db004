import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { IconArrowBigUpLine } from '@tabler/icons-react'
import { useState } from 'react'
import { useMessages } from '../messages/use-messages.tsx'
import classes from './secret-field.module.css'

type Props = Omit<TextInputProps, 'type' | 'autoComplete' | 'onChange' | 'value'> & {
  value: string
  onText: (text: string) => void
  large?: boolean
}

/** A PIN or passphrase, hidden as it is typed. The browser is not asked to keep it. */
export function SecretField({ value, onText, large = false, ...rest }: Props) {
  const { accounts } = useMessages()
  const [capsLock, setCapsLock] = useState(false)
  return (
    <TextInput
      {...rest}
      type="password"
      // A field for a one-time code is the only hidden field that browsers do not offer to remember.
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={128}
      classNames={{ input: large ? (classes.large ?? '') : '' }}
      rightSectionWidth={capsLock ? 'auto' : 0}
      rightSection={
        capsLock ? (
          <output className={classes.caps}>
            <IconArrowBigUpLine size={15} aria-hidden="true" />
            {accounts.signIn.capsLock}
          </output>
        ) : null
      }
      value={value}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        setCapsLock(event.getModifierState('CapsLock'))
        rest.onKeyDown?.(event)
      }}
      onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
      onBlur={(event) => {
        setCapsLock(false)
        rest.onBlur?.(event)
      }}
    />
  )
}
