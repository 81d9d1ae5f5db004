import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BackupPolicy } from '../../../shared/domain/policy.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import forms from '../forms/form.module.css'
import { NumberField } from '../forms/number-field.tsx'
import { useChange } from '../use-change.ts'

type Props = { saved: BackupPolicy; say: (text: string) => void }

/** Where backups go and how often. */
export function BackupPolicyForm({ saved, say }: Props) {
  const { settings } = useMessages()
  const m = settings.backup
  const [folder, setFolder] = useState(saved.folder ?? '')
  const [everyHours, setEvery] = useState<number | null>(saved.everyHours)
  const [keep, setKeep] = useState<number | null>(saved.keep)
  const [offSiteDays, setOffSite] = useState<number | null>(saved.offSiteDays)
  const { busy, trouble, run } = useChange()
  const named = folder.trim() === '' ? null : folder.trim()
  const next =
    everyHours === null || keep === null || offSiteDays === null
      ? null
      : { folder: named, everyHours, keep, offSiteDays }
  const changed =
    named !== saved.folder ||
    everyHours !== saved.everyHours ||
    keep !== saved.keep ||
    offSiteDays !== saved.offSiteDays
  const save = (policy: BackupPolicy) =>
    run(async () => {
      const result = await client.backup.setPolicy(policy)
      if (result.kind === 'folder-refused') return m.folderRefused[result.why]
      if (result.kind !== 'changed') return settings.unwritten[result.kind]
      say(m.policySaved)
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: queries.backup.key() }),
        queryClient.invalidateQueries({ queryKey: queries.session.key() }),
      ])
      return null
    })
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (next && changed && !busy) save(next)
      }}
    >
      <TextInput
        label={m.folder}
        description={m.folderHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        spellCheck={false}
        maxLength={1024}
        value={folder}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      <div className={forms.threes}>
        <NumberField label={m.everyHours} min={1} max={168} value={saved.everyHours} onChange={setEvery} />
        <NumberField label={m.keep} min={2} max={400} value={saved.keep} onChange={setKeep} />
        <NumberField label={m.offSiteDays} min={1} max={90} value={saved.offSiteDays} onChange={setOffSite} />
      </div>
      {trouble && <Trouble>{trouble}</Trouble>}
      <div className={forms.foot}>
        <Button type="submit" disabled={!changed || next === null || busy}>
          {m.policySave}
        </Button>
        <span className={forms.quiet}>{changed ? '' : settings.session.unchanged}</span>
      </div>
    </form>
  )
}
