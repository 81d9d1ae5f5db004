import { Button } from '@mantine/core'
import { IconUsb } from '@tabler/icons-react'
import type { Reader, ReaderId } from '../../../shared/domain/reader.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './reader-list.module.css'
import { deviceName, usbNumbers } from './reader-trouble.ts'

type Props = { devices: readonly Reader[]; onUse: (id: ReaderId) => void }

/** What is plugged in and may be a reader: nobody has chosen it, so it stays closed. */
export function OtherDevices({ devices, onUse }: Props) {
  const m = useMessages().readers
  return (
    <Panel flush title={m.others.title} say={m.others.say} icon={<IconUsb size={18} aria-hidden="true" />}>
      <ul className={classes.list} aria-label={m.others.title}>
        {devices.map((device) => {
          const name = deviceName(device) || m.unnamed
          return (
            <li key={device.id} className={classes.device} data-offered>
              <b className="ellipsis">{name}</b>
              <span className={`mono ${classes.numbers}`}>{usbNumbers(device)}</span>
              <span className="grow" />
              <Button variant="default" aria-label={m.others.chooseOf(name)} onClick={() => onUse(device.id)}>
                {m.others.use}
              </Button>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
