import { Button } from '@mantine/core'
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { MouseEvent } from 'react'
import type { FeedState } from '../../shared/domain/feed.ts'
import { useMessages } from '../messages/use-messages.tsx'
import classes from './source-card.module.css'
import { pullFeed } from './use-feeds.ts'

type Props = {
  feed: FeedState
  right: 'enter' | 'configure'
  /** What to say of a pull that ended well, or of which nothing more is known. */
  say?: ((text: string) => void) | undefined
  /** Breaks off a pull that runs; none for whoever may not. */
  onStop?: () => void
}

/**
 * Asks a source now, or breaks that off. How it goes, and why it was refused, its card shows. One button whatever it does, never disabled
 * to the browser: it keeps its place, its width and the focus.
 */
export function PullButton({ feed, right, say, onStop }: Props) {
  const m = useMessages().feeds
  const [asked, setAsked] = useState(false)
  const pull = async () => {
    setAsked(true)
    const end = await pullFeed(feed.name, right)
    setAsked(false)
    if (end.kind === 'lost') say?.(m.lost)
    if (end.kind !== 'done') return
    const { route, versionAfter } = end.report
    say?.(route === 'none' ? m.done.none(feed.issuer) : m.done.newer(feed.issuer, versionAfter))
  }
  const running = feed.running !== null
  const stops = running && onStop !== undefined
  const waits = !stops && (asked || running)
  const act = (event: MouseEvent) => {
    // The second half of a double click is not meant for what the first one has turned the button into.
    if (event.detail > 1 || waits) return
    if (stops) onStop()
    else void pull()
  }
  const Icon = stops ? IconPlayerStop : IconRefresh
  return (
    <Button
      className={classes.pull}
      variant="default"
      size="sm"
      leftSection={<Icon size={16} aria-hidden="true" />}
      aria-label={stops ? m.stopOf(feed.issuer) : m.updateOf(feed.issuer)}
      data-disabled={waits}
      aria-disabled={waits}
      onClick={act}
    >
      {stops ? m.stop : m.update}
    </Button>
  )
}
