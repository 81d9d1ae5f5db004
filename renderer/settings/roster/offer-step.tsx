import { Button, Checkbox } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { FeedOffer } from '../../../shared/contract/feed.ts'
import type { SessionInfo } from '../../../shared/contract/session.ts'
import { servingSourceOf } from '../../../shared/domain/roster-state.ts'
import { groupedHex } from '../../../shared/texts/feed-refusal.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { programmeNames } from '../../feeds/use-feeds.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import forms from '../forms/form.module.css'
import { FormEnd } from './form-end.tsx'
import classes from './offer-step.module.css'

type Props = {
  offer: FeedOffer
  session: SessionInfo
  busy: boolean
  trouble: string | null
  onAdd: () => void
  onBack: () => void
}

/** What was found, and the fingerprint to be compared aloud: after that its issuer is believed. */
export function OfferStep({ offer, session, busy, trouble, onAdd, onBack }: Props) {
  const { feeds, common } = useMessages()
  const m = feeds.dialog
  const [compared, setCompared] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const back = useRef<HTMLButtonElement>(null)
  // What had the focus went with the step before.
  useEffect(() => (first.current ?? back.current)?.focus(), [])
  const taken = offer.programmes.filter((code) => servingSourceOf(session.roster, code)?.source === 'local')
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (compared && !busy && !offer.needsIdentity) onAdd()
      }}
    >
      <dl className={forms.facts}>
        <dt>{m.issuer}</dt>
        <dd>{offer.issuer}</dd>
        <dt>{m.programmes}</dt>
        <dd>{programmeNames(offer, session.programmes)}</dd>
        <dt>{m.version}</dt>
        <dd>{offer.version}</dd>
      </dl>
      <div className={classes.print}>
        <h3>{m.fingerprint}</h3>
        <p className={`mono ${classes.groups}`}>{groupedHex(offer.rootSha256)}</p>
        <p className={forms.say}>{m.compare}</p>
      </div>
      {taken.length > 0 && (
        <p className={forms.say}>{m.takesOver(programmeNames({ programmes: taken }, session.programmes))}</p>
      )}
      {offer.needsIdentity ? (
        <Trouble>{m.needsIdentity}</Trouble>
      ) : (
        <Checkbox
          label={m.compared}
          checked={compared}
          ref={first}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
      )}
      <FormEnd trouble={trouble}>
        <Button type="submit" data-primary miw={150} disabled={!compared || busy || offer.needsIdentity}>
          {busy ? m.looking : feeds.add}
        </Button>
        <Button ref={back} variant="default" disabled={busy} onClick={onBack}>
          {common.back}
        </Button>
      </FormEnd>
    </form>
  )
}
