import { Button } from '@mantine/core'
import { IconLock, IconMinus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OperatorState } from '../../../shared/contract/accounts.ts'
import { queries } from '../../api.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { SectionProps } from '../sections.ts'
import { ConfirmRights } from './confirm-rights.tsx'
import { changesBetween, tableOf, toggled } from './rights-draft.ts'
import type { RightsTable as Table } from './rights-draft.ts'
import classes from './rights-section.module.css'
import { RightsTable } from './rights-table.tsx'

/** What each role may do, as a table of ticks; nothing is saved before it was read once more. */
export function RightsSection({ say }: SectionProps) {
  const { settings } = useMessages()
  const rights = useQuery(queries.accounts.rights.queryOptions())
  const operators = useQuery(queries.accounts.list.queryOptions())
  return (
    <Panel flush title={settings.rights.table} say={settings.rights.say}>
      <div className={classes.body}>
        <Loaded query={rights} lines={8} failed={settings.loadFailed}>
          {(rows) => {
            const saved = tableOf(rows)
            // Rights that another has changed meanwhile start the draft anew: nobody saves over what they have not seen.
            return <Draft key={JSON.stringify(saved)} saved={saved} operators={operators.data ?? []} say={say} />
          }}
        </Loaded>
      </div>
    </Panel>
  )
}

type DraftProps = { saved: Table; operators: readonly OperatorState[]; say: (text: string) => void }

function Draft({ saved, operators, say }: DraftProps) {
  const m = useMessages().settings.rights
  const [draft, setDraft] = useState(saved)
  const [asking, setAsking] = useState(false)
  const changes = changesBetween(saved, draft)
  const active = operators.filter((one) => one.active)
  return (
    <>
      <RightsTable
        saved={saved}
        draft={draft}
        operators={active}
        onToggle={(role, right) => setDraft(toggled(draft, role, right))}
      />
      <div className={classes.legend}>
        <span>
          <IconLock size={15} aria-hidden="true" /> {m.legendFixed}
        </span>
        <span>
          <IconMinus size={15} aria-hidden="true" /> {m.legendNever}
        </span>
      </div>
      <div className={classes.foot}>
        <p className="grow" aria-live="polite">
          {changes.length === 0 ? <span className="muted">{m.noChanges}</span> : <b>{m.changes(changes.length)}</b>}
        </p>
        <Button variant="default" disabled={changes.length === 0} onClick={() => setDraft(saved)}>
          {m.undo}
        </Button>
        <Button disabled={changes.length === 0} onClick={() => setAsking(true)}>
          {m.review}
        </Button>
      </div>
      {asking && (
        <ConfirmRights
          draft={draft}
          changes={changes}
          operators={active}
          onSaved={() => say(m.saved)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
