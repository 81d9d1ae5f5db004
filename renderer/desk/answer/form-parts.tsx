import { IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './form-parts.module.css'

/** One answer that is already known, folded to a line. */
export function KnownLine({
  label,
  value,
  note,
  onChange,
}: {
  label: string
  value: string
  note?: ReactNode
  onChange: () => void
}) {
  const m = useMessages().common
  return (
    <div className={classes.known}>
      <span className={classes.knownLabel}>{label}</span>
      <span className="grow">
        <b>{value}</b>
        {note && <small>{note}</small>}
      </span>
      <button type="button" className={classes.change} aria-label={`${m.change}: ${label}`} onClick={onChange}>
        <IconPencil size={16} aria-hidden="true" />
        {m.change}
      </button>
    </div>
  )
}

/** What went wrong, what is safe, what to do: a soga panel in place, never a dialog. */
export function Trouble({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.trouble} role="alert">
      <span className="grow">{children}</span>
      {action}
    </div>
  )
}
