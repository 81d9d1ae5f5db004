import { IconBarcode, IconClockExclamation, IconDatabase, IconKeyboard } from '@tabler/icons-react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { useFormat, useMessages, useTimeZone } from '../messages/use-messages.tsx'
import { useWork } from '../nav/work.ts'
import { BackupItem } from './backup-item.tsx'
import { Kbd } from './kbd.tsx'
import { ReaderItem } from './reader-item.tsx'
import { isRosterFresh, rosterText } from './roster-status.ts'
import { StatusItem } from './status-item.tsx'
import classes from './status-strip.module.css'

type Props = {
  session: SessionInfo
  /** Null where the operator can do nothing about it. */
  onRoster: (() => void) | null
  /** Null where a page has no keys of its own. */
  onShortcuts: (() => void) | null
  onDemo: (() => void) | null
}

/** What the desk stands on, always at the foot: only what is true of this machine now. */
export function StatusStrip({ session, onRoster, onShortcuts, onDemo }: Props) {
  const m = useMessages().desk.frame
  const messages = useMessages()
  const format = useFormat()
  const timeZone = useTimeZone()
  const { open } = useWork()
  return (
    <footer className={classes.strip}>
      <StatusItem
        icon={<IconDatabase size={15} aria-hidden="true" />}
        word={m.rosterWord}
        value={rosterText(session, timeZone, messages, format)}
        tone={isRosterFresh(session) ? 'good' : 'trouble'}
        {...(onRoster && { onOpen: onRoster })}
      />
      <i className={classes.rule} />
      <ReaderItem />
      <i className={classes.rule} />
      <BackupItem session={session} onOpen={() => open('backup')} />
      {session.clockBehindSince && (
        <StatusItem
          icon={<IconClockExclamation size={15} aria-hidden="true" />}
          word={m.clockWord}
          value={m.clockBehind}
          tone="trouble"
        />
      )}
      <span className="grow" />
      {onDemo && (
        <button type="button" className={classes.shortcuts} onClick={onDemo}>
          <IconBarcode size={15} aria-hidden="true" />
          {m.demoPanel}
        </button>
      )}
      {onShortcuts && (
        <button type="button" className={classes.shortcuts} aria-keyshortcuts="F1" onClick={onShortcuts}>
          <IconKeyboard size={15} aria-hidden="true" />
          {m.shortcuts}
          <Kbd>F1</Kbd>
        </button>
      )}
    </footer>
  )
}
