import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { FeedState } from '../../../shared/domain/feed.ts'
import { explainFeedNotAdded } from '../../../shared/texts/feed-refusal.ts'
import { client } from '../../api.ts'
import { refreshFeeds } from '../../feeds/use-feeds.ts'
import { useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import forms from '../forms/form.module.css'
import { useChange } from '../use-change.ts'
import { EveryField } from './every-field.tsx'
import { FormEnd } from './form-end.tsx'
import { TextField } from './text-field.tsx'

type Props = { feed: FeedState; say: (text: string) => void; onClose: () => void }

/** Where a source is, how often it is asked, and with which key. Whom it believes never changes: that is another source. */
export function ChangeFeedDialog({ feed, say, onClose }: Props) {
  useFocusReturn()
  const { feeds, settings, common } = useMessages()
  const m = feeds.dialog
  const { language } = useLanguage()
  const [from, setFrom] = useState(feed.from)
  const [identity, setIdentity] = useState('')
  const [proxy, setProxy] = useState(feed.proxy ?? '')
  const [everyMinutes, setEvery] = useState(feed.everyMinutes)
  const { busy, trouble, run } = useChange()
  const save = () =>
    run(async () => {
      const identityPath = identity.trim() || null
      const next = { name: feed.name, from: from.trim(), everyMinutes, proxy: proxy.trim() || null, identityPath }
      const outcome = await client.feed.change(next)
      await refreshFeeds()
      switch (outcome.kind) {
        case 'changed':
        case 'unchanged':
          say(m.saved(feed.issuer))
          onClose()
          return null
        case 'not-known':
          return m.notKnown
        case 'disk-full':
        case 'busy':
          return settings.unwritten[outcome.kind]
        default: {
          const { so, next: todo } = explainFeedNotAdded(outcome, language)
          return `${so} ${todo}`
        }
      }
    })
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={m.changeTitle(feed.issuer)}
      size={640}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy && from.trim() !== '') save()
        }}
      >
        <TextField label={m.from} hint={m.fromHint} maxLength={1024} value={from} focus onChange={setFrom} />
        <TextField
          label={m.newIdentity}
          hint={feed.hasIdentity ? m.newIdentityHint : m.identityHint}
          maxLength={1024}
          value={identity}
          onChange={setIdentity}
        />
        <div className={forms.columns}>
          <EveryField value={everyMinutes} onChange={setEvery} />
          <TextField label={m.proxy} hint={m.proxyHint} maxLength={300} value={proxy} onChange={setProxy} />
        </div>
        <FormEnd trouble={trouble}>
          <Button type="submit" data-primary disabled={busy || from.trim() === ''}>
            {m.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
        </FormEnd>
      </form>
    </Modal>
  )
}
