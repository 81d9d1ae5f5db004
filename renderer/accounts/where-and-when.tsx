import { IconFlask } from '@tabler/icons-react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { localDate } from '../../shared/domain/dates.ts'
import { zoneAbbreviation } from '../../shared/texts/format.ts'
import { useFormat, useMessages, useTimeZone } from '../messages/use-messages.tsx'
import { instantOf, useNowMs } from '../ui/use-now.ts'
import classes from './where-and-when.module.css'

/** The clock and the desk, for the indigo side. Nothing of a patient. */
export function WhereAndWhen({ session }: { session: SessionInfo }) {
  const { common, desk } = useMessages()
  const format = useFormat()
  const timeZone = useTimeZone()
  const now = instantOf(useNowMs())
  return (
    <>
      <div className={classes.clock}>
        <time dateTime={now}>
          <b>{format.time(now)}</b> <span>{zoneAbbreviation(timeZone)}</span>
        </time>
        <p>{format.weekdayDate(localDate(now, timeZone))}</p>
      </div>
      <div className={classes.where}>
        {session.demo && (
          <span className={classes.demo}>
            <IconFlask size={14} aria-hidden="true" />
            {common.demo}
          </span>
        )}
        <b>{session.hospital?.name ?? desk.frame.noHospital}</b>
        <span>{desk.frame.deskName(session.desk.code)}</span>
      </div>
    </>
  )
}
