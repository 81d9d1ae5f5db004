import { Button } from '@mantine/core'
import { IconHourglassHigh, IconUrgent } from '@tabler/icons-react'
import { useMessages } from '../../messages/use-messages.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import classes from './emergency-panel.module.css'

type Props = {
  /** The care in question is an emergency already: the press gives the guarantee; otherwise it asks again as IGD. */
  atOnce: boolean
  busy: boolean
  onPress: () => void
}

/** Never blocked, always at the same place, always F9. */
export function EmergencyPanel({ atOnce, busy, onPress }: Props) {
  const m = useMessages().desk.form.emergency
  return (
    <section className={classes.panel} aria-labelledby="emergency-title">
      <div className={classes.words}>
        <span className={classes.icon}>
          <IconUrgent size={28} aria-hidden="true" />
        </span>
        <div>
          <h2 id="emergency-title">{m.title}</h2>
          <p>{m.say}</p>
        </div>
      </div>
      <Button
        color="soga"
        fullWidth
        h={54}
        fz={16}
        radius={14}
        disabled={busy}
        justify="flex-start"
        className={classes.button}
        leftSection={<IconHourglassHigh size={21} aria-hidden="true" />}
        rightSection={<Kbd>F9</Kbd>}
        aria-keyshortcuts="F9"
        onClick={onPress}
      >
        {atOnce ? m.give : m.switch}
      </Button>
    </section>
  )
}
