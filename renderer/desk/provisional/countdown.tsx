import type { IsoInstant } from '../../../shared/domain/dates.ts'
import { hoursAndMinutes } from '../../../shared/texts/format.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import classes from './countdown.module.css'

type CountdownProps = {
  openedAt: IsoInstant
  dueAt: IsoInstant
  /** The core's clock, in ms since 1970. */
  nowMs: number
}

/** Hours and minutes until the papers are due, the deadline, and how much of the time is used. Past the deadline it counts on. */
export function Countdown({ openedAt, dueAt, nowMs }: CountdownProps) {
  const { verdict } = useMessages()
  const words = verdict.countdown
  const format = useFormat()
  const leftMs = Date.parse(dueAt) - nowMs
  const overdue = leftMs < 0
  const { hours, minutes } = hoursAndMinutes(Math.abs(leftMs))
  const used = usedFraction(openedAt, dueAt, nowMs)
  const when = format.dayAndTime(dueAt)
  const duration = format.duration(Math.abs(leftMs))
  return (
    <div className={classes.countdown} data-overdue={overdue || undefined}>
      <p className="unseen" role="timer">
        {overdue ? words.overdueText(duration, when) : words.leftText(duration, when)}
      </p>
      <p className={classes.clock} aria-hidden="true">
        {hours}
        <small>{words.hours}</small>
        {minutes}
        <small>{words.minutes}</small>
      </p>
      <div className={classes.time} aria-hidden="true">
        <p>
          <span className={classes.state}>{overdue ? words.overdue : words.left}</span>
          <span>{overdue ? words.was(when) : words.until(when)}</span>
        </p>
        <span className={classes.bar}>
          <span style={{ width: `${Math.max(1, used * 100)}%` }} />
        </span>
      </div>
    </div>
  )
}

/** 0 when admitted, 1 from the deadline on. */
function usedFraction(openedAt: IsoInstant, dueAt: IsoInstant, nowMs: number): number {
  const from = Date.parse(openedAt)
  const whole = Date.parse(dueAt) - from
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, (nowMs - from) / whole))
}
