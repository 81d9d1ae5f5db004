import {
  IconArrowRight,
  IconCircleCheck,
  IconCircleDashed,
  IconDatabase,
  IconDatabaseExport,
  IconKey,
  IconUsers,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { queries } from '../api.ts'
import { useMessages } from '../messages/use-messages.tsx'
import type { SettingsSection } from '../settings/sections.ts'
import classes from './first-steps.module.css'

type Props = { session: SessionInfo; onSection: (section: SettingsSection) => void }

/** What a desk needs before its first patient, right after it was set up; each leads to where it is done. */
export function FirstSteps({ session, onSection }: Props) {
  const { setup } = useMessages()
  const m = setup.first
  const people = useQuery(queries.accounts.list.queryOptions()).data
  const keys = useQuery(queries.keys.state.queryOptions()).data
  const steps: { icon: Icon; title: string; say: string; section: SettingsSection; done: boolean }[] = [
    {
      icon: IconUsers,
      title: m.operators,
      say: m.operatorsSay,
      section: 'operators',
      done: people?.some(({ role, active }) => active && role !== 'administrator') ?? false,
    },
    {
      icon: IconDatabase,
      title: m.roster,
      say: m.rosterSay,
      section: 'roster',
      done: session.roster.kind === 'current',
    },
    {
      icon: IconDatabaseExport,
      title: m.backup,
      say: m.backupSay,
      section: 'backup',
      done: session.backup.state !== 'unset',
    },
    { icon: IconKey, title: m.kit, say: m.kitSay, section: 'keys', done: typeof keys?.kitPrintedAt === 'string' },
  ]
  return (
    <main className={classes.page}>
      <h1>{m.title}</h1>
      <p className={classes.say}>{m.say}</p>
      <ol className={classes.steps}>
        {steps.map(({ icon: StepIcon, title, say, section, done }) => (
          <li key={section}>
            <button type="button" className={classes.step} onClick={() => onSection(section)}>
              <span className={classes.tile}>
                <StepIcon size={26} stroke={1.8} aria-hidden="true" />
              </span>
              <span className="grow">
                <b>{title}</b>
                <span>{say}</span>
              </span>
              <span className={classes.state} data-done={done || undefined}>
                {done ? (
                  <IconCircleCheck size={18} aria-hidden="true" />
                ) : (
                  <IconCircleDashed size={18} aria-hidden="true" />
                )}
                {done ? m.done : m.todo}
              </span>
              <IconArrowRight size={20} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      <p className="muted">{m.later}</p>
    </main>
  )
}
