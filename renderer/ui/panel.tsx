import { useId } from 'react'
import type { ReactNode } from 'react'
import classes from './panel.module.css'

type Props = {
  title: string
  icon?: ReactNode
  say?: string | undefined
  /** Stands at the right of the title. */
  aside?: ReactNode
  /** Fills the card to its edges, as a table does. */
  flush?: boolean
  children: ReactNode
}

/** A card with a title: one matter of a screen. */
export function Panel({ title, icon, say, aside, flush = false, children }: Props) {
  const titleId = useId()
  return (
    <section className={`card ${classes.panel}`} aria-labelledby={titleId} data-flush={flush || undefined}>
      <div className={classes.head}>
        {icon && <span className={classes.icon}>{icon}</span>}
        <div className="grow">
          <h2 id={titleId}>{title}</h2>
          {say && <p className={classes.say}>{say}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  )
}
