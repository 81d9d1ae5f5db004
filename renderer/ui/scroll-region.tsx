import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useOverflow } from './use-overflow.ts'

type Props = { label: string; className: string | undefined; busy?: boolean; children: ReactNode }

/** A part of the screen that scrolls by itself; while it does, it is reached by Tab, so that the arrow keys can scroll it. */
export function ScrollRegion({ label, className, busy = false, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const overflows = useOverflow(box)
  return (
    <div
      ref={box}
      className={className}
      aria-busy={busy || undefined}
      {...(overflows ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}
    >
      {children}
    </div>
  )
}
