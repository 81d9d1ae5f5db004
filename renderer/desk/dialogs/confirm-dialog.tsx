import { Button, Modal } from '@mantine/core'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './dialogs.module.css'

type Props = { title: string; say: string; yes: string; onYes: () => void; onClose: () => void }

/** Asks before something is lost or changed. The button says what it does; Enter alone chooses nothing, because scanners type it. */
export function ConfirmDialog({ title, say, yes, onYes, onClose }: Props) {
  const { common } = useMessages()
  return (
    <Modal opened onClose={onClose} title={title} size={480} closeButtonProps={{ 'aria-label': common.close }}>
      <p className={classes.say}>{say}</p>
      <div className={classes.buttons}>
        <Button
          rightSection={<Kbd>Ctrl ↵</Kbd>}
          aria-keyshortcuts="Control+Enter"
          data-autofocus
          data-primary
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey) event.preventDefault()
          }}
          onClick={onYes}
        >
          {yes}
        </Button>
        <Button variant="default" rightSection={<Kbd>Esc</Kbd>} onClick={onClose}>
          {common.back}
        </Button>
      </div>
    </Modal>
  )
}
