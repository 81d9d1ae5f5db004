import { IconBarcode, IconClockExclamation, IconDatabase, IconKeyboard } from '@tabler/icons-react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { localDate } from '../../shared/domain/dates.ts'
import type { RosterState } from '../../shared/domain/roster-state.ts'
import type { Format } from '../messages/format.ts'
import type { Messages } from '../messages/id.ts'
import { useFormat, useMessages, useTimeZone } from '../messages/use-messages.tsx'
import { useWork } from '../nav/work.ts'
import { BackupItem } from './backup-item.tsx'
import { Kbd } from './kbd.tsx'
import { ReaderItem } from './reader-item.tsx'
import { StatusItem } from './status-item.tsx'
import classes from './status-strip.module.css'

/** From this age on the strip warns; the verdict itself says so too. Used where no programme names its own. */
const WARN_AFTER_DAYS = 3

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
  const { roster } = session
  const warnAfter = Math.min(WARN_AFTER_DAYS, ...session.programmes.map(({ staleWarningDays }) => staleWarningDays))
  const fresh = roster.kind === 'current' && roster.ageDays < warnAfter && !roster.fellBack
  return (
    <footer className={classes.strip}>
      <StatusItem
        icon={<IconDatabase size={15} aria-hidden="true" />}
        word={m.rosterWord}
        value={rosterText(roster, session.today, timeZone, messages, format)}
        tone={fresh ? 'good' : 'trouble'}
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

function rosterText(roster: RosterState, today: string, timeZone: string, messages: Messages, format: Format): string {
  const m = messages.desk.frame
  switch (roster.kind) {
    case 'none':
      return m.rosterNone
    case 'damaged':
      return m.rosterDamaged
    case 'current': {
      if (roster.fellBack) return m.rosterFellBack(format.shortDate(roster.asOf))
      if (roster.ageDays > 0) return m.rosterAge(format.shortDate(roster.asOf), format.days(roster.ageDays))
      const importedToday = localDate(roster.importedAt, timeZone) === today
      return importedToday ? m.rosterToday(format.time(roster.importedAt)) : messages.common.today
    }
  }
}
