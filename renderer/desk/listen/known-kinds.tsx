import { IconHash, IconHeartbeat, IconId, IconUsersGroup } from '@tabler/icons-react'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './known-kinds.module.css'

const ICONS = [IconUsersGroup, IconId, IconHeartbeat, IconHash]

/** What may be scanned or typed. */
export function KnownKinds({ card = false }: { card?: boolean }) {
  const m = useMessages().desk.listen
  return (
    <div className={card ? `card ${classes.card}` : classes.known}>
      <p>{m.known}</p>
      <ul>
        {m.kinds.map((kind, index) => {
          const Icon = ICONS[index] ?? IconHash
          return (
            <li key={kind}>
              <Icon size={17} aria-hidden="true" />
              {kind}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
