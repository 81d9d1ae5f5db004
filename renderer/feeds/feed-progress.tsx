import { Progress } from '@mantine/core'
import type { PullProgress } from '../../shared/domain/feed.ts'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import { fileSize } from '../settings/backup/file-size.ts'
import classes from './source-card.module.css'

/** How far a pull is: its true stage, and how much of how much. */
export function FeedProgress({ progress }: { progress: PullProgress }) {
  const m = useMessages().feeds
  const { number } = useFormat()
  const { stage, bytes, totalBytes, rows, fraction } = progress
  const amount =
    stage === 'fetching' && totalBytes > 0
      ? m.bytesOf(fileSize(bytes, number), fileSize(totalBytes, number))
      : rows > 0 && stage !== 'asking'
        ? m.rows(number(rows))
        : null
  return (
    <div className={classes.progress}>
      <p>
        <b aria-live="polite">{m.stages[stage]}</b>
        {amount !== null && <span className={classes.amount}> · {amount}</span>}
      </p>
      <Progress value={Math.round(fraction * 100)} size={10} aria-label={m.stages[stage]} />
      <p className={classes.quiet}>{m.keepWorking}</p>
    </div>
  )
}
