import { IconDatabase, IconFileImport } from '@tabler/icons-react'
import { RosterFacts, RosterLoad, runImport } from '../../desk/dialogs/roster-dialog.tsx'
import type { ImportRun } from '../../desk/dialogs/roster-dialog.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { SectionProps } from '../sections.ts'

type Props = Pick<SectionProps, 'session'> & { run: ImportRun; onRun: (run: ImportRun) => void }

/** Which member data answers, and how newer data is loaded. Another section may be opened meanwhile. */
export function RosterSection({ session, run, onRun }: Props) {
  const { settings, desk } = useMessages()
  return (
    <>
      <Panel
        title={settings.roster.title}
        say={settings.roster.say}
        icon={<IconDatabase size={18} aria-hidden="true" />}
      >
        <RosterFacts roster={session.roster} />
      </Panel>
      <Panel title={desk.dialogs.rosterUpdate} icon={<IconFileImport size={18} aria-hidden="true" />}>
        <RosterLoad run={run} onStart={(path, asOf) => void runImport(path, asOf, onRun)} />
      </Panel>
    </>
  )
}
