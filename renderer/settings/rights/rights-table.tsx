import { Checkbox } from '@mantine/core'
import { IconLock, IconMinus } from '@tabler/icons-react'
import type { OperatorState } from '../../../shared/contract/accounts.ts'
import { GrantedRight, Role } from '../../../shared/domain/operator.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import table from '../../ui/data-table.module.css'
import { cellOf } from './rights-draft.ts'
import type { RightsTable as Table } from './rights-draft.ts'
import classes from './rights-section.module.css'

type Props = {
  saved: Table
  draft: Table
  operators: readonly OperatorState[]
  onToggle: (role: Role, right: GrantedRight) => void
}

/** Rights down, roles across. */
export function RightsTable({ saved, draft, operators, onToggle }: Props) {
  const { settings, people } = useMessages()
  const m = settings.rights
  return (
    <table className={`${table.table} ${classes.table}`} aria-label={m.table}>
      <thead>
        <tr>
          <th scope="col">{m.right}</th>
          {Role.options.map((role) => (
            <th key={role} scope="col" className={classes.role}>
              {people.roles[role]}
              <small>{m.people(operators.filter((one) => one.role === role).length)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {GrantedRight.options.map((right) => (
          <tr key={right}>
            <th scope="row" className={classes.right}>
              <b>{people.rights[right]}</b>
              <span>{m.explain[right]}</span>
            </th>
            {Role.options.map((role) => (
              <td
                key={role}
                className={classes.cell}
                data-changed={saved[role].includes(right) !== draft[role].includes(right) || undefined}
              >
                <RightsCell draft={draft} role={role} right={right} onToggle={() => onToggle(role, right)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RightsCell({
  draft,
  role,
  right,
  onToggle,
}: {
  draft: Table
  role: Role
  right: GrantedRight
  onToggle: () => void
}) {
  const { settings, people } = useMessages()
  const m = settings.rights
  const words = [people.roles[role], people.rights[right]] as const
  const cell = cellOf(draft, role, right)
  switch (cell) {
    case 'never':
      return (
        <span className={classes.never} title={m.never(...words)}>
          <IconMinus size={18} aria-hidden="true" />
          <span className="unseen">{m.never(...words)}</span>
        </span>
      )
    case 'fixed':
      return (
        <span className={classes.fixed} title={m.locked(...words)}>
          <IconLock size={18} aria-hidden="true" />
          <span className="unseen">{m.locked(...words)}</span>
        </span>
      )
    case 'granted':
    case 'open':
      return (
        <Checkbox
          className={classes.check ?? ''}
          aria-label={m.has(...words)}
          checked={cell === 'granted'}
          onChange={onToggle}
        />
      )
  }
}
