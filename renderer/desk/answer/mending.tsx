import { Button } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { EmergencyPanel } from './emergency-panel.tsx'
import classes from './mending.module.css'

type Props = {
  busy: boolean
  atOnce: boolean
  onAdvice: () => void
  onUmum: () => void
  /** Null where nobody could agree. */
  onOverride: (() => void) | null
  onEmergency: () => void
}

/** Stands at the primary action's place while only a referral is missing: what to do when there is none. */
export function Mending({ busy, atOnce, onAdvice, onUmum, onOverride, onEmergency }: Props) {
  const { desk } = useMessages()
  const m = desk.form.refused
  return (
    <>
      <div className={classes.doors}>
        <Button
          variant="default"
          fz={13}
          rightSection={<Kbd>Ctrl ↵</Kbd>}
          aria-keyshortcuts="Control+Enter"
          onClick={onAdvice}
        >
          {m.adviceShort}
        </Button>
        <Button variant="default" fz={13} rightSection={<Kbd>Alt U</Kbd>} aria-keyshortcuts="Alt+U" onClick={onUmum}>
          {m.umumShort}
        </Button>
        {onOverride && (
          <Button
            className={classes.wide}
            variant="default"
            fz={13}
            leftSection={<IconUserCheck size={17} aria-hidden="true" />}
            rightSection={<Kbd>Alt P</Kbd>}
            aria-keyshortcuts="Alt+P"
            onClick={onOverride}
          >
            {desk.approval.ask}
          </Button>
        )}
      </div>
      <EmergencyPanel busy={busy} atOnce={atOnce} onPress={onEmergency} />
    </>
  )
}
