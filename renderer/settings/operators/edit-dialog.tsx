import { Button, Modal } from '@mantine/core'
import { IconBan, IconCircleCheck, IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import type { OperatorState } from '../../../shared/contract/accounts.ts'
import type { Role } from '../../../shared/domain/operator.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ChoiceList } from '../forms/choice-list.tsx'
import forms from '../forms/form.module.css'
import { useChange } from '../use-change.ts'
import { useRoleOptions } from './add-dialog.tsx'
import { NewSecret } from './new-secret.tsx'
import { operatorTrouble } from './operator-outcome.ts'
import classes from './operators-section.module.css'

type Props = { operator: OperatorState; say: (text: string) => void; onClose: () => void }
type Task = 'edit' | 'reset' | 'disable'

/** What can be changed about an operator; the name cannot. */
export function EditDialog({ operator, say, onClose }: Props) {
  const { settings, common } = useMessages()
  const m = settings.operators
  const [task, setTask] = useState<Task>('edit')
  const title = { edit: m.editTitle, reset: m.resetTitle, disable: m.disableTitle }[task](operator.name)
  const done = (text: string) => {
    say(text)
    onClose()
  }
  const back = () => setTask('edit')
  return (
    <Modal opened onClose={onClose} title={title} size={560} closeButtonProps={{ 'aria-label': common.close }}>
      {task === 'edit' && <Edit operator={operator} onTask={setTask} onDone={done} />}
      {task === 'reset' && <Reset operator={operator} onDone={done} onBack={back} />}
      {task === 'disable' && <Disable operator={operator} onDone={done} onBack={back} />}
    </Modal>
  )
}

function useOperatorChange(onDone: (text: string) => void) {
  const messages = useMessages()
  const { busy, trouble, run } = useChange()
  const change = (next: { name: string; role: Role; active: boolean }, text: string) =>
    run(async () => {
      const result = await client.accounts.change(next)
      await queryClient.invalidateQueries({ queryKey: queries.accounts.key() })
      if (result.kind === 'changed') onDone(text)
      return operatorTrouble(result, messages)
    })
  return { busy, trouble, change }
}

function Edit({
  operator,
  onTask,
  onDone,
}: {
  operator: OperatorState
  onTask: (task: Task) => void
  onDone: (text: string) => void
}) {
  const m = useMessages().settings.operators
  const roles = useRoleOptions()
  const { name, active } = operator
  const [role, setRole] = useState(operator.role)
  const { busy, trouble, change } = useOperatorChange(onDone)
  return (
    <>
      {trouble && <Trouble>{trouble}</Trouble>}
      <div className={classes.block}>
        <ChoiceList label={m.role} name="role" options={roles} value={role} onChange={setRole} />
        <div className={forms.buttons}>
          <Button
            data-primary
            disabled={busy || role === operator.role}
            onClick={() => change({ name, role, active }, m.changed(name))}
          >
            {m.roleSave}
          </Button>
        </div>
      </div>
      <div className={classes.block}>
        <h3>{m.access}</h3>
        <div className={forms.buttons}>
          <Button
            variant="default"
            leftSection={<IconKey size={18} aria-hidden="true" />}
            onClick={() => onTask('reset')}
          >
            {m.reset}
          </Button>
          {active ? (
            <Button
              variant="default"
              leftSection={<IconBan size={18} aria-hidden="true" />}
              onClick={() => onTask('disable')}
            >
              {m.disable}
            </Button>
          ) : (
            <Button
              variant="default"
              disabled={busy}
              leftSection={<IconCircleCheck size={18} aria-hidden="true" />}
              onClick={() => change({ name, role: operator.role, active: true }, m.enabled(name))}
            >
              {m.enable}
            </Button>
          )}
        </div>
      </div>
    </>
  )
}

type TaskProps = { operator: OperatorState; onDone: (text: string) => void; onBack: () => void }

function Reset({ operator: { name }, onDone, onBack }: TaskProps) {
  const messages = useMessages()
  const m = messages.settings.operators
  const [secret, setSecret] = useState<string | null>(null)
  const { busy, trouble, run } = useChange()
  const submit = () =>
    run(async () => {
      if (secret === null) return null
      const result = await client.accounts.resetSecret({ name, secret })
      await queryClient.invalidateQueries({ queryKey: queries.accounts.key() })
      if (result.kind === 'changed') onDone(m.resetDone(name))
      return operatorTrouble(result, messages)
    })
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && secret !== null) submit()
      }}
    >
      <NewSecret label={m.firstSecret} say={m.resetSay} focusFirst onSecret={setSecret} />
      {trouble && <Trouble>{trouble}</Trouble>}
      <div className={forms.buttons}>
        <Button type="submit" data-primary disabled={busy || secret === null}>
          {m.resetYes}
        </Button>
        <Button variant="default" onClick={onBack}>
          {messages.common.back}
        </Button>
      </div>
    </form>
  )
}

function Disable({ operator: { name, role }, onDone, onBack }: TaskProps) {
  const { settings, common } = useMessages()
  const m = settings.operators
  const { busy, trouble, change } = useOperatorChange(onDone)
  return (
    <div className={forms.form}>
      <p className={forms.say}>{m.disableSay}</p>
      {trouble && <Trouble>{trouble}</Trouble>}
      <div className={forms.buttons}>
        <Button data-primary disabled={busy} onClick={() => change({ name, role, active: false }, m.disabled(name))}>
          {m.disable}
        </Button>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer first: Enter alone changes nothing */}
        <Button variant="default" autoFocus onClick={onBack}>
          {common.back}
        </Button>
      </div>
    </div>
  )
}
