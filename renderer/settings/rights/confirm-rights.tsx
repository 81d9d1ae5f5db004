import { Button, Modal } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import type { OperatorState } from '../../../shared/contract/accounts.ts'
import { client, queries, queryClient } from '../../api.ts'
import { Trouble } from '../../desk/answer/form-parts.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import forms from '../forms/form.module.css'
import { useChange } from '../use-change.ts'
import type { RightsChange, RightsTable } from './rights-draft.ts'
import classes from './rights-section.module.css'

type Props = {
  draft: RightsTable
  changes: readonly RightsChange[]
  operators: readonly OperatorState[]
  onSaved: () => void
  onClose: () => void
}

/** Names who gains and who loses what, before it holds. */
export function ConfirmRights({ draft, changes, operators, onSaved, onClose }: Props) {
  const { settings, people, common } = useMessages()
  const m = settings.rights
  const { busy, trouble, run } = useChange()
  const save = () =>
    run(async () => {
      for (const role of new Set(changes.map((change) => change.role))) {
        const { kind } = await client.accounts.setRights({ role, rights: [...draft[role]] })
        if (kind === 'not-grantable') return m.notGrantable
        if (kind !== 'changed') return settings.unwritten[kind]
      }
      onClose()
      onSaved()
      await queryClient.invalidateQueries({ queryKey: queries.accounts.key() })
      return null
    })
  return (
    <Modal opened onClose={onClose} title={m.confirmTitle} size={560} closeButtonProps={{ 'aria-label': common.close }}>
      <ul className={classes.changes}>
        {changes.map(({ role, right, kind }) => {
          const names = operators.filter((one) => one.role === role).map(({ name }) => name)
          return (
            <li key={`${role} ${right}`} data-kind={kind}>
              {kind === 'gains' ? (
                <IconPlus size={18} aria-hidden="true" />
              ) : (
                <IconMinus size={18} aria-hidden="true" />
              )}
              <span>
                <b>{m[kind](people.roles[role], people.rights[right])}</b>
                <small>{names.length === 0 ? m.nobody : names.join(', ')}</small>
              </span>
            </li>
          )
        })}
      </ul>
      {trouble && <Trouble>{trouble}</Trouble>}
      <div className={forms.buttons}>
        <Button data-primary disabled={busy} onClick={save}>
          {m.confirmYes}
        </Button>
        <Button variant="default" data-autofocus onClick={onClose}>
          {common.back}
        </Button>
      </div>
    </Modal>
  )
}
