import { IconFlask } from '@tabler/icons-react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { localDate } from '../../shared/domain/dates.ts'
import { zoneAbbreviation } from '../../shared/texts/format.ts'
import { OperatorMenu } from '../accounts/operator-menu.tsx'
import { useFormat, useMessages, useTimeZone } from '../messages/use-messages.tsx'
import { Tabs } from '../nav/tabs.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Mark } from './mark.tsx'
import classes from './top-bar.module.css'
import { instantOf, useNowMs } from './use-now.ts'

/** Where and when we are, what can be opened, who is at work, and that a demo is a demo. */
export function TopBar({ session }: { session: SessionInfo }) {
  const { common, desk } = useMessages()
  return (
    <header className={classes.bar}>
      <div className={classes.brand}>
        <Mark />
        {common.brand}
      </div>
      <div className={classes.where}>
        <b className="ellipsis">{session.hospital?.name ?? desk.frame.noHospital}</b>
        <span className="nowrap">{desk.frame.deskName(session.desk.code)}</span>
      </div>
      <Tabs />
      <span className="grow" />
      {session.demo && (
        <span className={classes.demo}>
          <IconFlask size={14} aria-hidden="true" />
          {common.demo}
        </span>
      )}
      <Clock />
      <OperatorMenu />
      <LanguageSwitch />
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
