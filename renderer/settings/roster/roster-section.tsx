import { Button } from '@mantine/core'
import { IconDatabase, IconFileImport, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { FeedState } from '../../../shared/domain/feed.ts'
import { client } from '../../api.ts'
import { RosterFacts, RosterLoad, runImport } from '../../desk/dialogs/roster-dialog.tsx'
import type { ImportRun } from '../../desk/dialogs/roster-dialog.tsx'
import { PullButton } from '../../feeds/pull-button.tsx'
import { SourceList } from '../../feeds/source-list.tsx'
import card from '../../feeds/source-card.module.css'
import { refreshFeeds, useFeeds } from '../../feeds/use-feeds.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import forms from '../forms/form.module.css'
import type { SectionProps } from '../sections.ts'
import { AddFeedDialog } from './add-feed-dialog.tsx'
import { ChangeFeedDialog } from './change-feed-dialog.tsx'
import { RemoveFeedDialog } from './remove-feed-dialog.tsx'

type Props = SectionProps & { run: ImportRun; onRun: (run: ImportRun) => void }

type Opened = { kind: 'none' } | { kind: 'add' } | { kind: 'change' | 'remove'; feed: FeedState }

/** Which member data answers, where it comes from, and how newer data is loaded. Another section may be opened meanwhile. */
export function RosterSection({ session, say, run, onRun }: Props) {
  const { settings, desk, feeds: m } = useMessages()
  const query = useFeeds()
  const [opened, setOpened] = useState<Opened>({ kind: 'none' })
  const feeds = query.data ?? []
  const several = feeds.length > 0
  return (
    <>
      <Panel
        title={settings.roster.title}
        say={settings.roster.say}
        icon={<IconDatabase size={18} aria-hidden="true" />}
        flush={several}
        aside={
          <Button
            variant={several ? 'default' : 'filled'}
            leftSection={<IconPlus size={17} aria-hidden="true" />}
            onClick={() => setOpened({ kind: 'add' })}
          >
            {m.add}
          </Button>
        }
      >
        <Loaded query={query} lines={4} failed={settings.loadFailed}>
          {() =>
            several ? (
              <SourceList
                session={session}
                feeds={feeds}
                renderButtons={(feed) => <FeedButtons feed={feed} say={say} onOpen={setOpened} />}
              />
            ) : (
              <>
                <RosterFacts roster={session.roster} />
                <p className={forms.say}>{m.addSay}</p>
              </>
            )
          }
        </Loaded>
      </Panel>
      <Panel title={desk.dialogs.rosterUpdate} icon={<IconFileImport size={18} aria-hidden="true" />}>
        <RosterLoad run={run} onStart={(path, asOf) => void runImport(path, asOf, onRun)} />
      </Panel>
      <FeedDialog opened={opened} session={session} say={say} onClose={() => setOpened({ kind: 'none' })} />
    </>
  )
}

function FeedDialog({ opened, ...props }: SectionProps & { opened: Opened; onClose: () => void }) {
  switch (opened.kind) {
    case 'none':
      return null
    case 'add':
      return <AddFeedDialog {...props} />
    case 'change':
      return <ChangeFeedDialog feed={opened.feed} {...props} />
    case 'remove':
      return <RemoveFeedDialog feed={opened.feed} {...props} />
  }
}

type ButtonsProps = { feed: FeedState; say: (text: string) => void; onOpen: (opened: Opened) => void }

function FeedButtons({ feed, say, onOpen }: ButtonsProps) {
  const { feeds: m, common } = useMessages()
  const stop = async () => {
    await client.feed.stop({ name: feed.name }).catch(() => say(m.lost))
    await refreshFeeds()
  }
  return (
    <>
      <PullButton feed={feed} right="configure" say={say} onStop={() => void stop()} />
      <button
        type="button"
        className={card.text}
        aria-label={m.changeOf(feed.issuer)}
        onClick={() => onOpen({ kind: 'change', feed })}
      >
        <IconPencil size={16} aria-hidden="true" />
        {common.change}
      </button>
      <button
        type="button"
        className={card.text}
        aria-label={m.removeOf(feed.issuer)}
        onClick={() => onOpen({ kind: 'remove', feed })}
      >
        <IconTrash size={16} aria-hidden="true" />
        {m.remove}
      </button>
    </>
  )
}
