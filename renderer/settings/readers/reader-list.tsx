import { IconBarcode, IconBuildingStore, IconDeviceTablet, IconNfc, IconPencil, IconPower } from '@tabler/icons-react'
import type { ReadersInfo } from '../../../shared/contract/readers.ts'
import type { Reader, ReaderId } from '../../../shared/domain/reader.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import classes from './reader-list.module.css'
import { ReaderState } from './reader-state.tsx'
import { deviceName, troubleOf, usbNumbers } from './reader-trouble.ts'

const ROLE_ICONS = { desk: IconBuildingStore, kiosk: IconDeviceTablet, off: IconPower }

type Props = {
  readers: readonly Reader[]
  system: ReadersInfo['system']
  /** Whether plugging one in would help. */
  canRead: boolean
  onEdit: (id: ReaderId) => void
}

/** Each reader in use or set up: its name, what it is, whom it serves, and what to do where it does not read. */
export function ReaderList({ readers, system, canRead, onEdit }: Props) {
  const m = useMessages().readers
  if (readers.length === 0) return <Empty canRead={canRead} />
  return (
    <ul className={classes.list} aria-label={m.list}>
      {readers.map((reader) => (
        <ReaderRow key={reader.id} reader={reader} system={system} onEdit={() => onEdit(reader.id)} />
      ))}
    </ul>
  )
}

function ReaderRow({ reader, system, onEdit }: { reader: Reader; system: Props['system']; onEdit: () => void }) {
  const m = useMessages().readers
  const { settings } = reader
  const device = deviceName(reader) || m.unnamed
  const name = settings.name || device
  const trouble = troubleOf(reader)
  const RoleIcon = ROLE_ICONS[settings.role]
  return (
    <li className={classes.row} data-off={settings.role === 'off' || undefined}>
      <span className={classes.icon}>
        {settings.form === 'uid' ? (
          <IconNfc size={22} aria-hidden="true" />
        ) : (
          <IconBarcode size={22} aria-hidden="true" />
        )}
      </span>
      <div className={classes.name}>
        <b className="ellipsis">{name}</b>
        <span className={classes.device}>
          {name !== device && <span className="ellipsis">{device}</span>}
          <span className={`mono ${classes.numbers}`}>{usbNumbers(reader)}</span>
        </span>
      </div>
      <span className={classes.state}>
        <ReaderState state={reader.state} />
      </span>
      <span className={classes.role}>
        <RoleIcon size={16} aria-hidden="true" />
        {m.roles[settings.role]}
      </span>
      <button type="button" className={classes.edit} aria-label={m.editOf(name)} onClick={onEdit}>
        <IconPencil size={16} aria-hidden="true" />
        {m.edit}
      </button>
      {trouble !== null && (
        <p className={classes.todo}>{trouble === 'no-permission' ? m.todo[trouble][system] : m.todo[trouble]}</p>
      )}
    </li>
  )
}

function Empty({ canRead }: Pick<Props, 'canRead'>) {
  const m = useMessages().readers
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <IconBarcode size={22} aria-hidden="true" />
      </span>
      <div>
        <p>
          <b>{canRead ? m.empty : m.emptyUnread}</b>
        </p>
        <p className={classes.device}>{m.emptySay}</p>
      </div>
    </div>
  )
}
