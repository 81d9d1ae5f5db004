import { Button } from '@mantine/core'
import { IconNotes } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { HandOver, SessionInfo } from '../../shared/contract/session.ts'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import { GateFrame } from '../ui/gate-frame.tsx'
import { Kbd } from '../ui/kbd.tsx'
import classes from './hand-over-card.module.css'
import { WhereAndWhen } from './where-and-when.tsx'

type Props = { session: SessionInfo; handOver: HandOver; onRead: () => void; onLater: () => void }

/** What the operator before left, between signing in and the work: calm, and never over a patient. */
export function HandOverCard({ session, handOver, onRead, onLater }: Props) {
  const { accounts } = useMessages()
  const m = accounts.handOver
  const format = useFormat()
  const card = useRef<HTMLElement>(null)
  // A held Enter that has just signed in must not read the note as well: the card takes the focus, not its button.
  useEffect(() => card.current?.focus(), [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onLater()
      if (event.key === 'Enter' && event.ctrlKey && !event.repeat) onRead()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onRead, onLater])
  return (
    <GateFrame aside={<WhereAndWhen session={session} />}>
      <section ref={card} className={`card ${classes.card}`} tabIndex={-1} aria-labelledby="hand-over-title">
        <div className={classes.head}>
          <span className={classes.icon}>
            <IconNotes size={26} aria-hidden="true" />
          </span>
          <div>
            <h1 id="hand-over-title">{m.title}</h1>
            <p>{m.from(handOver.by, format.dayAndTime(handOver.at))}</p>
          </div>
        </div>
        <p className={classes.note}>{handOver.note}</p>
        <div className={classes.buttons}>
          <Button variant="default" h={50} rightSection={<Kbd>Esc</Kbd>} aria-keyshortcuts="Escape" onClick={onLater}>
            {m.later}
          </Button>
          <Button
            h={60}
            fz={17}
            px={24}
            rightSection={<Kbd large>Ctrl ↵</Kbd>}
            aria-keyshortcuts="Control+Enter"
            onClick={onRead}
          >
            {m.read}
          </Button>
        </div>
      </section>
    </GateFrame>
  )
}
