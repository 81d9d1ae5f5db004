import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { FeedState } from '../../shared/domain/feed.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { pullFeed } from './use-feeds.ts'

type Props = {
  feed: FeedState
  right: 'enter' | 'configure'
  /** What to say of a pull that ended well, or of which nothing more is known. */
  say?: ((text: string) => void) | undefined
}

/** Asks a source now. How it goes, and why it was refused, its card shows. */
export function PullButton({ feed, right, say }: Props) {
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
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<IconRefresh size={16} aria-hidden="true" />}
      aria-label={m.updateOf(feed.issuer)}
      disabled={asked || feed.running !== null}
      onClick={() => void pull()}
    >
      {m.update}
    </Button>
  )
}
