import { IconFlask } from '@tabler/icons-react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { localDate } from '../../shared/domain/dates.ts'
import { zoneAbbreviation } from '../../shared/texts/format.ts'
import { useFormat, useLanguage, useMessages, useTimeZone } from '../messages/use-messages.tsx'
import { Mark } from './mark.tsx'
import classes from './top-bar.module.css'
import { instantOf, useNowMs } from './use-now.ts'

type Props = { session: SessionInfo | undefined; onClerk: () => void }

/** Where and when we are, who sits here, and that a demo is a demo. */
export function TopBar({ session, onClerk }: Props) {
  const { common, desk } = useMessages()
  const { language, setLanguage } = useLanguage()
  const clerk = session?.desk.clerkName ?? ''
  return (
    <header className={classes.bar}>
      <div className={classes.brand}>
        <Mark />
        {common.brand}
      </div>
      {session && (
        <div className={classes.where}>
          <b className="ellipsis">{session.hospital?.name ?? desk.frame.noHospital}</b>
          <span className="nowrap">{desk.frame.deskName(session.desk.code)}</span>
        </div>
      )}
      <span className="grow" />
      {session?.demo && (
        <span className={classes.demo}>
          <IconFlask size={14} aria-hidden="true" />
          {common.demo}
        </span>
      )}
      <Clock />
      {session && (
        <button type="button" className={classes.who} aria-label={desk.frame.clerk(clerk)} onClick={onClerk}>
          <span className={classes.initials} aria-hidden="true">
            {initials(clerk)}
          </span>
          <span className="ellipsis">{clerk}</span>
        </button>
      )}
      <button
        type="button"
        className={classes.language}
        lang={language === 'id' ? 'en' : 'id'}
        aria-label={desk.frame.switchLanguage}
        onClick={() => setLanguage(language === 'id' ? 'en' : 'id')}
      >
        <span data-on={language === 'id' || undefined}>ID</span>
        <span data-on={language === 'en' || undefined}>EN</span>
      </button>
    </header>
  )
}

function Clock() {
  const now = instantOf(useNowMs())
  const timeZone = useTimeZone()
  const format = useFormat()
  return (
    <time className={classes.clock} dateTime={now}>
      {format.weekdayDate(localDate(now, timeZone))} <b>{format.time(now)}</b> {zoneAbbreviation(timeZone)}
    </time>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0).toUpperCase() ?? '')
    .join('')
}
