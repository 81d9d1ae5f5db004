import type { ReactNode } from 'react'
import classes from './data-table.module.css'

/** A state as a chip: icon, word and fill. */
export function Tag({
  tone,
  icon,
  children,
}: {
  tone: 'good' | 'trouble' | 'plain' | 'you'
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
