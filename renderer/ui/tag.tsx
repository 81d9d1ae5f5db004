import type { ReactNode } from 'react'
import classes from './tag.module.css'

export type TagTone = 'good' | 'trouble' | 'plain' | 'you' | 'struck'

/** A state as a chip: icon, word and fill. */
export function Tag({ tone, icon, children }: { tone: TagTone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
