import type { FeedState } from '../../../shared/domain/feed.ts'
import { client, queries, queryClient } from '../../api.ts'
import { ConfirmDialog } from '../../desk/dialogs/confirm-dialog.tsx'
import { programmeNames, refreshFeeds } from '../../feeds/use-feeds.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import type { SectionProps } from '../sections.ts'

type Props = SectionProps & { feed: FeedState; onClose: () => void }

/** Says who can no longer be looked up before a source is let go. */
export function RemoveFeedDialog({ feed, session, say, onClose }: Props) {
  useFocusReturn()
  const { feeds, settings } = useMessages()
  const m = feeds.dialog
  const remove = async () => {
    onClose()
    const kind = await client.feed.remove({ name: feed.name }).then(
      (outcome) => outcome.kind,
      () => 'failed' as const,
    )
    await Promise.all([refreshFeeds(), queryClient.invalidateQueries({ queryKey: queries.session.key() })])
    if (kind === 'disk-full' || kind === 'busy' || kind === 'failed') say(settings.unwritten[kind])
    else say(m.removed(feed.issuer))
  }
  return (
    <ConfirmDialog
      title={m.removeTitle(feed.issuer)}
      say={m.removeSay(programmeNames(feed, session.programmes))}
      yes={m.removeYes}
      onYes={() => void remove()}
      onClose={onClose}
    />
  )
}
