import { Button } from '@mantine/core'
import { IconAlertTriangle, IconFlask, IconHourglass } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { useConnected } from '../api.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { refusalText } from './refusal-text.ts'
import { SecretField } from './secret-field.tsx'
import classes from './secret-form.module.css'
import { useLeftMs } from './use-left-ms.ts'
import { countdownText } from './use-secret-try.ts'
import type { SecretTry } from './use-secret-try.ts'

type Props = {
  fieldRef: RefObject<HTMLInputElement | null>
  name: string
  submit: string
  tried: SecretTry
  /** By the page's clock; 0: no wait. */
  waitUntil: number
  demoSecret: string | null
  onSubmit: (secret: string) => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** The PIN of one operator. What is said about it has its place already, so that nothing moves under the hand. */
export function SecretForm({ fieldRef, name, submit, tried, waitUntil, demoSecret, onSubmit, onKeyDown }: Props) {
  const messages = useMessages()
  const m = messages.accounts
  const connected = useConnected()
  const [secret, setSecret] = useState('')
  const leftMs = useLeftMs(waitUntil)
  const waiting = leftMs > 0
  const checking = tried.kind === 'checking'

  // An answer, or another name: what was typed is not kept for a second longer.
  const answered = useRef(tried)
  useEffect(() => {
    if (answered.current !== tried && tried.kind === 'refused') {
      setSecret('')
      fieldRef.current?.focus()
    }
    answered.current = tried
  }, [tried, fieldRef])
  const [typedFor, setTypedFor] = useState(name)
  if (typedFor !== name) {
    setTypedFor(name)
    setSecret('')
  }

  const said = tried.kind === 'refused' ? refusalText(tried.refusal, leftMs, messages) : null
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (secret !== '' && !checking && !waiting && connected) onSubmit(secret)
      }}
    >
      <div className={classes.line}>
        <SecretField
          ref={fieldRef}
          className="grow"
          large
          label={m.signIn.secretOf(name)}
          aria-describedby="secret-said"
          readOnly={checking || waiting}
          {...(onKeyDown && { onKeyDown })}
          value={secret}
          onText={setSecret}
        />
        <Button
          type="submit"
          h={60}
          px={24}
          fz={17}
          radius={14}
          disabled={waiting || !connected}
          rightSection={<Kbd large>Enter</Kbd>}
        >
          {checking ? m.signIn.checking : submit}
        </Button>
      </div>
      <p
        id="secret-said"
        className={classes.said}
        data-tone={said || waiting ? 'trouble' : undefined}
        aria-live="polite"
      >
        {waiting ? (
          <>
            <IconHourglass size={17} aria-hidden="true" />
            {m.refused.lockedOut(countdownText(leftMs))}
          </>
        ) : (
          said && (
            <>
              <IconAlertTriangle size={17} aria-hidden="true" />
              {said}
            </>
          )
        )}
      </p>
      {demoSecret !== null && (
        <p className={classes.demo}>
          <IconFlask size={18} aria-hidden="true" />
          <span>
            <b>{m.signIn.demoTitle}.</b> {m.signIn.demoSay(demoSecret)}
          </span>
        </p>
      )}
    </form>
  )
}
