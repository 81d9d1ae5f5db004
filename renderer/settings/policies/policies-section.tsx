import { Button } from '@mantine/core'
import { IconArchive, IconClockPause, IconInfinity } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RetentionPolicy, SessionPolicy } from '../../../shared/domain/policy.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import forms from '../forms/form.module.css'
import { NumberField } from '../forms/number-field.tsx'
import type { SectionProps } from '../sections.ts'
import { useChange } from '../use-change.ts'
import classes from './policies-section.module.css'

/** When a desk that is left alone locks itself, and how long things are kept. */
export function PoliciesSection({ say }: SectionProps) {
  const { settings } = useMessages()
  const m = settings.session
  const query = useQuery(queries.accounts.policies.queryOptions())
  return (
    <>
      <Panel title={m.sessionTitle} say={m.sessionSay} icon={<IconClockPause size={18} aria-hidden="true" />}>
        <Loaded query={query} lines={3} failed={settings.loadFailed}>
          {({ session }) => <SessionForm key={JSON.stringify(session)} saved={session} say={say} />}
        </Loaded>
      </Panel>
      <Panel title={m.retentionTitle} icon={<IconArchive size={18} aria-hidden="true" />}>
        <Loaded query={query} lines={3} failed={settings.loadFailed}>
          {({ retention }) => <RetentionForm key={JSON.stringify(retention)} saved={retention} say={say} />}
        </Loaded>
        <p className={classes.kept}>
          <IconInfinity size={20} aria-hidden="true" />
          {m.kept}
        </p>
      </Panel>
    </>
  )
}

type FormProps<T> = { saved: T; say: (text: string) => void }

function SessionForm({ saved, say }: FormProps<SessionPolicy>) {
  const m = useMessages().settings.session
  const [lock, setLock] = useState<number | null>(saved.lockAfterMinutes)
  const [clear, setClear] = useState<number | null>(saved.clearAfterMinutes)
  const next =
    lock === null || clear === null || clear < lock ? null : { lockAfterMinutes: lock, clearAfterMinutes: clear }
  const save = useSave(() => (next ? client.accounts.setSessionPolicy(next) : null), say)
  return (
    <form className={forms.form} onSubmit={save.onSubmit}>
      <div className={forms.columns}>
        <NumberField
          label={m.lockAfter}
          hint={m.lockHint}
          min={1}
          max={60}
          value={saved.lockAfterMinutes}
          onChange={setLock}
        />
        <NumberField
          label={m.clearAfter}
          hint={m.clearHint}
          min={1}
          max={240}
          value={saved.clearAfterMinutes}
          onChange={setClear}
        />
      </div>
      <SaveLine
        yes={m.sessionSave}
        changed={lock !== saved.lockAfterMinutes || clear !== saved.clearAfterMinutes}
        ready={next !== null && !save.busy}
        why={lock !== null && clear !== null && clear < lock ? m.clearBefore : null}
      />
      {save.trouble && <Trouble>{save.trouble}</Trouble>}
    </form>
  )
}

function RetentionForm({ saved, say }: FormProps<RetentionPolicy>) {
  const m = useMessages().settings.session
  const [roster, setRoster] = useState<number | null>(saved.rosterDays)
  const [logs, setLogs] = useState<number | null>(saved.logDays)
  const next = roster === null || logs === null ? null : { rosterDays: roster, logDays: logs }
  const save = useSave(() => (next ? client.accounts.setRetentionPolicy(next) : null), say)
  return (
    <form className={forms.form} onSubmit={save.onSubmit}>
      <div className={forms.columns}>
        <NumberField
          label={m.rosterDays}
          hint={m.rosterHint}
          min={1}
          max={3650}
          value={saved.rosterDays}
          onChange={setRoster}
        />
        <NumberField label={m.logDays} hint={m.logHint} min={1} max={3650} value={saved.logDays} onChange={setLogs} />
      </div>
      <SaveLine
        yes={m.retentionSave}
        changed={roster !== saved.rosterDays || logs !== saved.logDays}
        ready={next !== null && !save.busy}
        why={null}
      />
      {save.trouble && <Trouble>{save.trouble}</Trouble>}
    </form>
  )
}

type Saved = { kind: 'changed' | 'disk-full' | 'busy' }

function useSave(send: () => Promise<Saved> | null, say: (text: string) => void) {
  const { settings } = useMessages()
  const { busy, trouble, run } = useChange()
  const onSubmit = (event: { preventDefault: () => void }) => {
    event.preventDefault()
    if (busy) return
    const sent = send()
    if (sent === null) return
    run(async () => {
      const { kind } = await sent
      if (kind !== 'changed') return settings.unwritten[kind]
      say(settings.session.saved)
      await queryClient.invalidateQueries({ queryKey: queries.accounts.policies.key() })
      return null
    })
  }
  return { busy, trouble, onSubmit }
}

function SaveLine({ yes, changed, ready, why }: { yes: string; changed: boolean; ready: boolean; why: string | null }) {
  const m = useMessages().settings.session
  return (
    <div className={forms.foot}>
      <Button type="submit" disabled={!changed || !ready}>
        {yes}
      </Button>
      <span className={forms.quiet} aria-live="polite">
        {why ?? (changed ? '' : m.unchanged)}
      </span>
    </div>
  )
}
