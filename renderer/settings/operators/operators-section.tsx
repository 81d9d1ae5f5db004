import { Button } from '@mantine/core'
import { IconBan, IconCircleCheck, IconLock, IconPencil, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OperatorState } from '../../../shared/contract/accounts.ts'
import { queries } from '../../api.ts'
import { useFormat, useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Tag } from '../../ui/tag.tsx'
import table from '../../ui/data-table.module.css'
import type { SectionProps } from '../sections.ts'
import { AddDialog } from './add-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import classes from './operators-section.module.css'

type Dialog = { kind: 'none' } | { kind: 'add' } | { kind: 'edit'; name: string }

const ICON = 15
/** A lock-out is counted down in minutes, and what is left of one counts as one. */
const MINUTE_MS = 60_000

/** Who may sign in here, and as what. */
export function OperatorsSection({ session, say }: SectionProps) {
  const { settings, people } = useMessages()
  const m = settings.operators
  const query = useQuery(queries.accounts.list.queryOptions())
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' })
  const operators = query.data ?? []
  const edited = dialog.kind === 'edit' ? operators.find(({ name }) => name === dialog.name) : undefined
  const close = () => setDialog({ kind: 'none' })
  return (
    <>
      <Panel
        flush
        title={m.count(operators.filter(({ active }) => active).length, operators.length)}
        say={m.say}
        aside={
          <Button
            leftSection={<IconUserPlus size={18} aria-hidden="true" />}
            onClick={() => setDialog({ kind: 'add' })}
          >
            {m.add}
          </Button>
        }
      >
        <div className={classes.list}>
          <Loaded query={query} lines={5} failed={settings.loadFailed}>
            {(all) => (
              <table className={table.table} aria-label={settings.sections.operators}>
                <thead>
                  <tr>
                    <th scope="col">{m.columns.name}</th>
                    <th scope="col">{m.columns.role}</th>
                    <th scope="col">{m.columns.state}</th>
                    <th scope="col">{m.columns.method}</th>
                    <th scope="col">
                      <span className="unseen">{m.columns.actions}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((one) => (
                    <tr key={one.name} data-disabled={!one.active || undefined}>
                      <td className={classes.name}>
                        <b className="ellipsis">{one.name}</b>
                        {one.name === session.operator?.name && <Tag tone="you">{m.you}</Tag>}
                      </td>
                      <td>{people.roles[one.role]}</td>
                      <td>
                        <StateOf operator={one} />
                      </td>
                      <td>{one.method === null ? m.methods.none : m.methods[one.method]}</td>
                      <td className={classes.actions}>
                        <button
                          type="button"
                          className={classes.edit}
                          aria-label={m.editOf(one.name)}
                          onClick={() => setDialog({ kind: 'edit', name: one.name })}
                        >
                          <IconPencil size={16} aria-hidden="true" />
                          {m.edit}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Loaded>
          {query.data?.length === 0 && <p className={classes.empty}>{m.empty}</p>}
        </div>
      </Panel>
      {dialog.kind === 'add' && <AddDialog say={say} onClose={close} />}
      {edited && <EditDialog key={edited.name} operator={edited} say={say} onClose={close} />}
    </>
  )
}

function StateOf({ operator: { active, lockedOutForMs } }: { operator: OperatorState }) {
  const m = useMessages().settings.operators.states
  const format = useFormat()
  if (!active)
    return (
      <Tag tone="plain" icon={<IconBan size={ICON} aria-hidden="true" />}>
        {m.disabled}
      </Tag>
    )
  if (lockedOutForMs > 0)
    return (
      <Tag tone="trouble" icon={<IconLock size={ICON} aria-hidden="true" />}>
        {m.locked(format.duration(Math.ceil(lockedOutForMs / MINUTE_MS) * MINUTE_MS))}
      </Tag>
    )
  return (
    <Tag tone="good" icon={<IconCircleCheck size={ICON} aria-hidden="true" />}>
      {m.active}
    </Tag>
  )
}
