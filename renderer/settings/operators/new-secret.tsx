import { Button, TextInput } from '@mantine/core'
import { IconDice5, IconEye, IconEyeOff } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { judgeSecret } from '../../../shared/domain/secret-strength.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './new-secret.module.css'
import { randomPin } from './random-pin.ts'

type Props = {
  label: string
  say: string
  /** Null until it is good enough and, unless it is in sight, typed twice alike. */
  onSecret: (secret: string | null) => void
  focusFirst?: boolean
}

/** A PIN or passphrase for somebody else: typed twice, or in sight. */
export function NewSecret({ label, say, onSecret, focusFirst = false }: Props) {
  const { settings, accounts } = useMessages()
  const m = settings.secret
  const strengthId = useId()
  const [first, setFirst] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const [suggested, setSuggested] = useState(false)
  const set = (next: { first?: string; again?: string; shown?: boolean; suggested?: boolean }) => {
    const all = { first, again, shown, suggested: false, ...next }
    setFirst(all.first)
    setAgain(all.again)
    setShown(all.shown)
    setSuggested(all.suggested)
    const good = judgeSecret(all.first).kind === 'ok' && (all.shown || all.first === all.again)
    onSecret(good ? all.first : null)
  }
  const differs = !shown && again !== '' && !first.startsWith(again)
  return (
    <div className={classes.secret}>
      <p className={classes.say}>{say}</p>
      <div className={classes.fields}>
        <TextInput
          label={label}
          type={shown ? 'text' : 'password'}
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={128}
          data-autofocus={focusFirst || undefined}
          aria-describedby={strengthId}
          value={first}
          onChange={(event) => set({ first: event.currentTarget.value })}
          rightSectionWidth={40}
          rightSection={
            <button
              type="button"
              className={classes.eye}
              aria-label={shown ? m.hide : m.show}
              aria-pressed={shown}
              onClick={() => set({ shown: !shown, again: '', suggested })}
            >
              {shown ? <IconEyeOff size={18} aria-hidden="true" /> : <IconEye size={18} aria-hidden="true" />}
            </button>
          }
        />
        {shown ? (
          <Button
            variant="default"
            className={classes.dice ?? ''}
            leftSection={<IconDice5 size={18} aria-hidden="true" />}
            onClick={() => set({ first: randomPin(), shown: true, suggested: true })}
          >
            {m.suggest}
          </Button>
        ) : (
          <TextInput
            label={m.again}
            type="password"
            autoComplete="one-time-code"
            maxLength={128}
            error={differs ? m.differs : undefined}
            value={again}
            onChange={(event) => set({ again: event.currentTarget.value })}
          />
        )}
      </div>
      <p
        className={classes.strength}
        id={strengthId}
        aria-live="polite"
        data-good={judgeSecret(first).kind === 'ok' || undefined}
      >
        {suggested ? m.suggested : strength(first, accounts.strength)}
      </p>
      {!shown && (
        <button
          type="button"
          className={classes.suggest}
          onClick={() => set({ first: randomPin(), shown: true, again: '', suggested: true })}
        >
          <IconDice5 size={16} aria-hidden="true" />
          {m.suggest}
        </button>
      )}
    </div>
  )
}

function strength(secret: string, m: ReturnType<typeof useMessages>['accounts']['strength']): string {
  if (secret === '') return m.hint
  const judged = judgeSecret(secret)
  switch (judged.kind) {
    case 'ok':
      return judged.method === 'pin' ? m.okPin : m.okPassphrase
    case 'too-simple':
      return m.simple
    case 'too-short':
      return /^\d+$/.test(secret) ? m.shortPin(secret.length) : m.shortPassphrase(secret.length)
  }
}
