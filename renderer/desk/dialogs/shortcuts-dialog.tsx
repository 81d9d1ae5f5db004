import { Modal } from '@mantine/core'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './dialogs.module.css'

const ALWAYS = ['F1', 'F2', 'F3', 'F4', 'F6', 'F9', 'F10', 'Ctrl P', 'Ctrl L', 'Alt 6–9', 'Esc'] as const
const ANSWER = ['Ctrl Enter', '1–9', 'Alt 1–4', 'Alt I', 'Alt A', 'Alt R', 'Alt U', 'Alt P'] as const

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { desk, common } = useMessages()
  const m = desk.dialogs
  const group = (title: string, keys: readonly (keyof typeof m.shortcuts)[]) => (
    <section>
      <h3 className={classes.group}>{title}</h3>
      <dl className={classes.keys}>
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <Kbd large>{key}</Kbd>
              <span className="unseen">{key}</span>
            </dt>
            <dd>{m.shortcuts[key]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.shortcutsTitle}
      size={760}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <div className={classes.columns}>
        {group(m.shortcutGroups.always, ALWAYS)}
        {group(m.shortcutGroups.answer, ANSWER)}
      </div>
    </Modal>
  )
}
