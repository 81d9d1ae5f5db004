import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './message-card.module.css'

export type CardAction = {
  label: string
  keys?: string
  shortcut?: string
  primary?: boolean
  icon?: ReactNode
  onPress: () => void
}

type Props = {
  icon: ReactNode
  tone: 'plain' | 'good' | 'care' | 'bad'
  title: string
  say: string
  children?: ReactNode
  actions: readonly CardAction[]
}

/** A state that is not a verdict: what it is, one sentence, the ways on. */
export function MessageCard({ icon, tone, title, say, children, actions }: Props) {
  return (
    <section className={`card ${classes.card}`} data-tone={tone} aria-labelledby="message-title">
      <span className={classes.icon}>{icon}</span>
      <div aria-live="polite">
        <h2 id="message-title">{title}</h2>
        <p className={classes.say}>{say}</p>
      </div>
      {children}
      <div className={classes.actions}>
        {actions.map(({ label, keys, shortcut, primary = false, icon: actionIcon, onPress }) => (
          <Button
            key={label}
            variant={primary ? 'filled' : 'default'}
            leftSection={actionIcon}
            rightSection={keys ? <Kbd>{keys}</Kbd> : undefined}
            aria-keyshortcuts={shortcut}
            onClick={onPress}
          >
            {label}
          </Button>
        ))}
      </div>
    </section>
  )
}
