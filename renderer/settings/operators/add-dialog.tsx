import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { OperatorName, Role } from '../../../shared/domain/operator.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ChoiceList } from '../forms/choice-list.tsx'
import forms from '../forms/form.module.css'
import { useChange } from '../use-change.ts'
import { NewSecret } from './new-secret.tsx'
import { operatorTrouble } from './operator-outcome.ts'
import classes from './operators-section.module.css'

type Props = { say: (text: string) => void; onClose: () => void }

/** A new operator: name, role, first PIN. */
export function AddDialog({ say, onClose }: Props) {
  const messages = useMessages()
  const { settings, common } = messages
  const m = settings.operators
  const roles = useRoleOptions()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('clerk')
  const [secret, setSecret] = useState<string | null>(null)
  const { busy, trouble, run } = useChange()
  const nameOk = OperatorName.safeParse(name).success
  const submit = () =>
    run(async () => {
      if (secret === null) return null
      const result = await client.accounts.add({ name: name.trim(), role, secret })
      await queryClient.invalidateQueries({ queryKey: queries.accounts.key() })
      if (result.kind === 'changed') {
        say(m.added(result.operator.name))
        onClose()
      }
      return operatorTrouble(result, messages)
    })
  return (
    <Modal opened onClose={onClose} title={m.addTitle} size={920} closeButtonProps={{ 'aria-label': common.close }}>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy && nameOk && secret !== null) submit()
        }}
      >
        <div className={classes.halves}>
          <div className={forms.form}>
            <TextInput
              label={m.name}
              description={m.nameHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              spellCheck={false}
              maxLength={60}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <NewSecret label={m.firstSecret} say={m.firstSecretSay} onSecret={setSecret} />
          </div>
          <ChoiceList label={m.role} name="role" options={roles} value={role} onChange={setRole} />
        </div>
        {trouble && <Trouble>{trouble}</Trouble>}
        <div className={forms.buttons}>
          <Button type="submit" data-primary disabled={busy || !nameOk || secret === null}>
            {m.addYes}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** The roles with what each may do, for a list to choose from. */
export function useRoleOptions(): { value: Role; label: string; say: string }[] {
  const { settings, people } = useMessages()
  return Role.options.map((value) => ({ value, label: people.roles[value], say: settings.operators.roleSay[value] }))
}
