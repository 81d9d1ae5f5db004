import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { client } from '../api.ts'
import { Trouble } from '../desk/answer/form-parts.tsx'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import { useNoScans } from '../scan/use-scans.ts'
import classes from './dialogs.module.css'

type Props = { session: SessionInfo; say: (text: string) => void; onClose: () => void }

/** How the backups stand, for whoever cannot set them; anybody may say that a copy was taken away. */
export function BackupDialog({ session: { backup }, say, onClose }: Props) {
  const { accounts, common } = useMessages()
  const m = accounts.backup
  const format = useFormat()
  const [sending, setSending] = useState(false)
  const [trouble, setTrouble] = useState(false)
  useNoScans(say, accounts.shellDialogOpen, 'dialog')
  const taken = async () => {
    if (sending) return
    setSending(true)
    const noted = await client.backup.takenOffSite().catch(() => null)
    setSending(false)
    if (noted?.kind !== 'noted') return setTrouble(true)
    say(m.takenDone)
    onClose()
  }
  const instant = (at: typeof backup.lastGoodAt) => (at === null ? m.never : format.dayAndTime(at))
  return (
    <Modal opened onClose={onClose} title={m.title} size={520} closeButtonProps={{ 'aria-label': common.close }}>
      <p>{m.say[backup.state]}</p>
      <dl className={classes.facts}>
        <dt>{m.lastGood}</dt>
        <dd>{instant(backup.lastGoodAt)}</dd>
        <dt>{m.offSite}</dt>
        <dd>{instant(backup.offSiteAt)}</dd>
      </dl>
      {backup.offSiteDue && backup.lastGoodAt !== null && <Trouble>{m.offSiteDue}</Trouble>}
      <p className="muted">{m.offSiteSay}</p>
      {trouble && <Trouble>{accounts.handOverRefused}</Trouble>}
      <div className={classes.buttons}>
        <Button disabled={sending || backup.lastGoodAt === null} onClick={() => void taken()}>
          {m.taken}
        </Button>
        <Button variant="default" data-autofocus onClick={onClose}>
          {common.close}
        </Button>
      </div>
    </Modal>
  )
}
