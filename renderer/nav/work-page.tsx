import type { ReactNode } from 'react'
import type { SessionInfo } from '../../shared/contract/session.ts'
import { AuditScreen } from '../audit/audit-screen.tsx'
import type { DeskMemory } from '../desk/desk-memory.ts'
import { DeskScreen } from '../desk/desk-screen.tsx'
import { useMessages } from '../messages/use-messages.tsx'
import { SettingsScreen } from '../settings/settings-screen.tsx'
import { FirstSteps } from '../setup/first-steps.tsx'
import { AdmissionsPage } from './admissions-page.tsx'
import { PageFrame } from './page-frame.tsx'
import classes from './pages.module.css'
import type { WorkPlace } from './work-shell.tsx'

type Props = {
  session: SessionInfo
  memory: DeskMemory
  place: WorkPlace
  onPlace: (place: WorkPlace) => void
}

/** The one switch over the parts of the program. */
export function WorkPage({ session, memory, place, onPlace }: Props): ReactNode {
  const { accounts } = useMessages()
  const section = (next: WorkPlace['section']) => onPlace({ area: 'settings', section: next, firstSteps: false })
  const framed = (page: ReactNode) => (
    <PageFrame session={session} onRoster={place.area === 'settings' ? () => section('roster') : null}>
      {page}
    </PageFrame>
  )
  switch (place.area) {
    case 'desk':
      return <DeskScreen session={session} memory={memory} />
    case 'admissions':
      return framed(<AdmissionsPage session={session} />)
    case 'settings':
      return framed(
        place.firstSteps ? (
          <FirstSteps session={session} onSection={section} />
        ) : (
          <SettingsScreen session={session} section={place.section} onSection={section} />
        ),
      )
    case 'audit':
      return framed(<AuditScreen session={session} />)
    case null:
      return framed(
        <main className={classes.none}>
          <h1>{accounts.noArea.title}</h1>
          <p className="muted">{accounts.noArea.say}</p>
        </main>,
      )
  }
}
