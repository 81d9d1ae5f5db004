import { Button, TextInput } from '@mantine/core'
import { IconId } from '@tabler/icons-react'
import { useState } from 'react'
import { Desk } from '../../../shared/domain/hospital.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { ConfirmDialog } from '../../desk/dialogs/confirm-dialog.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Panel } from '../../ui/panel.tsx'
import forms from '../forms/form.module.css'
import type { SectionProps } from '../sections.ts'
import { useChange } from '../use-change.ts'
import { exampleNumber } from './example-number.ts'

/** The code that tells this desk's letter numbers from the others'. */
export function DeskCode({ session, say }: SectionProps) {
  const { code } = session.desk
  const { settings } = useMessages()
  const m = settings.hospital
  const [typed, setTyped] = useState(code)
  const [asking, setAsking] = useState(false)
  const { busy, trouble, run } = useChange()
  const next = typed.trim().toUpperCase()
  const good = Desk.shape.code.safeParse(next).success
  const save = () =>
    run(async () => {
      setAsking(false)
      const { kind } = await client.accounts.setDeskCode({ code: next })
      if (kind !== 'changed') return settings.unwritten[kind]
      say(m.deskSaved(next))
      await queryClient.invalidateQueries({ queryKey: queries.session.key() })
      return null
    })
  return (
    <Panel title={m.deskTitle} icon={<IconId size={18} aria-hidden="true" />}>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (good && next !== code && !busy) setAsking(true)
        }}
      >
        <div className={forms.narrow}>
          <TextInput
            label={m.deskCode}
            description={
              good
                ? m.deskCodeNumber(exampleNumber(next, { ...session, hospitalCode: session.hospital?.code }))
                : m.deskCodeHint
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={typed.trim() !== '' && !good ? m.deskCodeWrong : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={6}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <p className={forms.say}>{m.deskWarning(code)}</p>
        {trouble && <Trouble>{trouble}</Trouble>}
        <div className={forms.foot}>
          <Button type="submit" disabled={!good || next === code || busy}>
            {m.deskSave}
          </Button>
          <span className={forms.quiet}>{next === code ? settings.session.unchanged : ''}</span>
        </div>
      </form>
      {asking && (
        <ConfirmDialog
          title={m.deskConfirm(code, next)}
          say={m.deskConfirmSay}
          yes={m.deskSave}
          onYes={save}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  )
}
