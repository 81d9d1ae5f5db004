import type { ReactNode } from 'react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import type { FeedState } from '../../shared/domain/feed.ts'
import { servingSources } from '../../shared/domain/roster-state.ts'
import { useMessages } from '../messages/use-messages.tsx'
import { FeedCard, LocalCard } from './source-card.tsx'
import classes from './source-card.module.css'
import { programmeNames } from './use-feeds.ts'

type Props = {
  session: Pick<SessionInfo, 'roster' | 'programmes'>
  feeds: readonly FeedState[]
  /** Without a card's padding, where a dialog has its own. */
  bare?: boolean
  renderButtons: (feed: FeedState) => ReactNode
}

/** Everything that members come from here: the feeds, then what was loaded by hand. */
export function SourceList({ session, feeds, bare = false, renderButtons }: Props) {
  const m = useMessages().feeds
  const local = servingSources(session.roster).find(({ source }) => source === 'local')
  return (
    <ul className={`${classes.list} ${bare ? classes.bare : ''}`} aria-label={m.list}>
      {feeds.map((feed) => (
        <FeedCard key={feed.name} feed={feed} programmes={programmeNames(feed, session.programmes)}>
          {renderButtons(feed)}
        </FeedCard>
      ))}
      {local && <LocalCard source={local} programmes={programmeNames(local, session.programmes)} />}
    </ul>
  )
}
