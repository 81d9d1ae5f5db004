import type { ReactNode } from 'react'
import classes from './ear.module.css'

/** Whether something listens: a light and a word, on a dark panel. `beside` is not read out when it changes. */
export function Ear({
  light,
  beside,
  children,
}: {
  light: 'listening' | 'busy' | 'off'
  beside?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={classes.ear}>
      <i aria-hidden="true" data-light={light} />
      <span aria-live="polite">{children}</span>
      {beside && <small>{beside}</small>}
    </div>
  )
}
