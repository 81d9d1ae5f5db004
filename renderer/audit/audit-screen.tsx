import { Button } from '@mantine/core'
import { IconRefresh, IconShieldCheck, IconUserSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { NoticeLine, useNotice } from '../desk/notice.tsx'
import { useFormat, useMessages } from '../messages/use-messages.tsx'
import { useScans } from '../scan/use-scans.ts'
import { usePrimaryKey } from '../settings/use-primary-key.ts'
import { codeOf, filterOf, isNarrowed, NOTHING_CHOSEN } from './audit-filters.ts'
import type { Chosen } from './audit-filters.ts'
import classes from './audit-screen.module.css'
import { AuditTable } from './audit-table.tsx'
import { ChainLine, useChain } from './chain-line.tsx'
import { FilterBar } from './filter-bar.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'
import { SaveTrail } from './save-trail.tsx'
import { useTrail } from './use-trail.ts'

type Dialog = { kind: 'none' } | { kind: 'person'; key: string } | { kind: 'resolve'; subject: string }

/** Who did what, who looked at whom: the trail, newest first, and what can be asked of it. */
export function AuditScreen({ session }: { session: SessionInfo }) {
  const { audit: m, desk } = useMessages()
  const format = useFormat()
  const { notice, say } = useNotice()
  const [chosen, setChosen] = useState<Chosen>(NOTHING_CHOSEN)
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' })
  const filter = filterOf(chosen, session.today)
  const trail = useTrail(filter)
  const chain = useChain()
  const close = () => setDialog({ kind: 'none' })
  const onlyPerson = (subject: string) => setChosen({ ...chosen, subject })
  usePrimaryKey()
  useScans(
    ({ text }) => {
      if (dialog.kind === 'resolve') {
        say(desk.notices.dialogOpen)
        return 'unused'
      }
      setDialog({ kind: 'person', key: text })
      return 'used'
    },
    { say },
  )
  return (
    <main className={classes.screen}>
      <div className={classes.head}>
        <div className="grow">
          <h1>{m.title}</h1>
          <ChainLine chain={chain.state} />
        </div>
        <Button
          variant="default"
          disabled={chain.state.kind === 'running'}
          leftSection={<IconShieldCheck size={18} aria-hidden="true" />}
          onClick={chain.check}
        >
          {m.verify}
        </Button>
        <Button
          leftSection={<IconUserSearch size={18} aria-hidden="true" />}
          onClick={() => setDialog({ kind: 'person', key: '' })}
        >
          {m.whoLooked}
        </Button>
      </div>
      <FilterBar
        chosen={chosen}
        today={session.today}
        actors={trail.actors}
        bad={filter === null}
        onChange={setChosen}
      />
      <div className={`card ${classes.list}`}>
        <AuditTable
          trail={trail}
          narrowed={isNarrowed(chosen)}
          onPerson={onlyPerson}
          onAsk={(subject) => setDialog({ kind: 'resolve', subject })}
        />
        <div className={classes.foot}>
          <span className="muted" aria-live="polite">
            {trail.loaded && m.shown(format.number(trail.lines.length), format.number(trail.total))}
          </span>
          <button type="button" className={classes.quiet} disabled={trail.fetching} onClick={trail.refresh}>
            <IconRefresh size={16} aria-hidden="true" />
            {m.newer}
          </button>
          <span className="grow" />
          <SaveTrail filter={filter} say={say} />
        </div>
      </div>
      {dialog.kind === 'person' && (
        <PersonDialog
          key={dialog.key}
          scanned={dialog.key}
          onSubject={(subject, lines) => {
            close()
            setChosen({ ...NOTHING_CHOSEN, period: 'all', subject })
            say(m.asked(format.number(lines)))
          }}
          onClose={close}
        />
      )}
      {dialog.kind === 'resolve' && (
        <ResolveDialog key={dialog.subject} subject={dialog.subject} code={codeOf(dialog.subject)} onClose={close} />
      )}
      <NoticeLine notice={notice} />
    </main>
  )
}
