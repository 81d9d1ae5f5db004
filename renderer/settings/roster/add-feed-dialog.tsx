import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { FeedOffer, FeedToAdd } from '../../../shared/contract/feed.ts'
import { FeedName } from '../../../shared/domain/feed.ts'
import { explainFeedNotAdded } from '../../../shared/texts/feed-refusal.ts'
import { client } from '../../api.ts'
import { pullFeed, refreshFeeds } from '../../feeds/use-feeds.ts'
import { useLanguage, useMessages } from '../../messages/use-messages.tsx'
import { useFocusReturn } from '../../ui/use-focus-return.ts'
import forms from '../forms/form.module.css'
import type { SectionProps } from '../sections.ts'
import { useChange } from '../use-change.ts'
import { EveryField } from './every-field.tsx'
import { FormEnd } from './form-end.tsx'
import { OfferStep } from './offer-step.tsx'
import { TextField } from './text-field.tsx'

type Props = SectionProps & { onClose: () => void }

type Typed = {
  name: string
  from: string
  rootPath: string
  identityPath: string
  proxy: string
  everyMinutes: number | null
}

const EMPTY: Typed = { name: '', from: '', rootPath: '', identityPath: '', proxy: '', everyMinutes: 60 }

/** In two steps: where it is and whom to believe; then what was found there, to be compared before anything is believed. */
export function AddFeedDialog({ session, say, onClose }: Props) {
  useFocusReturn()
  const { feeds, settings, common } = useMessages()
  const m = feeds.dialog
  const { language } = useLanguage()
  const [typed, setTyped] = useState(EMPTY)
  const [found, setFound] = useState<{ feed: FeedToAdd; offer: FeedOffer } | null>(null)
  const { busy, trouble, run, clear } = useChange()
  const told = (refused: Parameters<typeof explainFeedNotAdded>[0]) => {
    const { so, next } = explainFeedNotAdded(refused, language)
    return `${so} ${next}`
  }
  const look = (feed: FeedToAdd) =>
    run(async () => {
      const looked = await client.feed.look(feed)
      if (looked.kind !== 'offer') return told(looked)
      setFound({ feed, offer: looked.offer })
      return null
    })
  const add = (feed: FeedToAdd, { issuer, programmes, rootSha256 }: FeedOffer) =>
    run(async () => {
      const offer = { issuer, programmes, rootSha256 }
      const added = await client.feed.add({ feed, offer, everyMinutes: typed.everyMinutes })
      if (added.kind === 'disk-full' || added.kind === 'busy') return settings.unwritten[added.kind]
      if (added.kind !== 'added') return told(added)
      await refreshFeeds()
      say(m.added(issuer))
      onClose()
      void pullFeed(feed.name, 'configure')
      return null
    })
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={found === null ? m.addTitle : m.checkTitle}
      size={720}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {found === null ? (
        <WhereStep typed={typed} busy={busy} trouble={trouble} onTyped={setTyped} onLook={look} onClose={onClose} />
      ) : (
        <OfferStep
          offer={found.offer}
          session={session}
          busy={busy}
          trouble={trouble}
          onAdd={() => add(found.feed, found.offer)}
          onBack={() => {
            clear()
            setFound(null)
          }}
        />
      )}
    </Modal>
  )
}

type WhereProps = {
  typed: Typed
  busy: boolean
  trouble: string | null
  onTyped: (typed: Typed) => void
  onLook: (feed: FeedToAdd) => void
  onClose: () => void
}

function WhereStep({ typed, busy, trouble, onTyped, onLook, onClose }: WhereProps) {
  const { feeds, common } = useMessages()
  const m = feeds.dialog
  const feed = feedOf(typed)
  const name = typed.name.trim()
  // One letter is the beginning of a name.
  const nameWrong = name.length > 1 && !FeedName.safeParse(name).success
  const field = (key: Exclude<keyof Typed, 'everyMinutes'>, label: string, hint: string, maxLength: number) => (
    <TextField
      label={label}
      hint={hint}
      maxLength={maxLength}
      value={typed[key]}
      focus={key === 'name'}
      error={key === 'name' && nameWrong ? m.nameWrong : null}
      onChange={(value) => onTyped({ ...typed, [key]: value })}
    />
  )
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (feed !== null && !busy) onLook(feed)
      }}
    >
      <div className={forms.columns}>
        {field('name', m.name, m.nameHint, 30)}
        <EveryField value={typed.everyMinutes} onChange={(everyMinutes) => onTyped({ ...typed, everyMinutes })} />
      </div>
      {field('from', m.from, m.fromHint, 1024)}
      {field('rootPath', m.root, m.rootHint, 1024)}
      <div className={forms.columns}>
        {field('identityPath', m.identity, m.identityHint, 1024)}
        {field('proxy', m.proxy, m.proxyHint, 300)}
      </div>
      <FormEnd trouble={trouble}>
        <Button type="submit" data-primary disabled={feed === null || busy}>
          {busy ? m.looking : m.look}
        </Button>
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
      </FormEnd>
    </form>
  )
}

/** Null while something that is needed is not typed yet. */
function feedOf({ name, from, rootPath, identityPath, proxy }: Typed): FeedToAdd | null {
  const named = FeedName.safeParse(name.trim())
  if (!named.success || from.trim() === '' || rootPath.trim() === '') return null
  return {
    name: named.data,
    from: from.trim(),
    rootPath: rootPath.trim(),
    identityPath: identityPath.trim() || null,
    proxy: proxy.trim() || null,
  }
}
