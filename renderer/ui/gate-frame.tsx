import type { ReactNode } from 'react'
import { useMessages } from '../messages/use-messages.tsx'
import classes from './gate-frame.module.css'
import { LanguageSwitch } from './language-switch.tsx'
import { Mark } from './mark.tsx'

type Props = {
  /** On the indigo side: where and when we are. */
  aside: ReactNode
  /** `wide`: for forms that need the room. */
  wide?: boolean
  children: ReactNode
}

/** Everything that comes before the work: an indigo side that says where we are, and paper to answer on. Both stay in their places. */
export function GateFrame({ aside, wide = false, children }: Props) {
  const { common } = useMessages()
  return (
    <div className={classes.gate} data-wide={wide || undefined}>
      <aside className={`dark ${classes.side}`} aria-label={common.brand}>
        <div className={classes.brand}>
          <Mark size={40} light />
          {common.brand}
        </div>
        {aside}
      </aside>
      <div className={classes.paper}>
        <div className={classes.corner}>
          <LanguageSwitch />
        </div>
        <main className={classes.main}>{children}</main>
      </div>
    </div>
  )
}
